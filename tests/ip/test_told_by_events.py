"""What a document's dated events tell of it fills in what no source says, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from zhiyun.ip.applicants import Counting
from zhiyun.ip.patent import LegalEvent, Patent, Right
from zhiyun.ip.told_by_events import completed

FILED = LegalEvent(date(2009, 2, 23), "", "Application filed by Demonstration Motors Inc")
PUBLISHED = LegalEvent(date(2009, 8, 26), "", "Publication of EP2093507A1")
GRANTED = LegalEvent(date(2017, 11, 29), "", "Application granted")
AGAIN = LegalEvent(date(2017, 11, 29), "", "Publication of EP2093507B1")
BARE = Patent(
    publication="EP2093507B1",
    office="EP",
    kind="B1",
    right=Right.INVENTION,
    legal_events=(FILED, PUBLISHED, GRANTED, AGAIN),
)


def test_days_and_the_applicant_are_told_by_the_events_of_the_document_itself() -> None:
    found = completed(BARE)

    assert (found.filed_on, found.published_on, found.granted_on) == (FILED.on, AGAIN.on, GRANTED.on)
    assert found.applicants == ("Demonstration Motors Inc",)
    assert found.applicant_groups == completed(BARE, Counting()).applicant_groups != ()
    assert found.priority_on is None
    assert completed(found) == found


def test_the_applicant_counts_as_people_decided() -> None:
    (key,) = completed(BARE).applicant_groups

    assert completed(BARE, Counting({key: "演示"})).applicant_groups == ("演示",)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (
            "Tohoku University NUC, Demonstration Motor Corp",
            ("Tohoku University NUC", "Demonstration Motor Corp"),
        ),
        (
            "Demonstration Electric Co., Ltd., Furukawa Inc",
            ("Demonstration Electric Co., Ltd.", "Furukawa Inc"),
        ),
        ("Demonstration Energy, Llc", ("Demonstration Energy, Llc",)),
        ("Demonstration Protection Inc., Ltd", ("Demonstration Protection Inc., Ltd",)),
        ("デモ  リミテッド, デモ リミテッド", ("デモ リミテッド",)),
        ("IGA, Kyoko", ("IGA, Kyoko",)),
        ("Individual, Demonstration Motor Corp", ("Demonstration Motor Corp",)),
    ],
)
def test_who_filed_together_is_parted_and_each_counted_once(written: str, names: tuple[str, ...]) -> None:
    found = completed(replace(BARE, legal_events=(replace(FILED, words=f"Application filed by {written}"),)))

    assert found.applicants == names
    assert len(found.applicant_groups) == len(names)


def test_what_a_source_says_is_left_as_it_is() -> None:
    said = replace(
        BARE,
        filed_on=date(2008, 3, 6),
        published_on=date(2009, 9, 9),
        granted_on=date(2013, 11, 20),
        applicants=("演示", "演示大学"),
        applicant_groups=("演示", "演示大学"),
    )

    assert completed(said) == said


@pytest.mark.parametrize(
    "events",
    [
        (),
        (FILED, replace(FILED, on=date(2010, 1, 1))),
        (replace(FILED, words="Application filed"),),
        (replace(PUBLISHED, words="Publication of EP2093507"),),
        (LegalEvent(date(2012, 4, 11), "AK", "Designated states"),),
    ],
)
def test_what_tells_nothing_of_the_document_changes_nothing(events: tuple[LegalEvent, ...]) -> None:
    bare = replace(BARE, legal_events=events)

    assert completed(bare) == bare


def test_a_person_whose_name_is_not_told_is_no_applicant() -> None:
    found = completed(replace(BARE, legal_events=(replace(FILED, words="Application filed by Individual"),)))

    assert (found.applicants, found.applicant_groups) == ((), ())
    assert found.filed_on == FILED.on
