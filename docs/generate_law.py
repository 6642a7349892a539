"""Writes what these documents say of the law from the law itself: ``python -m docs.generate_law``.

`law.md` is made whole; in the other documents only the blocks between ``<!-- 生成：name -->`` and
``<!-- 生成完 -->`` are made again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from zhiyun import law
from zhiyun.casework import counting, measures, questions
from zhiyun.casework.intake import centres, deals
from zhiyun.kernel.citation import chinese_number
from zhiyun.kernel.period import calendar_year
from zhiyun.kernel.terms import AnyNumber, Choice

DOCS = Path(__file__).resolve().parent
ROUND = DOCS.parent / "examples" / "round_2026"
MADE = "<!-- 由 python -m docs.generate_law 从代码生成，请勿手工修改 -->"
BLOCK = re.compile(r"(?<=<!-- 生成：)(\w+)( -->\n).*?(?=<!-- 生成完 -->)", re.DOTALL)

KIND_WORDS = {
    "bool": "`true` 或 `false`",
    "int": "非负整数",
    "date": '日期，如 `"2026-06-30"`',
    "Penalties": "处罚列表，见上",
    "Roster": "人员名册，见上",
}


def main() -> None:
    """Write every generated page and block."""
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")


def pages() -> dict[str, str]:
    """Give every generated page, by its file's name, as it should stand."""
    return {name: page(name) for name in ("law.md", *with_blocks())}


def with_blocks() -> list[str]:
    """Name the documents that hold generated blocks."""
    return [
        place.name for place in sorted(DOCS.glob("*.md")) if BLOCK.search(place.read_text(encoding="utf-8"))
    ]


def page(name: str) -> str:
    """Give one page as it should stand."""
    if name == "law.md":
        return law_page()
    text = (DOCS / name).read_text(encoding="utf-8")
    return BLOCK.sub(lambda found: f"{found[1]}{found[2]}\n{_block(found[1])}\n", text)


def law_page() -> str:
    """Give the page of every shipped measure, article by article."""
    lines = [MADE, "# 办法与口径", "", LEAD, ""]
    for measure in law.REGISTRY:
        lines += _measure(measure)
    return "\n".join(lines).rstrip() + "\n"


LEAD = (
    "每条先列原文，再列其中的数、条件、所回答的问题和口径。"
    "口径是条文没有写明之处的读法：标“未经确认”的是本系统的默认读法，须由解释机关书面答复后才算数；"
    "命令行用 `--reading 编号=读法` 试用其他读法，结果会列明用了哪一种。"
)


def _measure(measure: law.Measure) -> Iterator[str]:
    yield f"## {measure.title}"
    yield ""
    yield f"- 编号：`{measure.id}`，文号：{measure.number}，制定机关：{measure.authority}"
    yield f"- 施行期间：{measure.in_force}（按口径 A32 的所采读法）"
    yield f"- 原文校验值（SHA-256，去空白）：`{measure.text_hash}`"
    yield f"- 口径 {len(measure.readings)} 项，其中已书面确认 {sum(c.is_confirmed for c in measure.readings)} 项"
    yield ""
    chapter = ""
    for article in measure.articles:
        if article.chapter != chapter:
            chapter = article.chapter
            yield f"## {chapter}"
            yield ""
        yield from _article(measure, article)


def _article(measure: law.Measure, article: law.Article) -> Iterator[str]:
    yield f"### {article.title}"
    yield ""
    yield from (f"> {line}".rstrip() for line in article.body.splitlines())
    yield ""
    if article.numbers or article.listings:
        yield "| 可由派生办法更改的数或清单 | 原文 | 含义 | 可设范围 |"
        yield "|---|---|---|---|"
        yield from map(_number, article.numbers)
        for listing in article.listings:
            possible = "、".join(listing.possible or ()) or "不限"
            yield f"| `{listing.id}` | {'、'.join(listing.values)} | {listing.means} | {possible} |"
        yield ""
    yield from _items(article)
    asked = questions.answered(article=article)
    if asked:
        yield "回答的问题：" + "；".join(asked) + "。"
        yield ""
    for choice in measure.readings_of(article.number):
        yield from _reading(choice)


def _number(number: AnyNumber) -> str:
    return f"| `{number.id}` | {number.words} | {number.means} | {number.least} 至 {number.most} |"


def _items(article: law.Article) -> Iterator[str]:
    if not article.items:
        return
    yield "| 项 | 条件 | 依据的事实 | 须由人判断 |"
    yield "|---|---|---|---|"
    for item in article.items:
        wanted = "、".join(f"`{name}`" for name in item.wants()) or "—"
        asked = "；".join(question.asks for question in item.questions()) or "—"
        yield f"| {item.cites.item or ''} | {item.words} | {wanted} | {asked} |"
    yield ""


def _reading(choice: Choice) -> Iterator[str]:
    reading = choice.reading
    mark = "已确认" if choice.is_confirmed else "未经确认" + ("，宜先请示" if reading.starred else "")
    yield f"**口径 {reading.id}**（{mark}）{reading.question}"
    yield ""
    yield f"- 采用 `{reading.adopted}`：{reading.options[reading.adopted]}"
    yield from (f"- 备选 `{key}`：{reading.options[key]}" for key in reading.alternatives)
    yield f"- 理由：{reading.basis}采用者：{reading.adopted_by}，{reading.since}起。"
    yield ""


def _block(name: str) -> str:
    return "\n".join(BLOCKS[name]())


def _fact_keys() -> Iterator[str]:
    wanted: dict[str, list[str]] = {}
    measure = law.measure("cq_2021_65")
    for benefit in law.Benefit:
        for item in measure.items(benefit):
            for key in item.wants():
                wanted.setdefault(key, []).append(str(item.cites))
    yield "| 名称 | 问什么 | 值 | 哪几项用到 |"
    yield "|---|---|---|---|"
    for key in law.KEYS:
        places = "、".join(dict.fromkeys(wanted.get(key.name, ()))) or "—"
        yield f"| `{key.name}` | {key.asks} | {KIND_WORDS[key.kind.__name__]} | {places} |"


def _kinds() -> Iterator[str]:
    yield "| 代码 | 业务类型 | 第十二条是否列有 | 须有的登记 | 金额 |"
    yield "|---|---|---|---|---|"
    for kind in law.Kind:
        heard = {objection.ground: objection.particulars for objection in _bare_deal(kind).objections}
        listed = "否，见口径 A5" if law.Ground.KIND in heard else "是"
        registration = heard.get(law.Ground.UNREGISTERED, "—")
        amount = "审核人员核定（口径 A4）" if law.Ground.APPRAISAL in heard else "期间内实际到账（口径 A1）"
        yield f"| `{kind.value}` | {kind.words} | {listed} | {registration} | {amount} |"


def _bare_deal(kind: law.Kind) -> law.Ruling:
    """Ask the law about a deal that has been paid and nothing else: its objections say what the kind needs."""
    deal = law.Deal("1", "演示", kind, (law.Payment(date(2025, 6, 1), 100),), related=False)
    [ruling] = law.measure("cq_2021_65").count([deal], calendar_year(2025)).rulings
    return ruling


def _grounds() -> Iterator[str]:
    yield "| 理由 | 结果 | 申报单位看到的话（例） | 出自 | 条款 | 口径 |"
    yield "|---|---|---|---|---|---|"
    heard = _heard()
    for ground in law.Ground:
        text = ground.value
        deal, sentence = heard[ground]
        readings = "、".join(text.readings) or "—"
        yield (
            f"| `{ground.name}` | {ground.outcome.words} | {sentence.replace('|', chr(92) + '|')} | {deal} "
            f"| 第{chinese_number(text.article)}条 | {readings} |"
        )


def _heard() -> dict[law.Ground, tuple[str, str]]:
    """Give for each ground a deal of the demonstration round that meets it, and the words it meets it with.

    Some are met only without the round's call, or under another reading.
    """
    city = law.measure("cq_2021_65")
    call = measures.round_over(path=ROUND / "overlay_2026_demo.toml", measure=city)
    runs = (
        (city, call),
        (city, None),
        (city.reading_as({"A1": "contract"}), call),
        (city.reading_as({"A33": "renminbi_only"}), call),
    )
    heard: dict[law.Ground, tuple[str, str]] = {}
    for measure, round_ in runs:
        for ruling in sorted(_settled(measure, round_).rulings, key=_shown_first):
            for objection in ruling.objections:
                heard.setdefault(objection.ground, (ruling.deal.deal, str(objection)))
    return heard


def _shown_first(ruling: law.Ruling) -> bool:
    return not ruling.deal.deal.startswith("例")


def _settled(measure: law.Measure, round_: law.Round | None) -> law.Count:
    with (ROUND / "deals.csv").open("rb") as ledger, (ROUND / "centres.csv").open("rb") as known:
        sheet = deals.read(stream=ledger, name="deals.csv")
        books = centres.read(stream=known, name="centres.csv", names=sheet.names).task_books
    return counting.counted(
        measure=measure,
        deals=sheet.deals,
        window=calendar_year(2025),
        applied_on=date(2026, 6, 20),
        round_=round_,
        task_books=books,
    ).count


def _settable() -> Iterator[str]:
    yield "| 名称 | 条 | 含义 | 原办法 | 可设范围 |"
    yield "|---|---|---|---|---|"
    for article in law.measure("cq_2021_65").articles:
        for number in article.numbers:
            bounds = f"{number.least} 至 {number.most}"
            yield f"| `{number.id}` | {article.title} | {number.means} | {number.value} | {bounds} |"
        for listing in article.listings:
            possible = "、".join(listing.possible or ()) or "不限"
            yield f"| `{listing.id}` | {article.title} | {listing.means} | {'、'.join(listing.values)} | {possible} |"


def _columns() -> Iterator[str]:
    yield "| 列名 | 英文列名 | 也认得 | 必有 |"
    yield "|---|---|---|---|"
    for column in deals.DEALS.columns:
        others, required = "、".join(column.others) or "—", "是" if column.required else ""
        yield f"| {column.words} | `{column.name}` | {others} | {required} |"


BLOCKS: dict[str, Callable[[], Iterator[str]]] = {
    "columns": _columns,
    "facts": _fact_keys,
    "kinds": _kinds,
    "grounds": _grounds,
    "settable": _settable,
}


if __name__ == "__main__":
    main()
