"""The applicant's pages, as a browser without scripts uses them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.casework import city, filling
from tests.web.visitors import entered, known
from zhiyun import law
from zhiyun.casework.roles import Role
from zhiyun.records.models import Application, Call, Person, StatedFact, Submission

pytestmark = pytest.mark.django_db


def _open_call(town: city.City, benefit: law.Benefit = law.Benefit.PERFORMANCE_SUBSIDY) -> Call:
    """A call whose window contains the real now."""
    now = timezone.now()
    return city.call(town, benefit, opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1))


def _signer(town: city.City) -> Person:
    """A legal representative of another applicant, with a password."""
    return known(Role.LEGAL_REPRESENTATIVE, body=town.other_applicant)


def test_an_applicant_goes_from_begin_to_the_receipt() -> None:
    town = city.city()
    under = _open_call(town)
    client = entered(_signer(town))

    begun = client.post(f"/applications/begin/{under.reference}/", {"key": "k1"})
    made = Application.objects.get(organisation=town.other_applicant)
    address = begun.headers["Location"]
    saved = client.post(f"{address}condition-8-1/", {"edition": "0", "legal_person": "yes", "do": "next"})
    incomplete = client.post(f"{address}submit/", {"key": "k2", "undertaken": "yes"})
    StatedFact.objects.all().delete()
    made.editions.all().delete()
    filling.filled(made)
    overview = client.get(address)
    asked = client.get(f"{address}submit/")
    handed_in = client.post(f"{address}submit/", {"key": "k3", "undertaken": "yes"})
    receipt = client.get(handed_in.headers["Location"])

    assert address == f"/applications/{made.reference}/"
    assert saved.headers["Location"] == f"{address}condition-8-2/"
    assert incomplete.status_code == 400
    assert "还缺" in incomplete.content.decode()
    assert "提交所需的内容都齐了" in overview.content.decode()
    assert "提交后会怎样" in asked.content.decode()
    assert handed_in.headers["Location"] == f"{address}receipt/"
    seal = Submission.objects.get(application=made).seal
    assert seal in receipt.content.decode()
