"""The wording of remedies: the shipped one, the bureau's own, and every fault of it at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhiyun.gateways import remedies
from zhiyun.kernel.refusal import Faulty


def test_the_shipped_wording_names_both_ways_with_their_days_and_nobody_has_confirmed_it() -> None:
    found = remedies.load(None)

    assert [each.name for each in found.remedies] == ["行政复议", "行政诉讼"]
    assert "60日" in found.remedies[0].words
    assert "6个月" in found.remedies[1].words
    assert found.confirmed_by == ""


def test_the_bureaus_own_file_stands_in_for_it(tmp_path: Path) -> None:
    (tmp_path / remedies.FILE).write_text(
        'confirmed = true\nconfirmed_by = "演示法规处，演示文件"\n'
        '[[remedy]]\nname = "行政复议"\nwords = "演示文字。"\ncites = "演示条款"\n',
        encoding="utf-8",
    )

    found = remedies.load(tmp_path)

    assert found == remedies.Remedies(
        (remedies.Remedy("行政复议", "演示文字。", "演示条款"),), "演示法规处，演示文件"
    )
    assert remedies.load(tmp_path / "elsewhere") == remedies.load(None)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("confirmed = ", 1),
        ("confirmed = false", 1),
        ('confirmed = true\n[[remedy]]\nname = "演示"\n', 3),
    ],
)
def test_a_file_with_faults_is_refused_with_all_of_them(tmp_path: Path, text: str, faults: int) -> None:
    (tmp_path / remedies.FILE).write_text(text, encoding="utf-8")

    with pytest.raises(Faulty) as refused:
        remedies.load(tmp_path)

    assert len(refused.value.faults) == faults
