"""Names in Latin letters, and in those of Korea and Russia: legal forms, abbreviations, what tells an organisation.

A name keeps the letters it has, whatever their script: what was dropped could not tell one applicant from another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_FORMS = """
AB AG AKTIENGESELLSCHAFT AKTIEBOLAG AKTIEBOLAGET APS AS ASA BHD BV BVBA CIA CO COMPANY COMPAGNIE CMPANY CORP CORPORATION CV DBA EG
EHF EV GBR GES GESELLSCHAFT GESMBH GK GMBH GODO HF INC INCORPORATED JSC KABUSHIKI KAISHA KAISYA KFT KG KGAA KK LDA LIMITED
LIMITADA LLC LLP LP LTD LTDA MBH NV OAO OHG OOO OY OYJ PAO PC PLC PTE PTY PUBL PVT RL SA SAS SARL SC SCA SCARL SDN SE SL SLU SNC
SPA SPRL SRL SRO STIFTUNG ULC UG YK YUGEN GAISHA ZAO ANSTALT
"""
LEGAL_FORMS = frozenset(_FORMS.split())
_LONG_FORMS = {
    "UNIV": "UNIVERSITY",
    "UNIVERSITAET": "UNIVERSITY",
    "UNIVERSITAT": "UNIVERSITY",
    "UNIVERSITE": "UNIVERSITY",
    "UNIVERSITA": "UNIVERSITY",
    "UNIVERSIDAD": "UNIVERSITY",
    "INST": "INSTITUTE",
    "TECH": "TECHNOLOGY",
    "TECHN": "TECHNOLOGY",
    "TECHNOL": "TECHNOLOGY",
    "TECHNOLOGIES": "TECHNOLOGY",
    "RES": "RESEARCH",
    "DEV": "DEVELOPMENT",
    "ELECTRON": "ELECTRONIC",
    "ELECTRONICS": "ELECTRONIC",
    "INT": "INTERNATIONAL",
    "INTL": "INTERNATIONAL",
    "SCI": "SCIENCE",
    "SCIENCES": "SCIENCE",
    "SYST": "SYSTEM",
    "SYSTEMS": "SYSTEM",
    "SOLUTIONS": "SOLUTION",
    "MFG": "MANUFACTURING",
    "LAB": "LABORATORY",
    "LABS": "LABORATORY",
    "LABORATORIES": "LABORATORY",
    "ENG": "ENGINEERING",
    "ACAD": "ACADEMY",
    "NAT": "NATIONAL",
    "NATL": "NATIONAL",
    "GEN": "GENERAL",
    "ELEC": "ELECTRIC",
    "COMMUNICATIONS": "COMMUNICATION",
    "MATERIALS": "MATERIAL",
    "PRODUCTS": "PRODUCT",
}
_EMPTY_WORDS = frozenset(
    {
        "THE", "OF", "AND", "FOR", "A", "AN", "IN", "ET", "DE", "DU", "DES", "LA",
        "LE", "LES", "DI", "DELLA", "UND", "DER", "DIE", "DAS", "FUR", "ZUR", "DITE",
    }
)  # fmt: skip
ORGANISATION_WORDS: dict[str, str] = (
    dict.fromkeys(LEGAL_FORMS - {"PC", "SE", "AS", "SP", "CV", "RL", "SC", "EG", "SA", "HF", "EV"}, "企业")
    | dict.fromkeys(
        [
            "GROUP",
            "SYSTEM",
            "TECHNOLOGY",
            "ELECTRONIC",
            "ELECTRIC",
            "MOTORS",
            "SOLUTION",
            "INTERNATIONAL",
            "LICENSING",
            "PROPERTIES",
            "VENTURES",
            "AEROSPACE",
            "COMMUNICATION",
            "INDUSTRIES",
            "ENTERPRISES",
            "HOLDINGS",
            "HOLDING",
            "SERVICES",
            "PRODUCT",
            "AIRCRAFT",
            "PHARMACEUTICALS",
            "INDUSTRIE",
            "INDUSTRIAL",
            "MANUFACTURING",
            "ENGINEERING",
            "ROBOTICS",
            "NETWORKS",
            "SOFTWARE",
            "ENERGY",
            "DEFENCE",
            "DEFENSE",
        ],
        "企业",
    )
    | dict.fromkeys(
        ("UNIVERSITY", "COLLEGE", "SCHOOL", "ECOLE", "REGENTS", "POLYTECHNIC", "HOCHSCHULE"), "高校"
    )
    | dict.fromkeys(("INSTITUTE", "LABORATORY", "ACADEMY", "RESEARCH", "INSTITUT", "INSTITUTO"), "科研单位")
    | dict.fromkeys(("HOSPITAL", "CLINIC"), "医疗机构")
    | dict.fromkeys(
        [
            "FOUNDATION",
            "AGENCY",
            "GOVERNMENT",
            "SECRETARY",
            "MINISTRY",
            "ADMINISTRATOR",
            "COMMISSARIAT",
            "CENTRE",
            "CENTER",
            "COUNCIL",
            "NATIONAL",
            "OFFICE",
            "DEPARTMENT",
            "TRUST",
            "ASSOCIATION",
        ],
        "其他组织",
    )
)


_LETTERS = str.maketrans(
    {"ß": "ss", "Ø": "O", "ø": "o", "Æ": "AE", "æ": "ae", "Ł": "L", "ł": "l", "Đ": "D", "đ": "d"}
)


_OTHER_FORMS = re.compile(
    r"주식회사|유한책임회사|유한회사|가부시키가이샤|\(주\)|\(유\)|산학협력단"
    r"|\b(?:\w+ОЕ\s+)?АКЦИОНЕРНОЕ\s+ОБЩЕСТВО\b"
    r"|\bОБЩЕСТВО\s+С\s+ОГРАНИЧЕННОЙ\s+ОТВЕТСТВЕННОСТЬЮ\b|\b(?:ООО|ОАО|ЗАО|ПАО|АО)\b",
    re.I,
)
"""Legal forms in Korean, before or behind a name and often without a blank, and in Russian.

With them the foundation by which each Korean university files, 산학협력단: it counts as the university.
"""
_OTHER_ORGANISATIONS = (
    (re.compile(r"병원|의료원"), "医疗机构"),
    (re.compile(r"대학|학교|산학협력단|УНИВЕРСИТЕТ", re.I), "高校"),
    (re.compile(r"연구원|연구소|과학원|ИНСТИТУТ", re.I), "科研单位"),
    (_OTHER_FORMS, "企业"),
    (re.compile(r"협회|재단|조합|진흥원|공단|МИНИСТЕРСТВО", re.I), "其他组织"),
)
_OTHER_LETTERS = re.compile("[\u0400-\u04ff\u3040-\u30ff\uac00-\ud7af]")
_OTHER_PERSON = re.compile(r"[\uac00-\ud7af]{3}|(?=.*(?:ВИЧ|ВНА|ИЧНА|ЬИЧ)\b)\w+ \w+ \w+", re.I)
"""A Korean family name of one syllable and a given name of two; a Russian patronymic among three names."""


def words_of(name: str) -> list[str]:
    """Give a name's words in capitals, without accents and stops, initials of a legal form together, short words whole."""
    plain = "".join(map(_without_accents, unicodedata.normalize("NFC", name).translate(_LETTERS))).upper()
    plain = re.sub(r"['’`]", "", plain).replace("&", " AND ")
    # L.L.C., S. A. and C.N.R.S. are one word each.
    plain = re.sub(
        r"\b(?:[A-Z]\s*[./]\s*){1,}[A-Z]\b\.?", lambda found: re.sub(r"[\s./]", "", found[0]) + " ", plain
    )
    return [_LONG_FORMS.get(word, word) for word in re.findall(r"[^\W_]+", plain)]


def kind_by_other_letters(name: str) -> str:
    """Name the kind of a name in Korean, Russian or kana, a firm unless it tells otherwise; empty for any other name.

    Foreign firms are written by their sound, of several words as people are, so that these tell nothing.
    """
    if not _OTHER_LETTERS.search(name):
        return ""
    found = next((kind for told, kind in _OTHER_ORGANISATIONS if told.search(name)), "")
    is_person = _OTHER_PERSON.fullmatch(name) or _OTHER_PERSON.fullmatch(name.replace(" ", ""))
    return found or ("个人" if is_person else "企业")


def _without_accents(letter: str) -> str:
    """Take the accents off a Latin letter; of another script they tell letters apart."""
    plain = unicodedata.normalize("NFKD", letter)
    if not plain[0].isascii():
        return letter
    return "".join(each for each in plain if not unicodedata.combining(each))


def core(name: str) -> Sequence[str]:
    """Give the words that tell one organisation from another, legal forms and little words left out, in their order."""
    words = _joined(words_of(_without_brackets(_OTHER_FORMS.sub(" ", name))))
    telling = [word for word in words if word not in LEGAL_FORMS and word not in _EMPTY_WORDS]
    return [_umlaut(word) for word in telling or words]


def _without_brackets(name: str) -> str:
    """Drop what stands in brackets after the name, and what says of which state a firm is."""
    shown = re.sub(r"(?<=\S)\s*\([^)]*\)?", " ", name)
    shown = re.sub(r"\s-\s*[A-Z]{2,8}\s*-\s*$", " ", shown)
    return re.sub(
        r"(?i)[,\s]+an?\s+(?:\w+\s+)?(?:limited\s+liability\s+)?(?:company|corporation)\b.*$", "", shown
    )


def _joined(words: Sequence[str]) -> list[str]:
    """Put single letters that follow each other together: L L C, U S A."""
    joined: list[str] = []
    letters = ""
    for word in [*words, ""]:
        if len(word) == 1 and word.isalpha():
            letters += word
            continue
        if letters:
            joined.append(letters)
            letters = ""
        if word:
            joined.append(word)
    return joined


def _umlaut(word: str) -> str:
    """Write ae, oe, ue as a, o, u: an umlaut is written either way."""
    return re.sub(r"(?<=[AOU])E(?=[^AEIOU])", "", word)
