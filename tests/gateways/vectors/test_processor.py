"""What the processor says of itself decides how the model reads; asked whether or not a model is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhiyun.gateways.vectors import models


@pytest.mark.parametrize(
    ("told", "is_said"),
    [
        ("flags : fpu avx512_vnni", True),
        ("flags\t: avx_vnni fpu", True),
        ("flags : avx2 avx512f avx_vnni_int16", False),
        (None, False),
    ],
)
def test_bytes_are_multiplied_where_the_processor_says_that_it_sums_them_exactly(
    told: str | None, is_said: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "_PROCESSOR", tmp_path / "cpuinfo")
    if told is not None:
        (tmp_path / "cpuinfo").write_text(told, encoding="utf-8")

    assert models.multiplies_bytes() is is_said
