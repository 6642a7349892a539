"""Drawings in which nothing lies on what must be read."""

from __future__ import annotations

import itertools
import re

from zhiyun.gateways import drawings


def test_that_years_are_not_all_public_is_said_over_the_columns() -> None:
    drawn = drawings.columns(
        ["2018", "2019"], [("发明", [600, 600])], partial={0, 1}, title="甲", partial_words="未全部公开"
    )
    tops = [
        float(y) for y in re.findall(r'<rect class="f1" x="[^"]*" y="([^"]*)"[^>]*stroke-dasharray', drawn)
    ]
    (words,) = re.findall(r'y="([^"]*)"[^>]*>未全部公开<', drawn)

    assert len(tops) == 2
    assert float(words) < min(tops)


def test_no_disc_lies_on_another_and_no_name_on_a_name_be_their_places_equal() -> None:
    names = [f"主题{at}" for at in range(16)]
    drawn = drawings.bubbles(names, [14] * 16, [("0.0", "5.0")] * 16, across="外", up="内", title="主题图")
    discs = sorted((float(y), float(r)) for y, r in re.findall(r'cy="([^"]*)" r="([^"]*)"', drawn))
    lines = [float(y) for y in re.findall(r'y="([^"]*)"[^>]*>主题\d+ 14<', drawn)]

    assert len(lines) == len(set(lines)) == len(discs) == 16
    assert all(below[0] - above[0] >= above[1] + below[1] for above, below in itertools.pairwise(discs))
    assert min(abs(one - other) for one in lines for other in lines if one != other) >= 12
