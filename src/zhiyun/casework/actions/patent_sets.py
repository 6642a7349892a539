"""Sets of patents (专题): made, combined, tagged and screened by those who act for one body."""

from __future__ import annotations

import enum
from collections.abc import Sequence

from zhiyun.casework.actions.patent_searches import checked_name
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.navigating import seen
from zhiyun.casework.navigating.seen import SeenPatent
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.subjects import ORGANISATION
from zhiyun.ip.agreement import concluded
from zhiyun.ip.landscape import effects_by_words
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said
from zhiyun.records.models import Organisation, PatentSet, Screened, SetPatent, SetTag, Settled

MOST_SETS = 100
MOST_PATENTS = 10_000
LONGEST_TAG = 30
LONGEST_PHRASE = 80
LONGEST_REASON = 200
MOST_CORRECTIONS = 200
NAME = Said("专题的名称")


class Join(enum.StrEnum):
    """How two sets become one."""

    AND = "and"
    OR = "or"
    MINUS = "minus"


_ORIGINS = {
    Join.AND: "“{one}”与“{other}”共有的",
    Join.OR: "“{one}”和“{other}”合并",
    Join.MINUS: "“{one}”减去“{other}”",
}


@action(name="set.fill", words="把专利加入专题", on=ORGANISATION, roles=seen.NAVIGATORS)
def fill(
    *, organisation: Organisation, by: Actor, name: str, origin: str, patents: Sequence[SeenPatent]
) -> Deed:
    """Add patents to the set of a name, which is made if there is none; those in it already are passed over."""
    name = checked_name(name=name, what=NAME)
    made = _named(organisation, by, name, origin)
    before = made.patents.count()
    if before + len(patents) > MOST_PATENTS:
        raise Faulty([Fault(NAME, Said("一个专题最多%(most)s件，请缩小范围", most=MOST_PATENTS))])
    _put(made, by, patents)
    return Deed(
        answer=str(made.pk),
        after={"set": name, "added": made.patents.count() - before, "given": len(patents)},
    )


@action(name="set.combine", words="合并专题", on=ORGANISATION, roles=seen.NAVIGATORS)
def combine(*, organisation: Organisation, by: Actor, name: str, one: int, other: int, how: Join) -> Deed:
    """Make a new set of two; refuses the name of one there is, and sets of another body as not found; and one set twice."""
    name = checked_name(name=name, what=NAME)
    if seen.sets(by=by).filter(name=name).exists():
        raise Faulty([Fault(NAME, Said("已有这个名称的专题，请换一个"))])
    first, second = seen.one_set(by=by, number=one), seen.one_set(by=by, number=other)
    if first == second:
        raise Faulty([Fault(Said("乙"), Said("甲和乙是同一个专题，请另选一个"))])
    in_second = second.patents.values("publication")
    kept = list(first.patents.all())
    if how is Join.AND:
        kept = list(first.patents.filter(publication__in=in_second))
    elif how is Join.MINUS:
        kept = list(first.patents.exclude(publication__in=in_second))
    else:
        kept += list(second.patents.exclude(publication__in=first.patents.values("publication")))
    if len(kept) > MOST_PATENTS:
        said = Said("合起来有%(count)s件，一个专题最多%(most)s件", count=len(kept), most=MOST_PATENTS)
        raise Faulty([Fault(NAME, said)])
    made = _named(organisation, by, name, _ORIGINS[how].format(one=first.name, other=second.name))
    _put_again(made, by, kept, of=[first, second])
    return Deed(answer=str(made.pk), after={"set": name, "how": how.value, "patents": len(kept)})


@action(name="set.screen", words="筛查专题里的专利", on=ORGANISATION, roles=seen.NAVIGATORS)
def screen(*, organisation: Organisation, by: Actor, number: int, verdicts: dict[str, bool | None]) -> Deed:
    """Say of patents whether they belong; None takes back what one said. Nobody changes what another said."""
    patents = _patents(by, number, verdicts)
    for publication, belongs in verdicts.items():
        own = Screened.objects.filter(patent=patents[publication], by_id=by.person_id)
        if belongs is None:
            own.delete()
        else:
            Screened.objects.update_or_create(
                patent=patents[publication], by_id=by.person_id, defaults={"belongs": belongs, "at": by.at}
            )
    return Deed(answer=str(len(verdicts)), after={"set": number, "screened": len(verdicts)})


@action(name="set.settle", words="定下有分歧的专利", on=ORGANISATION, roles=seen.NAVIGATORS)
def settle(
    *, organisation: Organisation, by: Actor, number: int, publication: str, belongs: bool, because: str
) -> Deed:
    """Say what holds of a patent on which those who screened it differ, with the reason; what each said stays.

    Refuses one on which they do not differ, who did not screen it, and no reason. Whoever settles it again signs anew.
    """
    patent = _patents(by, number, [publication])[publication]
    said = dict(patent.screened.values_list("by_id", "belongs"))
    because = " ".join(because.split())
    faults = []
    if not because or len(because) > LONGEST_REASON:
        faults.append(Fault(Said("理由"), Said("请写明为什么，最多%(longest)s字", longest=LONGEST_REASON)))
    if by.person_id not in said:
        faults.append(Fault(publication, Said("请先说自己认为是不是相关，再来定")))
    elif len(set(said.values())) < 2:
        faults.append(Fault(publication, Said("筛查的人没有分歧，不用定")))
    if faults:
        raise Faulty(faults)
    had = patent.settled.first()
    what = {"set": number, "patent": publication}
    before = what | {"belongs": had.belongs, "because": had.because} if had else {}
    Settled.objects.update_or_create(
        patent=patent,
        defaults={"belongs": belongs, "because": because, "by_id": by.person_id, "at": by.at},
    )
    return Deed(answer=publication, before=before, after=what | {"belongs": belongs, "because": because})


@action(name="set.conclude", words="把相关的另存为专题", on=ORGANISATION, roles=seen.NAVIGATORS)
def conclude(*, organisation: Organisation, by: Actor, number: int, name: str) -> Deed:
    """Make a set of what all who screened it, or who settled it, hold to belong, with its tags.

    Refuses while a difference is not settled, where nothing belongs, and the name of a set there is.
    """
    name = checked_name(name=name, what=NAME)
    found = seen.one_set(by=by, number=number)
    rows = list(found.patents.prefetch_related("screened", "settled"))
    conclusions = [(row, _conclusion(row)) for row in rows]
    kept = [row for row, belongs in conclusions if belongs]
    open_ones = sum(belongs is None and bool(row.screened.all()) for row, belongs in conclusions)
    faults = []
    if seen.sets(by=by).filter(name=name).exists():
        faults.append(Fault(NAME, Said("已有这个名称的专题，请换一个")))
    if open_ones:
        faults.append(
            Fault(Said("筛查"), Said("还有%(count)s件有分歧没有定，请先逐件定下来", count=open_ones))
        )
    elif not kept:
        faults.append(Fault(Said("筛查"), Said("还没有认为相关的，请先筛查")))
    if faults:
        raise Faulty(faults)
    made = _named(organisation, by, name, f"“{found.name}”里筛查为相关的")
    _put_again(made, by, kept, of=[found])
    return Deed(answer=str(made.pk), after={"set": name, "of": number, "patents": len(kept)})


def _conclusion(row: SetPatent) -> bool | None:
    settled = next((each.belongs for each in row.settled.all()), None)
    return concluded((each.belongs for each in row.screened.all()), settled)


@action(name="set.tag", words="给专利加标签", on=ORGANISATION, roles=seen.NAVIGATORS)
def tag(*, organisation: Organisation, by: Actor, number: int, publication: str, word: str) -> Deed:
    """Put a word to a patent of a set; the same word again takes it away."""
    word = " ".join(word.split())
    if not word or len(word) > LONGEST_TAG:
        raise Faulty([Fault(Said("标签"), Said("写一个词，最多%(longest)s字", longest=LONGEST_TAG))])
    patent = _patents(by, number, [publication])[publication]
    had = SetTag.objects.filter(patent=patent, word=word)
    if had.exists():
        had.delete()
        return Deed(answer="", before={"set": number, "patent": publication, "tag": word})
    SetTag.objects.create(patent=patent, word=word, by_id=by.person_id, at=by.at)
    return Deed(answer=word, after={"set": number, "patent": publication, "tag": word})


@action(name="set.correct", words="改专题的功效归类", on=ORGANISATION, roles=seen.NAVIGATORS)
def correct(*, organisation: Organisation, by: Actor, number: int, phrase: str, effect: str) -> Deed:
    """Move a phrase of abstracts to another effect of the set's matrix; an empty effect takes a correction back.

    Whoever corrects a phrase again signs the new one; the body's chain keeps that there was another before.
    """
    phrase = " ".join(phrase.split())
    found = seen.one_set(by=by, number=number)
    had = found.effect_corrections.filter(phrase=phrase).first()
    before = {"set": number, "phrase": phrase, "effect": had.effect} if had else {}
    if not effect:
        if had is None:
            raise NotFound
        had.delete()
        return Deed(answer="", before=before)
    faults = []
    if not phrase or len(phrase) > LONGEST_PHRASE:
        faults.append(
            Fault(Said("说法"), Said("照抄表里的一种说法，最多%(longest)s字", longest=LONGEST_PHRASE))
        )
    if effect not in effects_by_words():
        faults.append(
            Fault(Said("归入"), Said("没有“%(effect)s”这种功效，请从列出的功效里选", effect=effect[:20]))
        )
    if had is None and found.effect_corrections.count() >= MOST_CORRECTIONS:
        faults.append(Fault(Said("说法"), Said("一个专题最多改%(most)s种说法", most=MOST_CORRECTIONS)))
    if faults:
        raise Faulty(faults)
    found.effect_corrections.update_or_create(
        phrase=phrase, defaults={"effect": effect, "by_id": by.person_id, "at": by.at}
    )
    return Deed(answer=phrase, before=before, after={"set": number, "phrase": phrase, "effect": effect})


@action(name="set.remove", words="从专题里去掉专利", on=ORGANISATION, roles=seen.NAVIGATORS)
def remove(*, organisation: Organisation, by: Actor, number: int, publications: Sequence[str]) -> Deed:
    """Take patents out of a set, with what was said of them in it."""
    patents = _patents(by, number, publications)
    SetPatent.objects.filter(pk__in=[each.pk for each in patents.values()]).delete()
    return Deed(answer=str(len(patents)), before={"set": number, "removed": len(patents)})


@action(name="set.drop", words="删除专题", on=ORGANISATION, roles=seen.NAVIGATORS)
def drop(*, organisation: Organisation, by: Actor, number: int) -> Deed:
    """Drop a set with all that was said in it."""
    found = seen.one_set(by=by, number=number)
    count = found.patents.count()
    found.delete()
    return Deed(answer=found.name, before={"set": found.name, "patents": count})


def _named(organisation: Organisation, by: Actor, name: str, origin: str) -> PatentSet:
    own = seen.sets(by=by)
    found = own.filter(name=name).first()
    if found is not None:
        return found
    if own.count() >= MOST_SETS:
        raise Faulty([Fault(NAME, Said("最多%(most)s个专题，请先删除不用的", most=MOST_SETS))])
    return PatentSet.objects.create(
        organisation=organisation, name=name, origin=origin, made_by_id=by.person_id, made_at=by.at
    )


def _put(made: PatentSet, by: Actor, patents: Sequence[SeenPatent]) -> None:
    SetPatent.objects.bulk_create(
        [
            SetPatent(
                set=made,
                publication=each.publication,
                title=each.title[:300],
                applicants=each.applicants[:300],
                filed_on=each.filed_on,
                added_by_id=by.person_id,
                added_at=by.at,
            )
            for each in patents
        ],
        ignore_conflicts=True,
    )


def _put_again(made: PatentSet, by: Actor, kept: Sequence[SetPatent], *, of: Sequence[PatentSet]) -> None:
    """Put patents of sets into another with their tags, each signed as it was."""
    _put(
        made, by, [SeenPatent(each.publication, each.title, each.applicants, each.filed_on) for each in kept]
    )
    rows = dict(made.patents.values_list("publication", "pk"))
    tags = SetTag.objects.filter(patent__set__in=of, patent__publication__in=list(rows)).order_by("at")
    SetTag.objects.bulk_create(
        [
            SetTag(patent_id=rows[publication], word=word, by_id=who, at=at)
            for publication, word, who, at in tags.values_list("patent__publication", "word", "by_id", "at")
        ],
        ignore_conflicts=True,
    )


def _patents(
    by: Actor, number: int, publications: Sequence[str] | dict[str, bool | None]
) -> dict[str, SetPatent]:
    """Give patents of a set of one's own body by their numbers; refuses any that is not in it."""
    rows = seen.one_set(by=by, number=number).patents.filter(publication__in=list(publications))
    found = {each.publication: each for each in rows}
    if len(found) != len(set(publications)):
        raise NotFound
    return found
