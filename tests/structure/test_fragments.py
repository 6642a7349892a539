"""Each change that someone would notice leaves one fragment, in the words changelog.d/README.md asks for."""

import re

from tests.structure.sources import ROOT

FOLDER = ROOT / "changelog.d"
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.(added|changed|fixed|removed|law)\.md")
PARAGRAPHS = re.compile(r"[^\n]*[\u4e00-\u9fff][^\n]*。\n\n[^\n\u4e00-\u9fff]+\.\n")


def test_every_fragment_names_its_subject_and_its_kind() -> None:
    names = {file.name for file in FOLDER.iterdir()} - {"README.md"}

    assert {name for name in names if not NAME.fullmatch(name)} == set()


def test_every_fragment_is_a_chinese_line_and_an_english_line() -> None:
    texts = {file.name: file.read_text() for file in FOLDER.glob("*.*.md")}

    assert {name for name, text in texts.items() if not PARAGRAPHS.fullmatch(text)} == set()
