"""The mark that ties a function to its article, and the article's official words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from zhiyun.kernel.citation import Citation

P = ParamSpec("P")
R = TypeVar("R")

_MODULE = re.compile(r"a(\d\d)_\w+")


class WrongArticle(AssertionError):
    """A rule that cites another article than the one whose module it stands in."""


def article_of(module: str) -> int:
    """Read an article's number from its module's name; refuses any other module."""
    found = _MODULE.fullmatch(module.rsplit(".", 1)[-1])
    if found is None:
        raise WrongArticle(f"{module} is no article's module")
    return int(found[1])


def rule(article: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a function as saying what ``article`` says; refused at import in any other article's module."""

    def mark(function: Callable[P, R]) -> Callable[P, R]:
        if article_of(function.__module__) != article:
            raise WrongArticle(f"{function.__qualname__} cites article {article} from {function.__module__}")
        RULES.setdefault((function.__module__.rsplit(".", 2)[-2], article), []).append(function.__name__)
        return function

    return mark


RULES: dict[tuple[str, int], list[str]] = {}
"""Which functions speak for which article, by measure package and article number."""


def cite(module: str, item: int | None = None) -> Citation:
    """Make the citation of the article whose module is named ``module``."""
    return Citation(article_of(module), item)
