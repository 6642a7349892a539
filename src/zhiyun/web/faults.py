"""Faults as a page shows them: listed on top, each leading to its field, and repeated there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms

from zhiyun.kernel.refusal import Fault


@dataclass(frozen=True, slots=True)
class ShownFault:
    """One fault, and the id of the element it is about; no id when it is about the whole."""

    place: str
    message: str
    target: str = ""


def of_form(form: forms.BaseForm) -> list[ShownFault]:
    """List a checked form's faults in the order of its fields."""
    return [
        ShownFault(str(bound.label), str(message), bound.id_for_label or bound.auto_id)
        for bound in form
        for message in bound.errors
    ]


def of_input(faults: Iterable[Fault], *, target: str = "") -> list[ShownFault]:
    """List faults found by the casework, all leading to one element."""
    return [ShownFault(fault.place, fault.message, target) for fault in faults]
