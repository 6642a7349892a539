"""What is new of a saved search: how its list is asked for, and whether who looks at it may say that it was seen."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import QueryDict

from zhiyun.casework.actor import Actor
from zhiyun.casework.queries import patent_work


def lasting(asked: str) -> str:
    """Leave out what was only a view of the moment: a page, and what was new since some batch."""
    sent = QueryDict(asked, mutable=True)
    for name in ("page", "since"):
        sent.pop(name, None)
    return sent.urlencode()


def looked_at(*, by: Actor, sent: QueryDict, since: int, batch: int) -> Mapping[str, object]:
    """Give what the list of news shows to who saved the search it is of; nothing for any other list.

    ``batch`` is the index's: what comes after the page was shown was not seen on it. A list that starts later than
    what was seen last, as the message of a later import does, leads to the whole one first.
    """
    asked = lasting(sent.urlencode())
    own = [
        each
        for each in patent_work.searches(by=by)
        if each.is_own and not each.is_similar and each.asked == asked
    ]
    if not own or batch <= own[0].batch:
        return {}
    if since > own[0].batch:
        return {"all_news": f"?{asked}&since={own[0].batch}"}
    return {"news_of": own[0], "news_batch": batch}
