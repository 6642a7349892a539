"""An invented city that lives: founded through the same actions people use, marked 演示, refused by production."""

from zhiyun.casework.demo.cast import DOMAIN, PASSWORD, Character, characters, is_here
from zhiyun.casework.demo.founding import STARTS_AT, found
from zhiyun.casework.demo.paying import word_of_the_bank
from zhiyun.casework.demo.walk import places

__all__ = [
    "DOMAIN",
    "PASSWORD",
    "STARTS_AT",
    "Character",
    "characters",
    "found",
    "is_here",
    "places",
    "word_of_the_bank",
]
