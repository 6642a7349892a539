"""The technology-effect matrix 技术功效矩阵: classes against the effects that abstracts and Chinese titles claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from zhiyun.exchange.patents.landscape import leading
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
    title_phrases,
)
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said

Texts = Callable[[int], list[tuple[str, list[str], str, str, str]]]
MOST_TEXTS: Final = 20_000
"""Documents that are read, the newest first: a second for each five thousand abstracts."""
TECHNOLOGIES: Final = 10
SHOWN_PHRASES: Final = 24


def figures(*, of: Set, texts: Texts, corrections: Mapping[str, str]) -> tuple[Figure, ...]:
    """Draw the matrix and list its commonest phrases. Refuses corrections to effects that there are not."""
    moved = _read(corrections)
    texts_read = texts(MOST_TEXTS)
    technologies = _technologies(ipc for _, ipc, *_ in texts_read)
    claims = [
        (publication, tuple(each for each in _subclasses(ipc) if each in technologies), _claimed(title, text))
        for publication, ipc, title, _, text in texts_read
    ]
    read = _Read(
        documents=len(claims),
        without_abstract=sum(not text for *_, text in texts_read),
        silent=sum(not found for _, _, found in claims),
    )
    return _matrix(of, technologies, matrix(claims, corrections=moved), read), _phrases(claims, moved)


def cell(
    *, texts: Texts, technology: str, effect: str, corrections: Mapping[str, str]
) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Give the publications of one cell, each with its title and the phrases that brought it there."""
    moved = _read(corrections)
    found = []
    for publication, ipc, title, english, text in texts(MOST_TEXTS):
        if technology in _subclasses(ipc):
            words = tuple(
                dict.fromkeys(
                    each.words
                    for each in _claimed(title, text)
                    if (given := moved.get(each.words, each.effect)) is not None and given.name == effect
                )
            )
            if words:
                found.append((publication, title or english, words))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Read:
    """How many documents were read, how many of them have a title only, and in how many nothing was found."""

    documents: int
    without_abstract: int
    silent: int


def _claimed(title: str, text: str) -> tuple[Phrase, ...]:
    return (*title_phrases(title), *phrases(text))


def _read(corrections: Mapping[str, str]) -> dict[str, Effect | None]:
    by_words = effects_by_words()
    if faults := [
        Fault(phrase, Said("没有“%(effect)s”这种功效，请从列出的功效里选", effect=effect))
        for phrase, effect in corrections.items()
        if effect not in by_words
    ]:
        raise Faulty(faults)
    return {phrase: by_words[effect] for phrase, effect in corrections.items()}


def _technologies(classes: Iterable[list[str]]) -> list[str]:
    counted = Counter(each for ipc in classes for each in _subclasses(ipc))
    return [code for code, _ in sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:TECHNOLOGIES]]


def _subclasses(ipc: list[str]) -> Iterator[str]:
    yield from dict.fromkeys(each[:4] for each in ipc)


def _matrix(of: Set, technologies: list[str], cells: tuple[Cell, ...], read: _Read) -> Figure:
    counts = {(each.technology, each.effect): len(each.publications) for each in cells}
    used = [effect for effect in EFFECTS if any(each.effect is effect for each in cells)]
    said = []
    known = [each for each in cells if each.effect is not Effect.OTHER and each.technology in technologies]
    if known:
        said += _equal_cells(known) or [
            Said(
                "件数最多的一格是%(code)s与“%(effect)s”，%(patents)s件。",
                code=known[0].technology,
                effect=known[0].effect.value,
                patents=f"{len(known[0].publications):,}",
            )
        ]
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
                asks=f"CLASS={code}",
            )
            for code in technologies
        )
        if cells
        else (),
        said=tuple(said) or (Said("标题和摘要里没有找到功效的说法。"),),
        method=_method(read, cells),
        lacking=Said("分类号"),
        without=of.totals.patents - of.totals.with_class,
        of=of.totals.patents,
        groups=(tuple(effect.name for effect in used),),
    )


def _equal_cells(known: list[Cell]) -> list[Said]:
    ranked = [
        (
            Said("%(code)s与“%(effect)s”", code=each.technology, effect=each.effect.value),
            len(each.publications),
        )
        for each in known
    ]
    return list(
        leading.equals(ranked=ranked, counted=lambda many: Said("%(count)s格（小类与功效）", count=many))
    )


def _method(read: _Read, cells: tuple[Cell, ...]) -> tuple[Said, ...]:
    found = Said(
        "横行是件数最多的%(most)s个小类。从最新的%(read)s件的标题和摘要里按句式提取申请人自称的功效，其中%(silent)s件没有找到；一件可以有几种功效、几个小类。",
        most=TECHNOLOGIES,
        read=f"{read.documents:,}",
        silent=f"{read.silent:,}",
    )
    by_titles = Said(
        "%(titled)s件没有摘要，只读了中文标题；有件数的%(cells)s格里，%(of_titles)s格只出自标题。标题说功效的少，格里的件数是下限。",
        titled=f"{read.without_abstract:,}",
        cells=len(cells),
        of_titles=sum(each.is_of_titles for each in cells),
    )
    return (found, by_titles, _measured()) if cells else (found, _measured())


def _measured() -> Said:
    (right, of), (right_english, of_english) = READ_IN_NAMED_CELLS["zh"], READ_IN_NAMED_CELLS["en"]
    right_titles, of_titles = READ_IN_NAMED_CELLS["title"]
    return Said(
        "抽查：归入各种具名功效的，中文摘要%(of)s处有%(right)s处确是功效且归得对，英文摘要%(of_english)s处有%(right_english)s处，都是节能领域的；公报的标题%(of_titles)s处有%(right_titles)s处。",
        of=of,
        right=right,
        of_english=of_english,
        right_english=right_english,
        of_titles=of_titles,
        right_titles=right_titles,
    )


def _phrases(
    claims: list[tuple[str, tuple[str, ...], tuple[Phrase, ...]]], moved: Mapping[str, Effect | None]
) -> Figure:
    counted: Counter[tuple[str, Effect]] = Counter()
    in_abstracts: set[str] = set()
    for _, _, found in claims:
        counted.update({(each.words, each.effect) for each in found})
        in_abstracts.update(each.words for each in found if not each.is_of_title)
    shown = sorted(counted.items(), key=lambda each: (-each[1], each[0][0]))[:SHOWN_PHRASES]
    return Figure(
        key="phrases",
        title=Said("功效的说法"),
        drawing=Drawing.NONE,
        columns=(Column(Said("说法")), Column(Said("归入")), Column(Said("件数"), is_figure=True)),
        rows=tuple(
            Row(
                (words, _class(moved.get(words, effect)), patents),
                asks=f'(TI="{words}" OR AB="{words}")' if words in in_abstracts else f'TI="{words}"',
            )
            for (words, effect), patents in shown
        ),
        method=(
            Said(
                "最常见的%(most)s种；归得不对的可以改：专题的改动记下谁在何时改的，检索式的改动写在网址里。",
                most=SHOWN_PHRASES,
            ),
            Said(
                "点开的是原样写着这几个字的专利：写了不一定是在说功效，说了的也可以拆开写，所以件数可能不同。"
            ),
        ),
    )


def _class(effect: Effect | None) -> Said:
    return effect.value if effect else NO_EFFECT
