"""What an import brought to whoever saved a search, found in the index and told: by the machine (0014)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from zhiyun.casework.navigating import alerting
from zhiyun.exchange.patents import addresses, engines, kept_likes, searching
from zhiyun.exchange.patents.kept_likes import Sought
from zhiyun.gateways.search_engine import SearchEngine
from zhiyun.ip.patent import Patent
from zhiyun.kernel.refusal import Refusal

if TYPE_CHECKING:
    from zhiyun.exchange.patents.meaning import Meaning

MOST_LISTED: Final = 10
LONGEST_LINK: Final = 300
"""Characters a message's link may have."""
_SAVED: Final = "/patents/saved/"
_SIMILAR: Final = "/patents/similar/"


@dataclass(frozen=True, slots=True)
class News:
    """How many saved searches were asked, told of something new, and not answered: unreadable by now, or too wide."""

    searches: int
    told: int
    unreadable: int


def tell_all(*, engine: SearchEngine, at: datetime, meaning: Meaning | None = None) -> News:
    """Ask every saved search that was not told of the index's last batch yet, and tell who saved it; once for each batch.

    ``meaning`` is asked by those that find what is similar, as their page asks it.
    """
    batch = engines.batch(engine=engine)
    asked = told = unreadable = 0
    for search in alerting.waiting(batch=batch):
        asked += 1
        try:
            hits, patents = _found(engine, search, meaning)
        except Refusal:
            unreadable += 1
            continue
        told += alerting.tell(
            search=search.id,
            batch=batch,
            hits=hits,
            titles=tuple(f"{each.publication} {each.any_title}" for each in patents),
            link=_link(search),
            at=at,
        )
    return News(asked, told, unreadable)


def _found(
    engine: SearchEngine, search: alerting.Waiting, meaning: Meaning | None
) -> tuple[int, list[Patent]]:
    """Give how many are new to a search, and the first of them."""
    if search.is_similar:
        found = kept_likes.answer(engine=engine, sought=Sought.read(search.asked), meaning=meaning)
        came = kept_likes.fresh(engine=engine, found=found, since=search.told_batch)
        return len(came), [each.patent for each in came[:MOST_LISTED]]
    answered = searching.fresh(
        engine=engine,
        asked=addresses.read_query(query=search.asked),
        since=search.told_batch,
        most=MOST_LISTED,
    )
    return answered.total, [hit.patent for hit in answered.hits]


def _link(search: alerting.Waiting) -> str:
    """Lead to what is told of; a query too long for a message leads to the saved searches, where the same opens."""
    if search.is_similar:
        return f"{_SIMILAR}?kept={search.id}&since={search.told_batch}"
    news = f"/patents/?{search.asked}&since={search.told_batch}"
    return news if len(news) <= LONGEST_LINK else _SAVED
