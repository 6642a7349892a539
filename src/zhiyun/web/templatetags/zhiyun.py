"""Filters and tags that write the office's values the office's way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language

from zhiyun import law
from zhiyun.casework.actor import SHANGHAI
from zhiyun.exchange.patents import sample
from zhiyun.exchange.patents.landscape import figures
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.money import FEN_PER_WAN, FEN_PER_YUAN, Money
from zhiyun.kernel.said import Said
from zhiyun.web import clock
from zhiyun.web.recognising import recognised

register = template.Library()

WAN_SHOWN_FROM_FEN = 10 * FEN_PER_WAN
"""From ten 万元 on, an amount is also said in 万元, in small."""

_WEEKDAYS = "一二三四五六日"


@register.simple_tag
def day_opened() -> date:
    """Give the day a page is really opened on, in Chongqing; a demonstration's clock would ask the database."""
    return localtime(clock.real(), SHANGHAI).date()


@register.filter
def figure(amount: Money) -> str:
    """Write an amount in yuan with thousands and two decimals, without its unit: ``1,234,567.00``."""
    return str(amount).removesuffix("元")


@register.filter
def in_wan(amount: Money) -> str:
    """Say a large amount in 万元, exactly: ``123.4567万元``; a small one, and any in English, is left unsaid."""
    if abs(amount.fen) < WAN_SHOWN_FROM_FEN or get_language() == "en":
        return ""
    sign = "-" if amount.fen < 0 else ""
    whole, rest = divmod(abs(amount.fen), FEN_PER_WAN)
    decimals = f"{rest:06d}".rstrip("0")
    return f"{sign}{whole:,}{'.' if decimals else ''}{decimals}万元"


@register.filter
def day(on: date) -> SafeString:
    """Write a legal day with its weekday, readable by machines too."""
    shown = f"{on:%Y-%m-%d}（周{_WEEKDAYS[on.weekday()]}）" if get_language() != "en" else f"{on:%a %Y-%m-%d}"
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), shown)


@register.filter
def instant(at: datetime) -> SafeString:
    """Write an instant to the second by Chongqing's clock, readable by machines too."""
    local = at.astimezone(SHANGHAI)
    return format_html(
        '<time class="nowrap" datetime="{}">{}</time>',
        local.isoformat(timespec="seconds"),
        f"{local:%Y-%m-%d %H:%M:%S}",
    )


@register.filter
def deadline(at: datetime) -> SafeString:
    """Write the instant before which something must be done; midnight is the end of the day before, 24:00."""
    local = localtime(at)
    shown = f"{local:%Y-%m-%d %H:%M:%S}"
    if local.time() == time.min:
        shown = f"{local - timedelta(days=1):%Y-%m-%d} 24:00"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), shown)


@register.filter
def yuan_whole(amount: Money) -> int:
    """Give whole yuan, for the length of a bar only."""
    return amount.fen // FEN_PER_YUAN


@register.simple_tag
def reading_meaning(measure_id: str, reading: str, key: str) -> str:
    """Say what one answer to a reading means, in its sentence."""
    return law.measure(measure_id).terms.readings[reading].options[key]


@register.inclusion_tag("zhiyun/parts/sample_of_patents.html")
def sample_of_patents() -> dict[str, object]:
    """Say, in the demonstration, that the patents shown are real ones, and which."""
    return {"sample": sample.SAID if settings.DEMO else ""}


@register.simple_tag
def opening(told: Mapping[str, Any]) -> Said:
    """Say how a public list opens: by which law, for which call, after which meeting."""
    measure, call, meeting = told["measure"], told["call"], told["decided"]["meeting"]
    basis = tuple(recognised(each) for each in told["basis"])
    if not meeting:
        return Said(
            "根据《%(title)s》（%(number)s）%(basis)s，按照%(call)s（%(document)s）组织申报，现将拟支持名单公示如下。",
            title=measure["title"],
            number=measure["number"],
            basis=basis,
            call=call["title"],
            document=call["document"],
        )
    return Said(
        "根据《%(title)s》（%(number)s）%(basis)s，按照%(call)s（%(document)s）组织申报，经%(meeting)s审议，现将拟支持名单公示如下。",
        title=measure["title"],
        number=measure["number"],
        basis=basis,
        call=call["title"],
        document=call["document"],
        meeting=meeting,
    )


@register.simple_tag
def needs_judgement() -> Outcome:
    """Give the outcome of a question left to people."""
    return Outcome.NEEDS_JUDGEMENT


@register.filter
def of(values: Mapping[str, str] | None, name: str) -> str:
    """Give the value of a name that a template holds in a variable; empty where there is none."""
    return (values or {}).get(name, "")


@register.filter
def exact(fen: Fraction) -> str:
    """Write an exact amount of fen in yuan with every digit it has; an endless one ends in «…» after the fen."""
    whole, rest = divmod(fen, FEN_PER_YUAN)
    for digits in range(2, 7):
        scaled = rest / FEN_PER_YUAN * 10**digits
        if scaled.denominator == 1:
            return f"{whole:,}.{scaled.numerator:0{digits}d}"
    return f"{whole:,}.{int(rest):02d}…"


@register.filter
def points(score: Fraction) -> str:
    """Write a score with two decimals, rounded half up: what counts is the exact one."""
    hundredths = int(score * 100 + Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02d}"


@register.filter
def percent(share: Fraction) -> str:
    """Write a share of all as per cent with one decimal, rounded half up."""
    return figures.share(part=share.numerator, whole=share.denominator)


@register.filter
def signed_points(score: Fraction) -> str:
    """Write a distance between scores with its sign."""
    return f"{'-' if score < 0 else '+'}{points(abs(score))}"


@register.filter
def change(amount: Money) -> SafeString:
    """Write what a change adds or takes, told by a sign and a mark; nothing is a dash."""
    if not amount:
        return format_html('<span class="quiet">{}</span>', "—")
    up = amount.fen > 0
    return format_html(
        '<span class="{}">{}{}</span>', "up" if up else "down", "+" if up else "", figure(amount)
    )
