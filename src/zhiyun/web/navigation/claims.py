"""The claims of a patent as its page shows them: the independent ones first, the others folded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhiyun.ip.claims import is_independent
from zhiyun.ip.patent import Claim, Patent
from zhiyun.web.navigation import shown

MOST_LETTERS: Final = 20_000
"""Characters of claims on one page; the rest is told by the API and in the export."""
NAMES: Final[dict[str, Promise]] = {"zh": _("中文"), "en": _("英文")}
TAGS: Final = {"zh": "zh-CN"}


@dataclass(frozen=True, slots=True)
class Told:
    """Claims in one language, as many as the page has room for; ``left_out`` counts those of them that it has not."""

    name: Promise | str
    tag: str
    independent: tuple[Claim, ...]
    dependent: tuple[Claim, ...]
    left_out: int


def told(patent: Patent) -> list[Told]:
    """Give the claims language by language, the page's own first."""
    languages = sorted(
        {each.language for each in patent.claims}, key=lambda each: (each != shown.tongue(), each)
    )
    room = MOST_LETTERS
    found: list[Told] = []
    for language in languages:
        of_it = [each for each in patent.claims if each.language == language]
        ordered = sorted(of_it, key=lambda each: not is_independent(each.text))
        kept: list[Claim] = []
        for each in ordered:
            room -= len(each.text)
            if room < 0 and found + kept:
                break
            kept.append(each)
        alone = tuple(each for each in kept if is_independent(each.text))
        others = tuple(kept[len(alone) :])
        tag = TAGS.get(language, language)
        found.append(Told(NAMES.get(language, language), tag, alone, others, len(of_it) - len(kept)))
    return found
