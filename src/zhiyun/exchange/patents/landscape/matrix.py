"""The technology-effect matrix 技术功效矩阵: classes against the effects that abstracts claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from zhiyun.exchange.patents.landscape.figures import Column, Drawing, Figure, Row, Set
from zhiyun.exchange.patents.landscape.names import class_named
from zhiyun.ip.landscape import (
    EFFECTS,
    NO_EFFECT,
    READ_IN_NAMED_CELLS,
    Cell,
    Effect,
    Phrase,
    effects_by_words,
    matrix,
    phrases,
)
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said

Texts = Callable[[int], list[tuple[str, list[str], str]]]
MOST_TEXTS: Final = 20_000
"""Abstracts that are read, the newest first: a second for each five thousand."""
TECHNOLOGIES: Final = 10
SHOWN_PHRASES: Final = 24


def figures(*, of: Set, texts: Texts, corrections: Mapping[str, str]) -> tuple[Figure, ...]:
    """Draw the matrix and list its commonest phrases. Refuses corrections to effects that there are not."""
    moved = _read(corrections)
    read = texts(MOST_TEXTS)
    technologies = _technologies(read)
    claims = [
        (publication, tuple(each for each in _subclasses(ipc) if each in technologies), tuple(phrases(text)))
        for publication, ipc, text in read
    ]
    cells = matrix(claims, corrections=moved)
    without = sum(not found for _, _, found in claims)
    return (
        _matrix(of, technologies, cells, read=len(read), silent=without),
        _phrases(of, claims, moved),
    )


def cell(
    *, texts: Texts, technology: str, effect: str, corrections: Mapping[str, str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the publications of one cell, each with the phrases that brought it there."""
    moved = _read(corrections)
    found = []
    for publication, ipc, text in texts(MOST_TEXTS):
        if technology in _subclasses(ipc):
            words = tuple(
                dict.fromkeys(
                    each.words
                    for each in phrases(text)
                    if (given := moved.get(each.words, each.effect)) is not None and given.name == effect
                )
            )
            if words:
                found.append((publication, words))
    return tuple(found)


def _read(corrections: Mapping[str, str]) -> dict[str, Effect | None]:
    by_words = effects_by_words()
    if faults := [
        Fault(phrase, Said("没有“%(effect)s”这种功效，请从列出的功效里选", effect=effect))
        for phrase, effect in corrections.items()
        if effect not in by_words
    ]:
        raise Faulty(faults)
    return {phrase: by_words[effect] for phrase, effect in corrections.items()}


def _technologies(read: list[tuple[str, list[str], str]]) -> list[str]:
    counted = Counter(each for _, ipc, _ in read for each in _subclasses(ipc))
    return [code for code, _ in sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:TECHNOLOGIES]]


def _subclasses(ipc: list[str]) -> Iterator[str]:
    yield from dict.fromkeys(each[:4] for each in ipc)


def _matrix(of: Set, technologies: list[str], cells: tuple[Cell, ...], *, read: int, silent: int) -> Figure:
    counts = {(each.technology, each.effect): len(each.publications) for each in cells}
    used = [effect for effect in EFFECTS if any(each.effect is effect for each in cells)]
    said = []
    known = [each for each in cells if each.effect is not Effect.OTHER]
    if known:
        fullest = class_named(code=known[0].technology)
        said.append(
            Said(
                "最多的是%(code)s与“%(effect)s”，%(patents)s件。",
                code=fullest.code,
                effect=known[0].effect.value,
                patents=f"{len(known[0].publications):,}",
            )
        )
    return Figure(
        key="matrix",
        title=Said("技术功效矩阵"),
        drawing=Drawing.MATRIX if cells else Drawing.NONE,
        columns=(
            Column(Said("IPC 小类")),
            *(Column(effect.value, is_figure=True) for effect in used),
        ),
        rows=tuple(
            Row(
                (class_named(code=code), *(counts.get((code, effect), 0) for effect in used)),
                asks=f"IPC={code}",
            )
            for code in technologies
        ),
        said=tuple(said) or (Said("摘要里没有找到功效的说法。"),),
        method=(
            Said(
                "从最新的%(read)s件的摘要里按句式提取申请人自称的功效，其中%(silent)s件没有找到；一件可以有几种功效、几个小类。",
                read=f"{read:,}",
                silent=f"{silent:,}",
            ),
            _measured(),
        ),
        lacking=Said("摘要或者 IPC 分类号"),
        without=of.totals.patents - min(of.totals.with_abstract, of.totals.with_class),
        of=of.totals.patents,
        groups=(tuple(effect.name for effect in used),),
    )


def _measured() -> Said:
    (right, of), (right_english, of_english) = READ_IN_NAMED_CELLS["zh"], READ_IN_NAMED_CELLS["en"]
    return Said(
        "抽查：归入各种具名功效的，中文%(of)s处有%(right)s处确是功效且归得对，英文%(of_english)s处有%(right_english)s处；样本都是节能领域的摘要。",
        of=of,
        right=right,
        of_english=of_english,
        right_english=right_english,
    )


def _phrases(
    of: Set, claims: list[tuple[str, tuple[str, ...], tuple[Phrase, ...]]], moved: Mapping[str, Effect | None]
) -> Figure:
    counted: Counter[tuple[str, Effect]] = Counter()
    for _, _, found in claims:
        counted.update({(each.words, each.effect) for each in found})
    shown = sorted(counted.items(), key=lambda each: (-each[1], each[0][0]))[:SHOWN_PHRASES]
    return Figure(
        key="phrases",
        title=Said("功效的说法"),
        drawing=Drawing.NONE,
        columns=(Column(Said("说法")), Column(Said("归入")), Column(Said("件数"), is_figure=True)),
        rows=tuple(
            Row((words, _class(moved.get(words, effect)), patents), asks=f'AB="{words}"')
            for (words, effect), patents in shown
        ),
        method=(
            Said(
                "最常见的%(most)s种；归得不对的可以改：专题的改动记下谁在何时改的，检索式的改动写在网址里。",
                most=SHOWN_PHRASES,
            ),
        ),
    )


def _class(effect: Effect | None) -> Said:
    return effect.value if effect else NO_EFFECT
