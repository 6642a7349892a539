"""Every sentence that code and templates hand to the translation stands in django.po, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

import zhiyun
from tests.web.law_words import law_words
from tests.web.test_english import CHINESE, entries

SOURCE = Path(zhiyun.__path__[0])
CALL = re.compile(r"\bn?p?gettext\(|\b_\(")
# What each way of asking names, argument by argument.
NAMED = {
    "_": ("msgid",),
    "gettext": ("msgid",),
    "ngettext": ("msgid", "msgid_plural"),
    "pgettext": ("msgctxt", "msgid"),
    "npgettext": ("msgctxt", "msgid", "msgid_plural"),
    "Said": ("msgid",),
}
Sentence = tuple[str, str, str]


def sentence(**parts: str) -> Sentence:
    return parts.get("msgctxt", ""), parts["msgid"], parts.get("msgid_plural", "")


def asked(tree: ast.AST) -> Iterator[Sentence]:
    """Yield every sentence a syntax tree asks the translation for."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        parts = NAMED.get(name.removesuffix("_lazy").removesuffix("_noop"), ())
        words = [each.value for each in node.args if isinstance(each, ast.Constant)][: len(parts)]
        if parts and len(words) == len(parts):
            yield sentence(**{part: str(word) for part, word in zip(parts, words, strict=True)})


def asked_by_template(text: str) -> Iterator[Sentence]:
    """Yield every sentence of a template, which Django writes out as calls amid filler."""
    source = templatize(text)
    for call in CALL.finditer(source):
        for end in re.finditer(r"\)", source[call.end() :]):
            try:
                tree = ast.parse(source[call.start() : call.end() + end.end()], mode="eval")
            except SyntaxError:
                continue
            yield from asked(tree)
            break


def modules() -> Iterator[Path]:
    """Yield what can come to a screen; the command line and the bureau's own examples are Chinese."""
    return (path for path in SOURCE.rglob("*.py") if not {"cli", "scenarios"} & set(path.parts))


def test_the_translation_holds_exactly_the_sentences_in_use() -> None:
    in_use = {each for path in modules() for each in asked(ast.parse(path.read_text("utf-8")))}
    in_use |= {each for path in SOURCE.rglob("*.html") for each in asked_by_template(path.read_text("utf-8"))}
    in_use |= {sentence(msgid=words) for words in law_words() if CHINESE.search(words)}

    written = {sentence(**{k: v for k, v in e.items() if not k.startswith("msgstr")}) for e in entries()}

    assert sorted(in_use - written) == [], "Sentences without English: add them to django.po and compile it."
    assert sorted(written - in_use) == [], "English that nothing asks for: take it out of django.po."


def test_the_translation_is_asked_by_names_this_test_knows() -> None:
    renamed = {
        (path.name, each.asname)
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for each in node.names
        if each.asname not in (None, "_")
    }

    assert renamed == set()


def test_a_sentence_is_found_in_every_way_of_asking() -> None:
    code = 'x = [gettext_lazy("甲"), ngettext("乙", "丙", 2), pgettext("处", "丁"), _("戊"), Said("癸")]'
    template = """{% translate "己" context "处" %}{% blocktranslate trimmed count n=n %}
        庚 {{ n }}{% plural %}辛 {{ n }}{% endblocktranslate %}{{ _("壬（）") }}"""

    found = [*asked(ast.parse(code)), *asked_by_template(template)]

    assert found == [
        ("", "甲", ""),
        ("", "乙", "丙"),
        ("处", "丁", ""),
        ("", "戊", ""),
        ("", "癸", ""),
        ("处", "己", ""),
        ("", "庚 %(n)s", "辛 %(n)s"),
        ("", "壬（）", ""),
    ]
