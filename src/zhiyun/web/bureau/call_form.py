"""The officer's form of a call: one head, a row a condition and a material, a line a kind of operation.

A draft may be kept unfinished, so nothing here is required; what cannot be read at all is a fault at once, what
the casework finds is shown at the same fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from zhiyun import law
from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.calls import CallWords, ConditionWords, KindWords, MaterialWords
from zhiyun.kernel.refusal import Fault
from zhiyun.web.bureau.call_fields import ConditionForm, HeadForm, KindForm, MaterialForm
from zhiyun.web.faults import ShownFault
from zhiyun.web.sent_numbers import whole

BLANK_ROWS = 2
MOST_ROWS = 60

_AT = {"opens_at": "opens_on", "closes_at": "closes_on"}
_ROW = re.compile(r"(conditions|materials|kinds)\[(\w+)\]\.(\w+)")


class CallForm:
    """Everything typed about a call; made of a draft's words, or of what a browser sent."""

    def __init__(self, *, benefit: law.Benefit, data: Mapping[str, str], is_change: bool) -> None:
        self.head = HeadForm(data)
        if not is_change:
            del self.head.fields["change_note"]
        if benefit.is_construction:
            for name in ("performance_from", "performance_until", "performance_cites"):
                del self.head.fields[name]
        self.conditions = _rows(ConditionForm, "conditions", data)
        self.materials = _rows(MaterialForm, "materials", data)
        kinds = () if benefit.is_construction else tuple(law.Kind)
        self.kinds = {kind: KindForm(data, prefix=f"kinds-{kind.value}") for kind in kinds}
        self.elsewhere: list[Fault] = []
        # A row left wholly blank is no row: so rows are removed by emptying them.
        self._filled: dict[str, list[forms.Form]] = {
            "conditions": [form for form in self.conditions if form.is_filled()],
            "materials": [form for form in self.materials if form.is_filled()],
        }

    @property
    def is_readable(self) -> bool:
        """Say whether every field could be read, whatever it says."""
        return not any(form.errors for form in self._all())

    def words(self) -> CallWords:
        """Give what was typed; a field that could not be read is left out."""
        head = _read(self.head)
        return CallWords(
            document=head.get("document") or "",
            dated=head["dated"] or None,
            title=head.get("title") or "",
            body=_plain_breaks(head.get("body") or ""),
            contact=head.get("contact") or "",
            opens_at=_at(head, "opens"),
            closes_at=_at(head, "closes"),
            correction_workdays=head["correction_workdays"] or None,
            performance_from=head.get("performance_from") or None,
            performance_until=head.get("performance_until") or None,
            performance_cites=head.get("performance_cites") or "",
            conditions=tuple(ConditionWords(**_read(form)) for form in self._filled["conditions"]),
            materials=tuple(MaterialWords(**_read(form)) for form in self._filled["materials"]),
            kinds=tuple(_kind(kind, form) for kind, form in self.kinds.items() if form.is_listed()),
            change_note=_plain_breaks(head.get("change_note") or ""),
        )

    def blame(self, faults: Iterable[Fault]) -> None:
        """Put faults the casework found at their fields; a field that could not be read keeps its own."""
        for fault in faults:
            form, name = self._field(fault.place)
            if form is None:
                self.elsewhere.append(fault)
            elif name not in form.errors:
                form.add_error(name, fault.message)

    def faults(self) -> list[ShownFault]:
        """List every fault in the order of the form, each leading to its field."""
        listed = list(_shown(self.head, ""))
        for number, form in enumerate(self.conditions, 1):
            listed += _shown(form, _("条件第%(n)s行　") % {"n": number})
        for number, form in enumerate(self.materials, 1):
            listed += _shown(form, _("材料第%(n)s行　") % {"n": number})
        for kind, form in self.kinds.items():
            listed += _shown(form, f"{_(kind.words)}　")
        return listed + [ShownFault("", fault.message) for fault in self.elsewhere]

    def _all(self) -> Iterator[forms.Form]:
        yield self.head
        yield from self._filled["conditions"]
        yield from self._filled["materials"]
        yield from self.kinds.values()

    def _field(self, place: str) -> tuple[forms.Form | None, str]:
        row = _ROW.fullmatch(place)
        if row is None:
            name = _AT.get(place, place)
            return (self.head, name) if name in self.head.fields else (None, "")
        entries, which, name = row[1], row[2], row[3]
        if entries == "kinds":
            form: forms.Form | None = next((f for k, f in self.kinds.items() if k.value == which), None)
        else:
            form = self._filled[entries][int(which) - 1]
        return (form, name if form is not None and name in form.fields else "words")


def data_of(*, words: CallWords) -> dict[str, str]:
    """Say a draft's words as a browser would send them, with blank rows to go on."""
    data = {
        name: str(getattr(words, name) or "")
        for name in ("document", "title", "body", "contact", "performance_cites", "change_note")
    }
    data |= {
        name: getattr(words, name).isoformat() if getattr(words, name) else ""
        for name in ("dated", "performance_from", "performance_until")
    }
    data["correction_workdays"] = str(words.correction_workdays or "")
    for name, at in (("opens", words.opens_at), ("closes", words.closes_at)):
        local = at.astimezone(SHANGHAI) if at is not None else None
        data[f"{name}_on"] = f"{local:%Y-%m-%d}" if local else ""
        data[f"{name}_time"] = f"{local:%H:%M:%S}" if local else ""
    listed: dict[str, tuple[Any, ...]] = {"conditions": words.conditions, "materials": words.materials}
    for entries, rows in listed.items():
        data[f"{entries}-rows"] = str(len(rows) + BLANK_ROWS)
        for number, row in enumerate(rows):
            for name in row.__slots__:
                data[f"{entries}-{number}-{name}"] = _typed(getattr(row, name))
        for blank in range(len(rows), len(rows) + BLANK_ROWS):
            data[f"{entries}-{blank}-required"] = "on"
    for kind in words.kinds:
        prefix = f"kinds-{kind.kind}"
        data |= {
            f"{prefix}-listed": "on",
            f"{prefix}-cites": kind.cites,
            f"{prefix}-registration": kind.registration,
            f"{prefix}-evidence": "\n".join(kind.evidence),
        }
    return data


def _rows(
    made: type[ConditionForm | MaterialForm], entries: str, data: Mapping[str, str]
) -> list[ConditionForm | MaterialForm]:
    told = data.get(f"{entries}-rows", "")
    count = min(whole(told, 0, digits=3), MOST_ROWS)
    return [made(data, prefix=f"{entries}-{number}") for number in range(count)]


def _read(form: forms.Form) -> dict[str, Any]:
    """Give a form's fields; one that could not be read counts as left empty."""
    form.is_valid()
    empty = {"years": None, "article": None, "item": None}
    return {name: form.cleaned_data.get(name, empty.get(name, "")) for name in form.fields}


def _kind(kind: law.Kind, form: KindForm) -> KindWords:
    read = _read(form)
    lines = str(read["evidence"]).splitlines()
    return KindWords(
        kind.value,
        str(read["cites"]),
        str(read["registration"]),
        tuple(line.strip() for line in lines if line.strip()),
    )


def _at(head: Mapping[str, Any], name: str) -> datetime | None:
    on, clock = head.get(f"{name}_on"), head.get(f"{name}_time")
    return datetime.combine(on, clock, SHANGHAI) if on and clock else None


def _typed(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value)


def _plain_breaks(text: str) -> str:
    return text.replace("\r\n", "\n")


def _shown(form: forms.Form, row: str) -> Iterator[ShownFault]:
    for bound in form:
        for message in bound.errors:
            yield ShownFault(f"{row}{bound.label}", str(message), bound.id_for_label or bound.auto_id)
