"""One condition of the measure or the call: its official words, the facts it asks for, the questions for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from zhiyun import law
from zhiyun.casework.actions import saving
from zhiyun.casework.queries.application_sections import SectionPage
from zhiyun.web.applicant import section_pages
from zhiyun.web.fields import fact_field
from zhiyun.web.seats import actor_of

WORDS = "words-"


class ConditionForm(forms.Form):
    """A form whose fields are what the law asks."""


def show(request: HttpRequest, page: SectionPage) -> HttpResponse:
    """Show or save a condition."""
    return section_pages.edit(request, page, EDITOR)


def _form(page: SectionPage, typed: Any) -> forms.Form:
    form = ConditionForm(typed, initial=_shown(page), label_suffix="")
    for key in page.asked.statable:
        form.fields[key.name] = fact_field(key)
    for number, (_name, question) in enumerate(page.asked.questions, start=1):
        form.fields[f"{WORDS}{number}"] = forms.CharField(
            label=question.asks,
            required=False,
            max_length=saving.LONGEST_WORDS,
            help_text=_("由人判断；请写明情况和依据，可以不填。"),
            widget=forms.Textarea(attrs={"rows": 8, "class": "telling"}),
        )
    return form


def _stored(page: SectionPage) -> Mapping[str, Any]:
    told = {key.name: page.told.get(key.name) for key in page.asked.statable}
    words = {
        f"{WORDS}{number}": page.words.get(name, "")
        for number, (name, _question) in enumerate(page.asked.questions, start=1)
    }
    return told | words


def _shown(page: SectionPage) -> dict[str, Any]:
    """Give saved values as the fields show them."""
    return {name: _as_typed(value) for name, value in _stored(page).items()}


def _as_typed(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, law.Penalties):
        return "\n".join(_penalty(one) for one in value.listed) or "无"
    return value


def _penalty(one: law.Penalty) -> str:
    minor = " 轻" if one.severity is law.Severity.MINOR else ""
    return f"{one.decided_on}{minor}{' 已修复' if one.repaired else ''}"


def _save(request: HttpRequest, page: SectionPage, values: dict[str, Any], edition: int) -> str:
    names = {f"{WORDS}{number}": name for number, (name, _q) in enumerate(page.asked.questions, start=1)}
    return saving.save_condition(
        by=actor_of(request),
        application=page.head.reference,
        section=page.section.name,
        edition=edition,
        facts={name: value for name, value in values.items() if name not in names},
        narratives={names[name]: value for name, value in values.items() if name in names},
    )


def _context(page: SectionPage, form: forms.Form) -> dict[str, object]:
    follow_up = [form[key.name] for key in page.asked.follow_up]
    return {
        "fields": [form[key.name] for key in page.asked.stated],
        "follow_up": follow_up,
        "is_followed_up": page.told.get("construction_funded") is True
        or any(field.value() or field.errors for field in follow_up),
        "telling": [form[f"{WORDS}{number}"] for number in range(1, len(page.asked.questions) + 1)],
        "official": page.section.condition.official if page.section.condition else "",
    }


EDITOR = section_pages.Editor(
    template="zhiyun/applicant/condition.html",
    form=_form,
    save=_save,
    stored=_stored,
    context=_context,
)
