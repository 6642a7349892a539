"""A list's filters kept under a name, by whoever uses them."""

from __future__ import annotations

from zhiyun.casework.actions.exporting import READERS
from zhiyun.casework.actor import Actor
from zhiyun.casework.case_filters import Filters
from zhiyun.casework.door import Deed, action
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.subjects import ONESELF
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said
from zhiyun.records.models import Person, SavedView

SCREEN = "cases"
LONGEST_NAME = 50
MOST = 20


@action(name="view.save", words="保存视图", on=ONESELF, roles=READERS)
def save(*, person: Person, by: Actor, name: str, filters: Filters) -> Deed:
    """Keep the filters of the case list under a name; the same name again takes the new filters."""
    name = " ".join(name.split())
    own = SavedView.objects.filter(person=person, screen=SCREEN)
    if not name:
        raise Faulty([Fault(Said("视图名称"), Said("请写一个名称，如“江北区待初审”"))])
    if len(name) > LONGEST_NAME:
        raise Faulty([Fault(Said("视图名称"), Said("最多%(longest)s字", longest=LONGEST_NAME))])
    if own.count() >= MOST and not own.filter(name=name).exists():
        raise Faulty([Fault(Said("视图名称"), Said("最多保存%(most)s个视图，请先删除不用的", most=MOST))])
    SavedView.objects.update_or_create(
        person=person,
        screen=SCREEN,
        name=name,
        defaults={"query": filters.address(), "saved_at": by.at},
    )
    return Deed(answer=name, after={"view": name, "filters": filters.told()})


@action(name="view.drop", words="删除视图", on=ONESELF, roles=READERS)
def drop(*, person: Person, by: Actor, view: int) -> Deed:
    """Drop one of one's own views; refuses another's as not found."""
    found = SavedView.objects.filter(person=person, screen=SCREEN, pk=view).first()
    if found is None:
        raise NotFound
    found.delete()
    return Deed(answer=found.name, before={"view": found.name, "query": found.query})
