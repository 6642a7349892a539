"""Learns which words say the same from pairs of texts that say the same, by IBM's first model (Brown et al. 1993).

Each Chinese word of a pair must come from an English word of it, or from none. Where it comes from is guessed
evenly at first, then from what all pairs together say, over and over; what is left are numbers of times.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from zhiyun.ip.tables import Edition
from zhiyun.ip.terms.english import singular

ROUNDS: Final = 5
LEAST_SHARE: Final = 1e-4
"""What a word is less likely to mean is forgotten between rounds."""
LEAST_TIMES: Final = 1.0
"""Pairs of words seen together less often are left out of the table: mostly chance."""
LEAST_OF_WORD: Final = 0.01
MOST: Final = 12
"""Words given for one word."""
_LITTLE_ENGLISH: Final = (
    "a an the of and or in on to for with by from as at is are be being been not other than its it their this that "
    "which such e g i under out into per se so far no only having have has use using used thereof therefor therewith "
    "therein covered provided group groups main subgroup specially adapted characterised characterized "
    "comprising comprises include includes including wherein"
)
_LITTLE_CHINESE: Final = (
    "的 或 和 及 与 在 用 用于 为 以 其 等 中 上 由 对 有 具有 一 可 时 其他 所 至 于 该 该类 式"
)
LITTLE_ENGLISH: Final = frozenset(_LITTLE_ENGLISH.split())
LITTLE_CHINESE: Final = frozenset(_LITTLE_CHINESE.split())
"""Words that only join others: neither learned nor asked."""
_NOTHING: Final = ""
_WORD: Final = re.compile(r"[a-z]{2,}")

Times = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that say the same, each cut into words, English in small letters."""

    english: tuple[str, ...]
    chinese: tuple[str, ...]


def learned(pairs: Iterable[Pair], *, rounds: int = ROUNDS) -> Times:
    """Say how many times each English word was said by each Chinese word."""
    even = [ready for each in pairs if (ready := _evened(each)).chinese and len(ready.english) > 1]
    shares: dict[str, dict[str, float]] | None = None
    times: dict[str, dict[str, float]] = {}
    for number in range(rounds):
        times = _counted(even, shares)
        if number < rounds - 1:
            shares = {english: _shares(said) for english, said in times.items()}
    times.pop(_NOTHING, None)
    return times


def written(times: Times, edition: Edition) -> str:
    """Write a table of what was learned: an English word, and its Chinese words with how many times each."""
    lines = [
        f"# 名称：{edition.name}",
        f"# 版本：{edition.version}",
        f"# 来源：{edition.source}",
        f"# 许可：{edition.licence}",
        "english,chinese",
    ]
    for english in sorted(times):
        whole = sum(times[english].values())
        kept = sorted(
            (
                (-many, chinese)
                for chinese, many in times[english].items()
                if many >= LEAST_TIMES and many / whole > LEAST_OF_WORD
            )
        )[:MOST]
        if kept:
            said = " ".join(f"{chinese} {round(-many)}" for many, chinese in kept)
            lines.append(f"{english},{said}")
    return "\n".join(lines) + "\n"


def _evened(pair: Pair) -> Pair:
    english = [
        singular(word) for word in pair.english if _WORD.fullmatch(word) and word not in LITTLE_ENGLISH
    ]
    chinese = tuple(word for word in pair.chinese if word not in LITTLE_CHINESE)
    return Pair((*dict.fromkeys(english), _NOTHING), chinese)


def _counted(
    pairs: Sequence[Pair], shares: Mapping[str, Mapping[str, float]] | None
) -> dict[str, dict[str, float]]:
    """Count one round: each Chinese word is shared out among the English words it may come from."""
    times: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for pair in pairs:
        for chinese in pair.chinese:
            likely = [1.0 if shares is None else shares[each].get(chinese, 0.0) for each in pair.english]
            whole = sum(likely)
            if whole:
                for english, each in zip(pair.english, likely, strict=True):
                    if each:
                        times[english][chinese] += each / whole
    return {english: dict(said) for english, said in times.items()}


def _shares(said: Mapping[str, float]) -> dict[str, float]:
    whole = sum(said.values())
    counted = Counter(said)
    return {word: many / whole for word, many in counted.items() if many / whole > LEAST_SHARE}
