"""Whatever is refused is said so that an English page can say it: as a template written out, and what fills it."""

import ast
import re
from collections.abc import Iterator

from tests.structure.sources import modules

CHINESE = re.compile(r"[\u4e00-\u9fff]")
PLACES = re.compile(r"%\((\w+)\)s")
ASKED = ("_", "gettext", "ngettext", "pgettext", "Said", "word")
ONLY_CHINESE = ("zhiyun/cli/", "zhiyun/casework/scenarios/")
"""The command line, and examples the bureau writes for itself: they are read in Chinese only."""


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield every call of a name in the modules whose words can come to a screen, and where it is."""
    for place, tree in modules():
        if any(part in place for part in ONLY_CHINESE) or place.endswith("kernel/said.py"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield f"{place}:{node.lineno}", node


def named(call: ast.Call) -> str:
    """Name what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def is_made_up(node: ast.expr) -> bool:
    """Say whether words are put together here that no translation can know."""
    if isinstance(node, ast.Call) and named(node) in ASKED:
        return False
    if isinstance(node, ast.JoinedStr):
        said = ("message", "said", "place")
        words = [each.value for each in node.values if isinstance(each, ast.Constant)]
        inner = [each.value for each in node.values if isinstance(each, ast.FormattedValue)]
        return bool(CHINESE.search("".join(map(str, words)))) or any(
            isinstance(each, ast.Attribute) and each.attr in said and named_fault(each.value)
            for each in inner
        )
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(CHINESE.search(node.value))
    return any(is_made_up(child) for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr))


def named_fault(node: ast.expr) -> bool:
    """Say whether a name is that of a fault or a refusal."""
    return isinstance(node, ast.Name) and node.id in ("fault", "faulty", "refusal", "slip")


def refusals() -> set[str]:
    """Name every class of refusals, and what makes or notes faults."""
    bases = {
        node.name: {getattr(base, "id", getattr(base, "attr", "")) for base in node.bases}
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = {"Refusal", "Slip", "NotMoney"}
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return found | {"Fault", "ShownFault", "about_file", "about_row", "about_cell", "unreadable_file"}


def test_no_refusal_is_put_together_where_no_translation_finds_it() -> None:
    making = refusals()

    made_up = [place for place, call in calls() if named(call) in making and any(map(is_made_up, call.args))]

    assert made_up == []


def test_a_sentence_is_a_template_written_out_and_all_of_its_places_are_filled() -> None:
    wrong = [
        place
        for place, call in calls()
        if named(call) == "Said"
        and not (
            len(call.args) == 1
            and isinstance(call.args[0], ast.Constant)
            and set(PLACES.findall(str(call.args[0].value))) == {each.arg for each in call.keywords}
        )
    ]

    assert wrong == []


def test_a_word_of_the_screen_is_a_value_and_never_made_here() -> None:
    wrong = [
        place
        for place, call in calls()
        if named(call) == "word" and any(CHINESE.search(ast.unparse(each)) for each in call.args)
    ]

    assert wrong == []


def test_words_put_together_are_found_wherever_they_stand() -> None:
    made_up = ["'请填写'", "f'最多{n}字'", "'请' if x else y", "f'{fault.place} x'", "message + f'请{x}'"]
    sound = [
        "Said('最多%(n)s字', n=n)",
        "word(title)",
        "_('请填写')",
        "fault.message",
        "f'{path}.{key}'",
        "refusal.said",
    ]

    assert [each for each in made_up + sound if is_made_up(ast.parse(each, mode="eval").body)] == made_up
