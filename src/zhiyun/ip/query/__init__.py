"""The query language: fields, operators, nearness, classes and days, read into a tree and spelled back."""

from zhiyun.ip.query.faults import Misread, Spot, TooDeep, TooLong, TooManyClauses
from zhiyun.ip.query.fields import Field
from zhiyun.ip.query.listing import listed
from zhiyun.ip.query.reading import read
from zhiyun.ip.query.spelling import spelled
from zhiyun.ip.query.tree import (
    And,
    Classed,
    ClassedBetween,
    Coded,
    Dated,
    Everything,
    Near,
    Not,
    Or,
    Plain,
    Query,
    Text,
)
from zhiyun.ip.query.values import applicant_kind, in_english

__all__ = [
    "And",
    "Classed",
    "ClassedBetween",
    "Coded",
    "Dated",
    "Everything",
    "Field",
    "Misread",
    "Near",
    "Not",
    "Or",
    "Plain",
    "Query",
    "Spot",
    "Text",
    "TooDeep",
    "TooLong",
    "TooManyClauses",
    "applicant_kind",
    "in_english",
    "listed",
    "read",
    "spelled",
]
