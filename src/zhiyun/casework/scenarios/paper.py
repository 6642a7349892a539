"""A scenario file: YAML in Chinese, read as texts only, so that no amount passes through anything inexact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

import yaml

from zhiyun.casework.scenarios.answering import ANSWERS
from zhiyun.casework.scenarios.scenario import BadScenario, Pairs, Scenario, Tree
from zhiyun.kernel.citation import Citation, chinese_number
from zhiyun.kernel.refusal import Fault
from zhiyun.kernel.said import Said

_CITES = re.compile(r"第([一二三四五六七八九十]+)条(?:第(\d+)项)?")
_NUMBERS = {chinese_number(number): number for number in range(1, 100)}
_ENTRIES = ("名称", "依据", "问", "已知", "读法", "结果", "另读")
_OTHERWISE = ("读法", "结果")
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


def read_paper(*, text: str, measure_id: str, name: str) -> tuple[Scenario, ...]:
    """Read one file's scenarios; refuses everything in it that cannot be understood, all at once."""
    return _Paper(measure_id, name).read(text)


class _Paper:
    def __init__(self, measure_id: str, name: str) -> None:
        self.measure_id, self.name = measure_id, name
        self.faults: list[Fault] = []

    def read(self, text: str) -> tuple[Scenario, ...]:
        try:
            root = yaml.compose(text, Loader=_LOADER)
        except yaml.YAMLError as unreadable:
            raise BadScenario(
                [Fault(self.name, Said("不是有效的 YAML：%(why)s", why=unreadable))]
            ) from unreadable
        whole = self._table(self._tree(root), self.name)
        self._only(whole, ("审阅", "场景"), self.name)
        reviewed_by = self._text(whole, "审阅", self.name)
        listed = whole.get("场景", [])
        if not isinstance(listed, list) or not listed:
            self.faults.append(Fault(self.name, Said("缺「场景」一列")))
            listed = []
        found = tuple(
            scenario
            for number, each in enumerate(listed, start=1)
            for scenario in self._scenarios(self._table(each, f"{self.name}[{number}]"), number, reviewed_by)
        )
        if self.faults:
            raise BadScenario(self.faults)
        return found

    def _scenarios(self, told: dict[str, Tree], number: int, reviewed_by: str) -> Iterator[Scenario]:
        place = f"{self.name}[{number}]"
        self._only(told, _ENTRIES, place)
        name = self._text(told, "名称", place)
        question = self._text(told, "问", place)
        if question not in ANSWERS:
            self.faults.append(
                Fault(
                    place,
                    Said(
                        "不认识的「问：%(question)s」；可用的有：%(names)s",
                        question=question,
                        names=tuple(ANSWERS),
                    ),
                )
            )
        given = self._table(told.get("已知", {}), f"{place}.已知")
        cites = tuple(self._cites(self._text(told, "依据", place), place))
        readings = _told(self._table(told.get("读法", {}), f"{place}.读法"))
        others = told.get("另读", [])
        ways = [(name, readings, told.get("结果", {}))]
        for each in others if isinstance(others, list) else [others]:
            other = self._table(each, f"{place}.另读")
            self._only(other, _OTHERWISE, f"{place}.另读")
            changed = _told(self._table(other.get("读法", {}), f"{place}.另读.读法"))
            called = "、".join(f"{reading} {key}" for reading, key in changed)
            ways.append((f"{name}（{called}）", (*readings, *changed), other.get("结果", {})))
        for way, read, result in ways:
            expected = _told(self._table(result, f"{place}.结果"))
            if not expected:
                self.faults.append(Fault(place, Said("缺结果")))
            yield Scenario(
                self.measure_id, place, way, cites, question, _told(given), read, expected, reviewed_by, given
            )

    def _cites(self, text: str, place: str) -> Iterator[Citation]:
        for part in filter(None, text.split("、")):
            found = _CITES.fullmatch(part)
            if found is None or found[1] not in _NUMBERS:
                self.faults.append(
                    Fault(f"{place}.依据", Said("「%(part)s」不是条文，应如 第八条第2项", part=part))
                )
            else:
                yield Citation(_NUMBERS[found[1]], int(found[2]) if found[2] else None)

    def _only(self, table: dict[str, Tree], names: tuple[str, ...], place: str) -> None:
        self.faults += [
            Fault(place, Said("不认识的条目「%(key)s」，可用的有：%(names)s", key=key, names=tuple(names)))
            for key in table
            if key not in names
        ]

    def _text(self, table: dict[str, Tree], key: str, place: str) -> str:
        value = table.get(key, "")
        if not isinstance(value, str) or not value:
            self.faults.append(Fault(place, Said("缺「%(key)s」", key=key)))
            return ""
        return value

    def _table(self, tree: Tree, place: str) -> dict[str, Tree]:
        if isinstance(tree, dict):
            return tree
        self.faults.append(Fault(place, Said("应是一个表")))
        return {}

    def _tree(self, node: yaml.Node | None) -> Tree:
        """Turn a parsed node into texts, lists and tables; a key said twice is a fault, not the last one's."""
        if isinstance(node, yaml.SequenceNode):
            return [self._tree(each) for each in node.value]
        if isinstance(node, yaml.MappingNode):
            table: dict[str, Tree] = {}
            for key, value in node.value:
                if key.value in table:
                    line = key.start_mark.line + 1
                    self.faults.append(
                        Fault(f"{self.name}:{line}", Said("「%(value)s」写了两次", value=key.value))
                    )
                table[key.value] = self._tree(value)
            return table
        return cast(str, node.value) if isinstance(node, yaml.ScalarNode) else ""


def _told(table: dict[str, Tree]) -> Pairs:
    """Lay a table out as pairs of texts, its inner tables and lists told in words."""
    return tuple(_pairs("", table))


def _pairs(before: str, table: dict[str, Tree]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        match value:
            case str():
                yield before + key, value
            case dict():
                yield from _pairs(f"{before}{key} ", value)
            case list():
                for number, each in enumerate(value, start=1):
                    yield f"{before}{key} {number}", _in_words(each)


def _in_words(tree: Tree) -> str:
    match tree:
        case str():
            return tree
        case list():
            return "；".join(map(_in_words, tree))
        case dict():
            return "，".join(f"{key} {_in_words(value)}" for key, value in tree.items())
