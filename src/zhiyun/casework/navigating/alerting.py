"""Telling who saved a search that an import brought something new: said by the machine, not through the door (0014)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from zhiyun.casework import outbox
from zhiyun.casework.actor import public
from zhiyun.records.models import Mandate, SavedSearch

_STOPS: Final = "不想再收到的，在“保存的检索”里删除这一条。"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A saved search, and the batch up to which it was told."""

    id: int
    name: str
    asked: str
    is_similar: bool
    told_batch: int


def waiting(*, batch: int) -> Iterator[Waiting]:
    """Give the searches that were not told up to a batch yet."""
    rows = SavedSearch.objects.filter(told_batch__lt=batch).order_by("pk")
    for row in rows.iterator():
        yield Waiting(row.pk, row.name, row.asked, row.is_similar, row.told_batch)


def tell(*, search: int, batch: int, hits: int, titles: tuple[str, ...], link: str, at: datetime) -> bool:
    """Write to who saved a search, while they act for its body, and note the batch; once for each batch.

    Nothing is written for no hits. Gives whether something was written.
    """
    with transaction.atomic():
        found = SavedSearch.objects.select_for_update().filter(pk=search, told_batch__lt=batch).first()
        if found is None:
            return False
        found.told_batch = batch
        found.save(update_fields=["told_batch"])
        acts = Mandate.objects.filter(
            person_id=found.saved_by_id, organisation_id=found.organisation_id, ended_at=None
        )
        if not hits or not acts.exists():
            return False
        listed = "\n".join(f"· {title}" for title in titles)
        more = f"\n……等{hits}件" if hits > len(titles) else ""
        outbox.tell(
            people=[found.saved_by_id],
            organisation=found.organisation,
            subject=_subject(found, hits),
            body=f"{listed}{more}\n\n{_STOPS}",
            link=link,
            by=public(at=at),
        )
    return True


def _subject(search: SavedSearch, hits: int) -> str:
    if search.is_similar:
        return f"与“{search.name}”最像的专利里有 {hits} 件新增或者有变化的"
    return f"检索“{search.name}”有 {hits} 件新增或者有变化的专利"
