"""Where one installation keeps its data."""

from pathlib import Path

import pytest

from zhiyun.gateways import installation


def test_a_named_folder_is_taken_wherever_the_command_runs(tmp_path: Path) -> None:
    assert installation.home({"ZHIYUN_HOME": str(tmp_path / "data")}) == tmp_path / "data"


def test_a_checkout_keeps_its_data_inside_itself_whatever_the_present_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert installation.home({}) == installation.CHECKOUT / "var"


def test_without_a_checkout_the_data_stay_with_the_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installation, "CHECKOUT", tmp_path)

    assert installation.home({}) == Path.home() / ".zhiyun"
