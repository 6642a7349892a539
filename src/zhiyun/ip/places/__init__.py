"""Addresses of applicants to province, city and district, by the codes of GB/T 2260.

Only what the address says is answered. A development zone is no district: it may lie in several, so the district
stays empty and the reason is given.
"""

from zhiyun.ip.places.gazetteer import chongqing_districts, edition, english_name_of, name_of
from zhiyun.ip.places.place import Place, Unsaid, beyond_city, divided, named_so, place

__all__ = [
    "Place",
    "Unsaid",
    "beyond_city",
    "chongqing_districts",
    "divided",
    "edition",
    "english_name_of",
    "name_of",
    "named_so",
    "place",
]
