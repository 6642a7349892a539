"""Searches kept under a name by a body, to be told of what is new."""

from __future__ import annotations

from datetime import date

from zhiyun.casework import record
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.navigating import seen
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.subjects import ORGANISATION
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said
from zhiyun.records.models import Organisation

LONGEST_NAME = 60
MOST = 100


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
) -> Deed:
    """Keep a query under a name; the same name again takes the new query. Of the query the record keeps a digest."""
    name = checked_name(name=name, what=Said("检索的名称"))
    own = seen.searches(by=by)
    if own.count() >= MOST and not own.filter(name=name).exists():
        raise Faulty([Fault(Said("检索的名称"), Said("最多保存%(most)s条，请先删除不用的", most=MOST))])
    organisation.saved_searches.update_or_create(
        name=name,
        defaults={
            "asked": asked,
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
    """Drop a search of one's own body; refuses another's as not found."""
    found = seen.searches(by=by).filter(pk=search).first()
    if found is None:
        raise NotFound
    found.delete()
    return Deed(
        answer=found.name,
        before={"search": found.name, "query_sm3": record.sm3_hex(text=found.asked)},
    )


def checked_name(*, name: str, what: Said) -> str:
    """Give a name in one line; refuses none and one too long."""
    name = " ".join(name.split())
    if not name:
        raise Faulty([Fault(what, Said("请写一个名称"))])
    if len(name) > LONGEST_NAME:
        raise Faulty([Fault(what, Said("最多%(longest)s字", longest=LONGEST_NAME))])
    return name
