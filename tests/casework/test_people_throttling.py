"""Guesses are slowed: each limit at, one below and one above; nobody is locked out by a stranger."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.casework import city
from zhiyun.casework import throttling
from zhiyun.casework.throttling import TooManyTries
from zhiyun.records.models import LoginAttempt

pytestmark = pytest.mark.django_db

NOON = city.NOON


def fail(
    times: int, *, account: str = "a@example.cn", address: str = "192.0.2.1", secret: str = "password"
) -> None:
    for _ in range(times):
        throttling.begin(secret=secret, account=account, address=address, at=NOON)


def is_open(
    *,
    account: str = "a@example.cn",
    address: str = "192.0.2.1",
    secret: str = "password",
    at: datetime = NOON,
) -> bool:
    try:
        attempt = throttling.begin(secret=secret, account=account, address=address, at=at)
    except TooManyTries:
        return False
    LoginAttempt.objects.filter(pk=attempt).delete()
    return True


@pytest.mark.parametrize(("failures", "open_"), [(4, True), (5, False), (6, False)])
def test_one_account_from_one_address_is_tried_five_times_attack_45(failures: int, open_: bool) -> None:
    for _ in range(failures):
        is_open() and fail(1)

    assert is_open() is open_
    assert is_open(address="192.0.2.2")
    assert is_open(account="b@example.cn")


def test_after_a_quarter_of_an_hour_it_is_heard_again_and_the_refusal_says_so() -> None:
    fail(5)

    with pytest.raises(TooManyTries) as told:
        throttling.begin(secret="password", account="a@example.cn", address="192.0.2.1", at=NOON)

    assert told.value.wait_seconds == 15 * 60
    assert "12:15以后" in str(told.value)
    assert not is_open(at=NOON + throttling.WINDOW - timedelta(microseconds=1))
    assert is_open(at=NOON + throttling.WINDOW)


def test_a_refused_try_does_not_put_the_hour_off() -> None:
    fail(5)
    for minutes in range(1, 14):
        assert not is_open(at=NOON + timedelta(minutes=minutes))

    assert is_open(at=NOON + throttling.WINDOW)


@pytest.mark.parametrize(("failures", "open_"), [(19, True), (20, False)])
def test_one_account_from_everywhere_is_tried_twenty_times_attack_45(failures: int, open_: bool) -> None:
    for number in range(failures):
        fail(1, address=f"198.51.100.{number}")

    assert is_open(address="203.0.113.1") is open_


def test_a_stranger_cannot_lock_the_owner_out_attack_45() -> None:
    throttling.remember(account="A@example.cn ", address="203.0.113.9", at=NOON - timedelta(days=3))
    for number in range(20):
        fail(1, address=f"198.51.100.{number}")

    assert is_open(address="203.0.113.9")
    assert not is_open(address="203.0.113.8")


def test_a_right_password_alone_makes_no_address_known_attack_44() -> None:
    attempt = throttling.begin(secret="password", account="a@example.cn", address="203.0.113.9", at=NOON)
    throttling.succeed(attempt=attempt)
    for number in range(20):
        fail(1, address=f"198.51.100.{number}", secret="code")

    assert not is_open(address="203.0.113.9", secret="code")


@pytest.mark.parametrize(("failures", "open_"), [(59, True), (60, False)])
def test_one_address_tries_sixty_accounts(failures: int, open_: bool) -> None:
    for number in range(failures):
        fail(1, account=f"a{number}@example.cn")

    assert is_open(account="z@example.cn") is open_
    assert is_open(account="z@example.cn", address="192.0.2.7")


def test_everything_together_is_bounded_and_known_addresses_still_come_in() -> None:
    throttling.remember(account="owner@example.cn", address="203.0.113.9", at=NOON)
    LoginAttempt.objects.bulk_create(
        LoginAttempt(secret="password", account=f"{n:064}", address=f"{n:064}", at=NOON, succeeded=False)
        for n in range(1999)
    )
    assert is_open(address="192.0.2.50")
    fail(1, account="other@example.cn", address="192.0.2.51")

    assert not is_open(address="192.0.2.50")
    assert is_open(account="owner@example.cn", address="203.0.113.9")


def test_what_names_no_account_is_counted_by_its_address_and_not_together_attack_45() -> None:
    fail(5, account="")

    assert not is_open(account="  ")
    assert is_open(account="", address="192.0.2.2")
    assert is_open(account="a@example.cn")
    for number in range(20):
        fail(1, account="", address=f"198.51.100.{number}")
    assert is_open(account="", address="203.0.113.1")


def test_an_account_is_one_in_every_spelling() -> None:
    fail(3, account="A@Example.cn")
    fail(2, account=" a@example.cn ")

    assert not is_open()


def test_one_subscriber_of_ipv6_is_one_address() -> None:
    for number in range(5):
        fail(1, address=f"2001:db8:1:1::{number}")

    assert not is_open(address="2001:db8:1:1:ffff::1")
    assert is_open(address="2001:db8:1:2::1")
    fail(5, address="::ffff:192.0.2.77")
    assert not is_open(address="192.0.2.77")


@pytest.mark.parametrize("secret", ["code", "recovery", "confirm"])
def test_every_secret_counts_against_the_same_limit_attack_45(secret: str) -> None:
    fail(5, secret=secret)

    assert not is_open()


@pytest.mark.parametrize("secret", ["reset", "register"])
def test_asking_for_letters_is_counted_apart(secret: str) -> None:
    fail(5, secret=secret)

    assert not is_open(secret=secret)
    assert is_open()


def test_a_right_try_does_not_count_and_clears_nothing() -> None:
    fail(4)
    attempt = throttling.begin(secret="password", account="a@example.cn", address="192.0.2.1", at=NOON)
    throttling.succeed(attempt=attempt)

    fail(1)

    assert not is_open()


def test_nothing_typed_is_kept_and_old_tries_are_forgotten() -> None:
    fail(1, account="zhangsan@example.cn", address="192.0.2.1")

    kept = LoginAttempt.objects.values_list("account", "address").get()
    throttling.remember(
        account="b@example.cn", address="192.0.2.9", at=NOON + throttling.REMEMBERED + timedelta(seconds=1)
    )

    assert "zhangsan" not in repr(kept)
    assert "192.0.2" not in repr(kept)
    assert LoginAttempt.objects.count() == 1
