"""What the dated events of a document tell of it where no source says so itself: its days, and who filed it.

The page of a patent at Google Patents lists "Application filed by …", "Publication of …" and "Application granted", each
with its day; an extract of it often has nothing else that says when a patent was filed and by whom.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any, Final

from zhiyun.ip.applicants import Counting, clean
from zhiyun.ip.patent import Patent
from zhiyun.ip.telling import NOBODY_DECIDED, groups_of

FILED_BY: Final = "Application filed by "
GRANTED: Final = "Application granted"
NOBODYS_NAME: Final = "Individual"
"""What stands in the place of a person's name."""
_BETWEEN: Final = re.compile(r",\s+(?!(?:inc|ltd|llc|corp|co|lp|l\.p)\b\.?(?:,|\s|$))", re.IGNORECASE)
_SURNAME_FIRST: Final = re.compile(r"\w+,\s+\w+")


def completed(patent: Patent, counting: Counting = NOBODY_DECIDED) -> Patent:
    """Fill in what is not known of a document and its events tell; what a source says is left as it is.

    A filing that is told twice tells nothing. Days of priority are not taken: of 453 patents of gpatents_energy whose
    day of priority is told beside their events, the earliest of these was another for 203; days of publication agreed
    for all 2,224. Applicants are spelt as that page spells them.
    """
    if not patent.legal_events:
        return patent
    found: dict[str, Any] = {}
    filed = [each for each in patent.legal_events if each.words.startswith(FILED_BY)]
    if len(filed) == 1:
        found["filed_on"] = filed[0].on
        found["applicants"] = _names(filed[0].words.removeprefix(FILED_BY))
    found["published_on"] = _day(patent, f"Publication of {patent.publication}")
    found["granted_on"] = _day(patent, GRANTED)
    missing = {name: value for name, value in found.items() if value and not getattr(patent, name)}
    if "applicants" in missing:
        missing["applicant_groups"] = groups_of(missing["applicants"], counting)
    return replace(patent, **missing) if missing else patent


def _names(text: str) -> tuple[str, ...]:
    """Part who filed together, by commas that no legal form follows; two single words are a surname and a given name."""
    parts = [text] if _SURNAME_FIRST.fullmatch(text) else _BETWEEN.split(text)
    named = dict.fromkeys(filter(None, map(clean, parts)))
    return tuple(each for each in named if each != NOBODYS_NAME)


def _day(patent: Patent, words: str) -> date | None:
    return min((each.on for each in patent.legal_events if each.words == words), default=None)
