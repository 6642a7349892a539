"""The proofs of an application: handed in, mended by a new version, put to several uses, taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Sum

from zhiyun.casework import editing
from zhiyun.casework.actor import Actor
from zhiyun.casework.asking import section_of_place
from zhiyun.casework.calls.publishing import stored
from zhiyun.casework.door import Deed, action
from zhiyun.casework.given_words import in_one_line
from zhiyun.casework.receiving import Received
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.casework.rounds import pinned
from zhiyun.casework.sections import sections
from zhiyun.casework.subjects import APPLICATION
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Application, Paper, PaperUse, PaperVersion

MOST_FILES = 200
MOST_BYTES = 300 << 20
"""Bytes of all files of one application, versions included."""
LONGEST_TITLE = 120
LONGEST_PLACE = 80


class TooMuch(Refusal):
    """The application's files are more, or larger, than one application may hold."""

    def __init__(self) -> None:
        super().__init__(
            Said(
                "一份申报最多%(files)s个文件、合计%(size)s MB（各个版本都算）。请合并或压缩后再上传。",
                files=MOST_FILES,
                size=MOST_BYTES >> 20,
            )
        )


class ServesClosedSections(Refusal):
    """A proof to be changed under a correction also serves a section that was not reopened."""

    def __init__(self, title: str) -> None:
        super().__init__(
            Said(
                "「%(title)s」还用于补正通知没有要求修改的部分，不能改动。请在要补正的部分另行上传新的材料。",
                title=title,
            )
        )


@action(
    name="paper.add",
    words="上传材料",
    on=APPLICATION,
    roles=APPLICANT_ROLES,
    stages=editing.EDITABLE,
)
def add(
    *, application: Application, by: Actor, title: str, places: Collection[str], received: Received
) -> Deed:
    """Hand in a proof for one or more places of the form; the answer is its number.

    Refuses places the form does not have, sections a correction did not reopen, and with `TooMuch`.
    """
    _refuse_closed(application, by, places)
    _refuse_too_much(application, received)
    paper = Paper.objects.create(
        application=application,
        title=in_one_line(text=title)[:LONGEST_TITLE] or received.name,
        added_by_id=by.person_id,
        added_at=by.at,
    )
    _keep_version(paper, 1, received, by)
    PaperUse.objects.bulk_create(PaperUse(paper=paper, place=place) for place in sorted(set(places)))
    return Deed(
        answer=str(paper.pk),
        after={"paper": paper.pk, "version": 1, "sm3": received.file.sm3, "uses": sorted(set(places))},
    )


@action(
    name="paper.add_version",
    words="上传材料的新版本",
    on=APPLICATION,
    roles=APPLICANT_ROLES,
    stages=editing.EDITABLE,
)
def add_version(*, application: Application, by: Actor, paper: int, received: Received) -> Deed:
    """Mend a proof: the new file counts, the old ones stay. Refuses as `add` does, and a paper of another."""
    row = _paper(application, paper)
    _refuse_shared(application, by, row)
    _refuse_too_much(application, received)
    number = row.versions.count() + 1
    _keep_version(row, number, received, by)
    return Deed(answer=str(number), after={"paper": row.pk, "version": number, "sm3": received.file.sm3})


@action(
    name="paper.use",
    words="改变材料的用处",
    on=APPLICATION,
    roles=APPLICANT_ROLES,
    stages=editing.EDITABLE,
)
def use(
    *,
    application: Application,
    by: Actor,
    place: str,
    take: Collection[int] = (),
    drop: Collection[int] = (),
) -> Deed:
    """Let papers of the application prove a place, or no longer; what is already so stays so.

    Refuses papers of another application as not found.
    """
    _refuse_closed(application, by, [place])
    taken = [_paper(application, number) for number in sorted(set(take))]
    dropped = [_paper(application, number) for number in sorted(set(drop) - set(take))]
    for row in taken:
        PaperUse.objects.get_or_create(paper=row, place=place)
    PaperUse.objects.filter(paper__in=dropped, place=place).delete()
    return Deed(
        after={
            "place": place,
            "taken": [row.pk for row in taken],
            "dropped": [row.pk for row in dropped],
        }
    )


@action(
    name="paper.put_to_use",
    words="改变材料的各处用处",
    on=APPLICATION,
    roles=APPLICANT_ROLES,
    stages=editing.EDITABLE,
)
def put_to_use(
    *,
    application: Application,
    by: Actor,
    paper: int,
    take: Collection[str] = (),
    drop: Collection[str] = (),
) -> Deed:
    """Let one paper prove more places, and others no longer; refuses as `use` does."""
    row = _paper(application, paper)
    taken, dropped = sorted(set(take)), sorted(set(drop) - set(take))
    _refuse_closed(application, by, [*taken, *dropped])
    for place in taken:
        PaperUse.objects.get_or_create(paper=row, place=place)
    PaperUse.objects.filter(paper=row, place__in=dropped).delete()
    return Deed(after={"paper": row.pk, "taken": taken, "dropped": dropped})


@action(
    name="paper.remove",
    words="移除材料",
    on=APPLICATION,
    roles=APPLICANT_ROLES,
    stages=editing.EDITABLE,
)
def remove(*, application: Application, by: Actor, paper: int) -> Deed:
    """Take a proof back: it serves nothing any more. Its rows and bytes stay for what was already sealed."""
    row = _paper(application, paper)
    _refuse_shared(application, by, row)
    uses = sorted(row.uses.values_list("place", flat=True))
    row.uses.all().delete()
    row.removed_at = by.at
    row.save(update_fields=["removed_at"])
    return Deed(before={"paper": row.pk, "uses": uses}, after={"paper": row.pk, "removed": True})


def _paper(application: Application, number: int) -> Paper:
    row = Paper.objects.filter(application=application, pk=number, removed_at=None).first()
    if row is None:
        raise NotFound
    return row


def _keep_version(paper: Paper, number: int, received: Received, by: Actor) -> None:
    PaperVersion.objects.create(
        paper=paper,
        number=number,
        file=stored(file=received.file),
        name=received.name,
        verdict=received.verdict,
        added_by_id=by.person_id,
        added_at=by.at,
    )


def _refuse_too_much(application: Application, received: Received) -> None:
    versions = PaperVersion.objects.filter(paper__application=application)
    held = versions.aggregate(size=Sum("file__size"))["size"] or 0
    if versions.count() >= MOST_FILES or held + received.file.size > MOST_BYTES:
        raise TooMuch


def _refuse_closed(application: Application, by: Actor, places: Iterable[str]) -> None:
    """Refuse places the form does not have, and places of sections that a correction left closed."""
    homes = _homes(application, by, places)
    unknown = [place for place, home in homes.items() if home is None or len(place) > LONGEST_PLACE]
    if unknown:
        raise Faulty(
            Fault(place[:LONGEST_PLACE], Said("表里没有这一处，请刷新页面后重新上传")) for place in unknown
        )
    reopened = editing.reopened_at(application=application, at=by.at)
    if reopened is not None and not set(homes.values()) <= reopened:
        raise editing.SectionClosed


def _refuse_shared(application: Application, by: Actor, paper: Paper) -> None:
    """Under a correction a proof may change only where everything it proves was reopened."""
    reopened = editing.reopened_at(application=application, at=by.at)
    if reopened is None:
        return
    homes = _homes(application, by, paper.uses.values_list("place", flat=True))
    if not set(homes.values()) <= reopened:
        raise ServesClosedSections(paper.title)


def _homes(application: Application, by: Actor, places: Iterable[str]) -> dict[str, str | None]:
    version = editing.version_of(application=application, at=by.at)
    plan = pinned(version=version)
    listed = sections(pinned=plan)
    codes = {material.code for material in plan.measure.materials(plan.benefit, plan.round_)}
    deals = set(application.deal_lines.values_list("deal", flat=True))
    known = {"material": codes, "deal": deals}
    reopened = editing.reopened_at(application=application, at=by.at)
    homes: dict[str, str | None] = {}
    for place in places:
        kind, _, name = place.partition(":")
        is_there = name in known.get(kind, {name})
        homes[place] = section_of_place(listed=listed, place=place, reopened=reopened) if is_there else None
    return homes
