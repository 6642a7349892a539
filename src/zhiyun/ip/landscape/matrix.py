"""The technology-effect matrix 技术功效矩阵: what patents are about, against what they say they are good for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zhiyun.ip.landscape.effects import Effect, Phrase


@dataclass(frozen=True, slots=True)
class Cell:
    """The documents of a technology that claim an effect, each once, and the words they claim it with, commonest first.

    ``is_of_titles``: no abstract of any of them claims it, their titles do.
    """

    technology: str
    effect: Effect
    publications: tuple[str, ...]
    words: tuple[str, ...]
    is_of_titles: bool


def matrix(
    claims: Iterable[tuple[str, tuple[str, ...], tuple[Phrase, ...]]],
    *,
    corrections: Mapping[str, Effect | None],
) -> tuple[Cell, ...]:
    """Set up the cells of documents, each with its technologies and phrases, the fullest first.

    ``corrections`` moves a phrase by its words to another class, or out (None): somebody who read it knows better.
    """
    documents: dict[tuple[str, Effect], dict[str, None]] = defaultdict(dict)
    words: dict[tuple[str, Effect], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    told: set[tuple[str, Effect]] = set()
    for publication, technologies, found in claims:
        for phrase in found:
            effect = corrections.get(phrase.words, phrase.effect)
            if effect is None:
                continue
            for technology in technologies:
                documents[technology, effect][publication] = None
                words[technology, effect][phrase.words] += 1
                if not phrase.is_of_title:
                    told.add((technology, effect))
    cells = (
        Cell(
            technology,
            effect,
            tuple(found),
            tuple(
                sorted(words[technology, effect], key=lambda each: (-words[technology, effect][each], each))
            ),
            (technology, effect) not in told,
        )
        for (technology, effect), found in documents.items()
    )
    return tuple(sorted(cells, key=lambda cell: (-len(cell.publications), cell.technology, cell.effect.name)))
