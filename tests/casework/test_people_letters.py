"""What was written goes out once, and a letter's key does not stay."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.casework import city
from tests.gateways.postbox import postbox
from zhiyun.casework import letters, mailing, outbox
from zhiyun.casework.actor import public
from zhiyun.gateways.mail import Server
from zhiyun.records.models import Letter, Message

pytestmark = pytest.mark.django_db

BY = public(at=city.NOON)
SITE = "https://zhiyun.example.cn"


def write(to: str = "a@example.cn", **changed: str) -> None:
    letters.write(to=to, subject=changed.get("subject", "邀请"), body=changed.get("body", "链接"), by=BY)


def test_a_letter_goes_once_and_its_text_with_it() -> None:
    write()
    with postbox() as box:
        server = Server.read(box.address)
        first = mailing.deliver(server=server, site=SITE, at=city.NOON)
        second = mailing.deliver(server=server, site=SITE, at=city.NOON)

    assert (first, second) == (mailing.Sent(1, 0), mailing.Sent(0, 0))
    assert [mail["To"] for mail in box.mails] == ["a@example.cn"]
    letter = Letter.objects.get()
    assert (letter.sent_at, letter.body) == (city.NOON, "")


def test_a_message_goes_with_a_link_to_us() -> None:
    person, left = city.person(), city.person()
    left.departed_at = city.NOON
    left.save()
    outbox.tell(
        people=[person.pk, left.pk], subject="补正", body="请补正。", link="/applications/SB-1/", by=BY
    )
    with postbox() as box:
        mailing.deliver(server=Server.read(box.address), site=SITE, at=city.NOON)

    [mail] = box.mails
    assert mail["To"] == person.email
    assert "https://zhiyun.example.cn/applications/SB-1/" in mail.get_content()
    assert Message.objects.get(person=person).sent_at == city.NOON


def test_what_is_not_taken_waits_and_says_why_and_the_others_go() -> None:
    write("nobody@example.cn")
    write()
    with postbox(refuses="nobody") as box:
        sent = mailing.deliver(server=Server.read(box.address), site=SITE, at=city.NOON)

    assert (sent.sent, sent.failed) == (1, 1)
    waiting = Letter.objects.get(sent_at=None)
    assert "550" in waiting.failed
    assert waiting.body != ""
    assert mailing.waiting(at=city.NOON) == (("no***@example.cn", "【知运】邀请"),)


@pytest.mark.parametrize(("age", "goes"), [(timedelta(days=7), 0), (timedelta(days=7, microseconds=-1), 1)])
def test_a_stale_letter_stays_so_that_a_backup_resends_nothing(age: timedelta, goes: int) -> None:
    write()
    with postbox() as box:
        sent = mailing.deliver(server=Server.read(box.address), site=SITE, at=city.NOON + age)

    assert sent.sent == goes


def test_a_subject_of_two_lines_is_one_attack_38() -> None:
    write(subject="一\r\nBcc: b@example.cn")

    assert Letter.objects.get().subject == "【知运】一 Bcc: b@example.cn"
