"""Accents: written or left out, in a document or in a question, the same is found and marked as it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.gateways.search_engine.corpus import VEHICLE
from zhiyun.gateways.search_engine import Question, SearchEngine
from zhiyun.gateways.search_engine.segmenting import token_text, words
from zhiyun.ip.query import read

COOLING = replace(
    VEHICLE, title_en="Kühlung für Räder", abstract_en="", applicants=("Société Éléctrique Łódź",)
)


@pytest.mark.parametrize(
    "written",
    [
        "TI=Kühlung",
        "TI=kuhlung",
        'TI="kuhlung fur rader"',
        "TI=KÜHL*",
        "PA=Societe",
        "PA=société",
        "PA=Lodz",
        "Kuhlung Rader",
        "Kühlung Räder",
    ],
)
def test_a_word_is_found_with_its_accents_and_without(empty: SearchEngine, written: str) -> None:
    empty.replace([COOLING])
    empty.commit("all")

    (hit,) = empty.search(Question(query=read(written))).hits

    assert hit.patent.title_en == "Kühlung für Räder"
    marked = {text.text[at:until] for text in hit.passages for at, until in text.marks}
    assert marked <= {"Kühlung", "für", "Räder"}
    assert bool(marked) == (not written.startswith("PA"))


def test_letters_of_other_scripts_keep_their_marks() -> None:
    assert token_text("ガス カス Йод") == "ガス ス カス ス йод"


def test_an_accent_changes_no_place() -> None:
    plain, accented = "eclairage d'une chaudiere a condensation", "éclairage d'une chaudière à condensation"

    assert token_text(plain) == token_text(accented)
    assert words(plain) == words(accented)
