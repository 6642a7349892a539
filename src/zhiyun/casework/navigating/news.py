"""What an import brought to whoever saved a search, found in the index and told: by the machine (0014)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from zhiyun.casework.navigating import alerting
from zhiyun.exchange.patents import addresses, engines, searching
from zhiyun.gateways.search_engine import SearchEngine
from zhiyun.kernel.refusal import Refusal

MOST_LISTED: Final = 10
LONGEST_LINK: Final = 300
"""Characters a message's link may have."""
_SAVED: Final = "/patents/saved/"


@dataclass(frozen=True, slots=True)
class News:
    """How many saved searches were asked, told of something new, and not answered: unreadable by now, or too wide."""

    searches: int
    told: int
    unreadable: int


def tell_all(*, engine: SearchEngine, at: datetime) -> News:
    """Ask every saved search that was not told of the index's last batch yet, and tell who saved it; once for each batch."""
    batch = engines.batch(engine=engine)
    asked = told = unreadable = 0
    for search in alerting.waiting(batch=batch):
        asked += 1
        try:
            found = searching.fresh(
                engine=engine,
                asked=addresses.read_query(query=search.asked),
                since=search.told_batch,
                most=MOST_LISTED,
            )
        except Refusal:
            unreadable += 1
            continue
        patents = [hit.patent for hit in found.hits]
        told += alerting.tell(
            search=search.id,
            batch=batch,
            hits=found.total,
            titles=tuple(f"{each.publication} {each.any_title}" for each in patents),
            link=_link(search),
            at=at,
        )
    return News(asked, told, unreadable)


def _link(search: alerting.Waiting) -> str:
    """Lead to what is told of; a query too long for a message leads to the saved searches, where the same opens."""
    news = f"/patents/?{search.asked}&since={search.told_batch}"
    return news if len(news) <= LONGEST_LINK else _SAVED
