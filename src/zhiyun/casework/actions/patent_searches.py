"""Searches kept under a name by a body, to be told of what is new."""

from __future__ import annotations

from datetime import date

from zhiyun.casework import record
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.navigating import seen
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.subjects import ORGANISATION
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Organisation, SavedSearch

LONGEST_NAME = 60
MOST = 100
MOST_SIMILAR = 20
"""Of those, how many may ask for what is similar, which takes several times as long to ask again as a query."""


class SavedByAnother(Refusal):
    """A search whose news go to the one who saved it, who still acts for the body."""

    def __init__(self, person: str) -> None:
        super().__init__(
            Said("这条检索是%(person)s保存的，有新专利时告诉的是本人，请由本人办理。", person=person)
        )


@action(name="search.save", words="保存检索式", on=ORGANISATION, roles=seen.NAVIGATORS)
def save(
    *,
    organisation: Organisation,
    by: Actor,
    name: str,
    asked: str,
    hits: int,
    data_on: date | None,
    batch: int,
    is_similar: bool = False,
) -> Deed:
    """Keep a query under a name; the same name again takes the new query, unless it is for another to change.

    ``is_similar`` says that ``asked`` is a text or a number and what is like it is sought. Of the query the record
    keeps a digest.
    """
    name = checked_name(name=name, what=Said("检索的名称"))
    own = seen.searches(by=by)
    before = own.filter(name=name).first()
    if before is not None and not seen.may_change(search=before, by=by, acting=seen.acting(by=by)):
        taken = Said("%(person)s保存了同名的检索，请换一个名称", person=before.saved_by.name)
        raise Faulty([Fault(Said("检索的名称"), taken)])
    if own.count() >= MOST and before is None:
        raise Faulty([Fault(Said("检索的名称"), Said("最多保存%(most)s条，请先删除不用的", most=MOST))])
    others = own.filter(is_similar=True).exclude(name=name)
    if is_similar and others.count() >= MOST_SIMILAR:
        many = Said("最多保存%(most)s条找相似的，请先删除不用的", most=MOST_SIMILAR)
        raise Faulty([Fault(Said("检索的名称"), many)])
    organisation.saved_searches.update_or_create(
        name=name,
        defaults={
            "asked": asked,
            "is_similar": is_similar,
            "hits": hits,
            "data_on": data_on,
            "batch": batch,
            "told_batch": batch,
            "saved_by_id": by.person_id,
            "saved_at": by.at,
        },
    )
    return Deed(answer=name, after={"search": name, "query_sm3": record.sm3_hex(text=asked)})


@action(name="search.drop", words="删除保存的检索", on=ORGANISATION, roles=seen.NAVIGATORS)
def drop(*, organisation: Organisation, by: Actor, search: int) -> Deed:
    """Drop a search of one's own body; refuses another body's as not found, and one that is for another to change."""
    found = _own(by, search)
    if not seen.may_change(search=found, by=by, acting=seen.acting(by=by)):
        raise SavedByAnother(found.saved_by.name)
    found.delete()
    return Deed(
        answer=found.name,
        before={"search": found.name, "query_sm3": record.sm3_hex(text=found.asked)},
    )


@action(name="search.see", words="看过检索的新专利", on=ORGANISATION, roles=seen.NAVIGATORS)
def see(
    *, organisation: Organisation, by: Actor, search: int, hits: int, data_on: date | None, batch: int
) -> Deed:
    """Say that what came up to a batch was seen: what is new is counted from there; an earlier batch changes nothing.

    Refuses another body's search as not found, and one that another saved: they are the one who is told.
    """
    found = _own(by, search)
    if found.saved_by_id != by.person_id:
        raise SavedByAnother(found.saved_by.name)
    before = found.batch
    if batch > before:
        found.hits, found.data_on, found.batch = hits, data_on, batch
        found.told_batch = max(found.told_batch, batch)
        found.save(update_fields=["hits", "data_on", "batch", "told_batch"])
    return Deed(
        answer=found.name, before={"batch": before}, after={"search": found.name, "batch": found.batch}
    )


def _own(by: Actor, search: int) -> SavedSearch:
    found = seen.searches(by=by).select_for_update(of=("self",)).select_related("saved_by")
    one = found.filter(pk=search).first()
    if one is None:
        raise NotFound
    return one


def checked_name(*, name: str, what: Said) -> str:
    """Give a name in one line; refuses none and one too long."""
    name = " ".join(name.split())
    if not name:
        raise Faulty([Fault(what, Said("请写一个名称"))])
    if len(name) > LONGEST_NAME:
        raise Faulty([Fault(what, Said("最多%(longest)s字", longest=LONGEST_NAME))])
    return name
