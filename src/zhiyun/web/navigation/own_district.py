"""What a district's own staff come for first: the patents of their district, on the pages that everybody has."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from zhiyun.casework.actor import Actor
from zhiyun.casework.roles import Role
from zhiyun.ip.places import place
from zhiyun.ip.query import Field

CITY = "重庆市"


@dataclass(frozen=True, slots=True)
class OwnDistrict:
    """A district by its name, and the query that finds the patents of its applicants.

    ``is_by_words`` for a zone, which is no division and may lie in several: what is found says so in its address.
    """

    name: str
    query: str
    is_by_words: bool

    @property
    def kept(self) -> str:
        """Give the query as addresses of the desk of patents carry it."""
        return urlencode({"q": self.query})


def own_district(by: Actor) -> OwnDistrict | None:
    """Give the district of its staff; None for anybody else."""
    if by.role is not Role.DISTRICT_OFFICER or not by.district:
        return None
    code = place(f"{CITY}{by.district}").district
    field = Field.REGION if code else Field.ADDRESS
    value = f"{CITY}{by.district}" if code else by.district
    return OwnDistrict(by.district, f"{field.label}={value}", is_by_words=not code)
