"""Filters that let a page in English say which of its words are Chinese, and say screen words in English."""

from __future__ import annotations

import re

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from zhiyun.web import speaking

register = template.Library()

_CHINESE = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_STRETCH = re.compile(f"([{_CHINESE}](?:[^A-Za-z]*[{_CHINESE}])?)")
"""A stretch of Chinese: figures and marks within it belong to it, Latin letters end it."""


@register.filter
def marked(text: object) -> SafeString:
    """Say a text in the page's language, and mark every stretch that stays Chinese, for ears and hyphenation."""
    if get_language() != "en":
        return conditional_escape(text)
    pieces = _STRETCH.split(speaking.spoken(text))
    return format_html_join("", "{}", ((_piece(piece, bool(n % 2)),) for n, piece in enumerate(pieces)))


@register.filter
def worded(words: object) -> SafeString:
    """Say words of ours, which come as a value, in the page's language; mark what stays Chinese."""
    if words is None or words == "":
        return conditional_escape("")
    return marked(speaking.worded(words)) if get_language() == "en" else conditional_escape(words)


@register.filter
def plainly(words: object) -> str:
    """Say words of ours where nothing can be marked: in a title, an option, an attribute."""
    return speaking.worded(words)


@register.filter
def tongue(words: object) -> str:
    """Name the language in which words of ours are said on this page, for an option or another whole."""
    return "zh-CN" if get_language() != "en" or _STRETCH.search(speaking.worded(words)) else "en"


@register.simple_tag
def page_tongue() -> str:
    """Name the page's language, for words of the screen that stand among Chinese."""
    return "en" if get_language() == "en" else "zh-CN"


def _piece(piece: str, is_chinese: bool) -> SafeString:
    return format_html('<span lang="zh-CN">{}</span>', piece) if is_chinese else conditional_escape(piece)
