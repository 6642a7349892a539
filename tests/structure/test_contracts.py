"""The import contracts speak of every room there is, so that a new one cannot slip past them."""

from configparser import ConfigParser

from tests.structure.sources import ROOT, rooms

# What each contract must hold for, once the room exists.
PURE = {"ip", "kernel", "law"}
WITHOUT_CYCLES = {"casework", "exchange", "gateways", "ip", "kernel", "law"}


def test_every_room_is_a_layer_that_must_exist() -> None:
    layers = (
        _contracts()["importlinter:contract:layers"]["layers"].replace("|", " ").replace(",", " ").split()
    )

    assert {layer for layer in layers if not layer.startswith("(")} == rooms()


def test_pure_rooms_are_kept_pure() -> None:
    assert _modules("pure", "source_modules") == PURE & rooms()


def test_rooms_are_kept_free_of_cycles() -> None:
    assert _modules("siblings", "ancestors") == WITHOUT_CYCLES & rooms()


def test_screens_never_touch_tables_once_there_are_tables() -> None:
    assert ("importlinter:contract:tables" in _contracts()) == ("records" in rooms())


def _contracts() -> ConfigParser:
    contracts = ConfigParser()
    contracts.read(ROOT / ".importlinter")
    return contracts


def _modules(contract: str, option: str) -> set[str]:
    named = _contracts()[f"importlinter:contract:{contract}"][option].split()
    return {name.removeprefix("zhiyun.") for name in named}
