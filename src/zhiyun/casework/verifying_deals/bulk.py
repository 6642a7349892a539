"""Deals that are decided or checked many at once, and the digest by which a preview is the very deed."""

from __future__ import annotations

from collections.abc import Iterable

from zhiyun.casework.actor import Actor
from zhiyun.casework.canonical import canonical, sm3_hex
from zhiyun.casework.verifying_deals.standings import TO_DECIDE, DealStage, Standing


def plain(*, standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """Choose the open deals that can be counted at once, as the law counts them."""
    return tuple(each for each in standings if each.stage in TO_DECIDE and each.is_plain)


def to_check(*, standings: Iterable[Standing], by: Actor) -> tuple[Standing, ...]:
    """Choose the verdicts that wait for a second person other than the one asking."""
    return tuple(
        each
        for each in standings
        if each.stage is DealStage.WRITTEN and each.written is not None and each.written.by_id != by.person_id
    )


def digest(*, chosen: Iterable[Standing]) -> str:
    """Give the SM3 of what is chosen: each deal, what the law counts of it, and its newest verdict."""
    told = [
        [each.number, each.law_fen, each.written.id if each.written is not None else 0] for each in chosen
    ]
    return sm3_hex(text=canonical(value=told))
