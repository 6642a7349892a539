"""Records of navigation: put on file by a centre, corrected by a newer one, and where they were used."""

from __future__ import annotations

from typing import Any

from zhiyun.casework.actor import Actor
from zhiyun.casework.canonical import canonical, sm3_hex
from zhiyun.casework.construction import attached
from zhiyun.casework.door import Deed, action
from zhiyun.casework.navigations import (
    LONGEST_WORDS,
    Told,
    Used,
    WrittenReport,
    faults_of_words,
    read_classes,
    reports,
)
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.casework.subjects import NAVIGATION, ORGANISATION
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import NavigationRecord, NavigationUse, NumberSequence, Organisation


class CorrectedMeanwhile(Refusal):
    """Somebody has corrected the record since the page was opened."""

    def __init__(self, number: int) -> None:
        super().__init__(
            Said(
                "这项成果已经有第%(number)s稿。请回到成果页面，看过最新的一稿再办。",
                number=number,
            )
        )


@action(name="navigation.record", words="备案专利导航成果", on=ORGANISATION, roles=APPLICANT_ROLES)
def record(
    *,
    organisation: Organisation,
    by: Actor,
    told: Told,
    files: attached.Files,
    report: WrittenReport | None = None,
) -> Deed:
    """Put a result on file with its report: ``files``, kept already, or the ``report`` that was written of a landscape.

    Answers with its reference. Refuses, all at once, what is not told, classes and queries that cannot be read, and a
    report that is not there.
    """
    faults = [*told.faults(on=by.day), *_without(_with(files, report), Said("成果报告"))]
    if faults:
        raise Faulty(faults)
    made = _write(
        told,
        reports.kept(files=files, report=report, by=by),
        by,
        reference=_next_reference(by.day.year),
        organisation=organisation,
    )
    return Deed(answer=made.reference, after=_as_told(made))


@action(name="navigation.correct", words="更正专利导航成果", on=NAVIGATION, roles=APPLICANT_ROLES)
def correct(
    *,
    navigation: NavigationRecord,
    by: Actor,
    seen: int,
    told: Told,
    because: str,
    files: attached.Files = (),
    report: WrittenReport | None = None,
) -> Deed:
    """Supersede the draft that was ``seen`` by a corrected one with its reason; without new files the old ones stay.

    ``report`` is a new file as well. Refuses what `record` does, a correction without a reason, and one of what was corrected meanwhile.
    """
    if navigation.number != seen:
        raise CorrectedMeanwhile(navigation.number)
    faults = told.faults(on=by.day) + attached.too_many(files=_with(files, report))
    faults += faults_of_words(words=because, place=Said("更正原因"), longest=LONGEST_WORDS)
    if faults:
        raise Faulty(faults)
    made = _write(
        told,
        reports.kept(files=files, report=report, by=by) if _with(files, report) else navigation.files,
        by,
        reference=navigation.reference,
        organisation=navigation.organisation,
        number=navigation.number + 1,
        supersedes=navigation,
        superseded_of=navigation.organisation,
        because=because.strip(),
    )
    return Deed(answer=str(made.number), before=_as_told(navigation), after=_as_told(made))


@action(name="navigation.add_use", words="登记专利导航成果的使用", on=NAVIGATION, roles=APPLICANT_ROLES)
def add_use(*, navigation: NavigationRecord, by: Actor, used: Used, files: attached.Files) -> Deed:
    """Add which decision or project used a result, on which day and who, with its proof; ``files`` are kept already.

    Refuses, all at once, what is not told, a day before the data or still to come, and a use without proof.
    """
    faults = [
        *used.faults(data_on=navigation.data_on, on=by.day),
        *_without(files, Said("使用证明")),
    ]
    if faults:
        raise Faulty(faults)
    assert used.used_on is not None, "a day that is none is a fault"
    made = NavigationUse.objects.create(
        record=navigation,
        data_on=navigation.data_on,
        used_on=used.used_on,
        user=used.user.strip(),
        used_for=used.used_for.strip(),
        words=used.words.strip(),
        files=attached.attached(files=files),
        by_id=by.person_id,
        day=by.day,
        at=by.at,
    )
    told = (made.user, made.used_for, made.words)
    return Deed(
        answer=str(made.pk),
        after={
            "navigation": navigation.reference,
            "number": navigation.number,
            "used_on": used.used_on.isoformat(),
            "sm3": sm3_hex(text=canonical(value=told)),
            "files": made.files,
        },
    )


def _write(told: Told, files: list[dict[str, str]], by: Actor, **where: Any) -> NavigationRecord:
    words: dict[str, Any] = {
        "kind": told.kind,
        "title": told.title.strip(),
        "industry": told.industry.strip(),
        "classes": list(read_classes(typed=told.classes)),
        "query": told.query.strip(),
        "summary": told.summary.strip(),
        "files": files,
        "is_public": told.is_public,
    }
    assert told.data_on is not None, "a day that is none is a fault"
    number = where.pop("number", 1)
    sealed = {**words, "data_on": told.data_on.isoformat(), "reference": where["reference"], "number": number}
    return NavigationRecord.objects.create(
        **words,
        **where,
        number=number,
        data_on=told.data_on,
        sm3=sm3_hex(text=canonical(value=sealed)),
        by_id=by.person_id,
        day=by.day,
        at=by.at,
    )


def _as_told(row: NavigationRecord) -> dict[str, Any]:
    """Give what the record of events keeps: whether the public sees it, and a seal, never the words."""
    return {
        "navigation": row.reference,
        "number": row.number,
        "is_public": row.is_public,
        "sm3": row.sm3,
        "files": [{"name": each["name"], "sm3": each["sm3"]} for each in row.files],
    }


def _with(files: attached.Files, report: WrittenReport | None) -> attached.Files:
    return files if report is None else [(report.name, report.file), *files]


def _without(files: attached.Files, place: Said) -> list[Fault]:
    """Find no file where there must be one, or more than are taken."""
    if not files:
        return [Fault(place, Said("请附上文件"))]
    return attached.too_many(files=files)


def _next_reference(year: int) -> str:
    NumberSequence.objects.get_or_create(kind="navigation", year=year)
    sequence = NumberSequence.objects.select_for_update().get(kind="navigation", year=year)
    sequence.last += 1
    sequence.save(update_fields=["last"])
    return f"DH-{year}-{sequence.last}"
