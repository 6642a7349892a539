"""A measure of an invented bureau that adopts other readings than the shipped one, loaded for one test."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from zhiyun import law

_numbers = itertools.count(1)


def read_otherwise(monkeypatch: pytest.MonkeyPatch, **readings: str) -> str:
    """Load a measure derived from the shipped one that adopts ``readings``; give its id."""
    number = next(_numbers)
    told = {
        "measure": {
            "id": f"demo_otherwise_{number}",
            "base": "cq_2021_65",
            "number": f"演示知发〔2022〕{number}号",
            "title": "演示办法",
            "authority": f"演示知识产权局{number}",
            "in_force_from": date(2022, 1, 1),
            "document": "演示文件",
            "dated": date(2021, 12, 1),
            "demo": True,
        },
        "readings": {name: {"adopts": adopted, "cites": "演示答复"} for name, adopted in readings.items()},
    }
    measure = law.derive(told, {each.id: each for each in law.REGISTRY})
    monkeypatch.setattr(law, "REGISTRY", law.REGISTRY.adding(measure))
    return measure.id
