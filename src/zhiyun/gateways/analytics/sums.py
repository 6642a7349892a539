"""What is summed over a set of patents: one text of SQL for each sum, the same on every engine.

The texts keep to what DuckDB and Spark both understand; three words are Spark's (``explode``, ``size``,
``arrays_zip``) and DuckDB is taught them. `PREPARED` is worked out once for a whole shelf and kept: ``printed`` are the
publications, ``memberships`` their applicants with what each is by its name, ``classes``, ``main_groups`` and ``fields``
what they are about, ``citations`` what they cite; ``members`` are the inventions of the set, each with its newest
publication there.

What is counted is inventions: publications of one application share a ``number`` and count once, and once under each of
their groups, classes and fields. Ties go by name, so that engines agree to the last row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from zhiyun.ip import classification
from zhiyun.ip.applicants import kind_of


def text(value: str) -> str:
    """Write a value as both engines read it: they disagree on quotes and backslashes within quotes."""
    pieces = (
        f"chr({ord(piece)})" if piece in ("'", "\\") else f"'{piece}'"
        for piece in re.split(r"(['\\])", value)
    )
    return f"concat({', '.join(pieces)})" if re.search(r"['\\]", value) else f"'{value}'"


def listed(values: Sequence[str]) -> str:
    """Write values for an IN; none is a value that no row has."""
    return ", ".join(text(each) for each in values) or "NULL"


def _fields() -> str:
    """Give the text of ``fields``: by subclass or, where WIPO divides a subclass, by main group (``A61K8/00``)."""
    rows = ", ".join(f"({text(str(of))}, {field.number})" for of, field in classification.by_symbol().items())
    return f"""
        SELECT DISTINCT number, province, coalesce(narrow.field, wide.field) AS field FROM main_groups
        LEFT JOIN (SELECT * FROM (VALUES {rows}) AS n(symbol, field)) narrow ON main_group = narrow.symbol
        LEFT JOIN (SELECT * FROM (VALUES {rows}) AS w(symbol, field)) wide ON substr(main_group, 1, 4) = wide.symbol
        WHERE coalesce(narrow.field, wide.field) IS NOT NULL
    """  # noqa: S608 - symbols and numbers of our own table


NAMED: Final = """
    SELECT number, filed, pair.applicant_groups AS applicant, min(pair.applicants) AS name
    FROM (SELECT number, filed, explode(arrays_zip(applicants, applicant_groups)) AS pair FROM documents)
    GROUP BY number, filed, pair.applicant_groups
"""
"""The applicants of each invention; kept as ``named`` while `PREPARED` is worked out."""
EVERY_NAME: Final = """
    SELECT DISTINCT name FROM named WHERE name IS NOT NULL ORDER BY name
"""
"""The names an engine is to be told the `kinds` of, as ``kinds``."""


def kinds(names: Iterable[tuple[str]]) -> list[tuple[str, str]]:
    """Say of each name what bears it (`ip.applicants.Kind`): a rule that no engine knows, so it is told the answers."""
    return [(name, kind_of(name).value) for (name,) in names]


PREPARED: Final[Mapping[str, str]] = {
    "memberships": """
        SELECT n.number, n.filed, n.applicant, n.name, k.kind FROM named n JOIN kinds k ON n.name = k.name
    """,
    "main_groups": """
        SELECT DISTINCT number, filed, province, concat(split_part(symbol, '/', 1), '/00') AS main_group
        FROM (SELECT number, filed, province, explode(symbols) AS symbol FROM documents)
        WHERE symbol NOT LIKE 'Y%'
    """,
    "classes": """
        SELECT DISTINCT number, filed, province, substr(main_group, 1, 4) AS subclass FROM main_groups
    """,
    "fields": _fields(),
    "citations": """
        SELECT DISTINCT number, cited.publication AS target
        FROM (SELECT number, explode(cites) AS cited FROM documents)
    """,
    "printed": """
        SELECT number, kin, serial, publication, office, kind_of_right, filed, filed_on, published_on, province, district, status,
            coalesce(filed_on, priority_on, published_on) AS known_on, size(applicant_groups) AS applicants, size(symbols) AS symbols, size(cites) AS citations,
            has_abstract
        FROM documents
    """,
}

MEMBERS: Final = """
    SELECT * FROM (
        SELECT *, row_number() OVER (PARTITION BY number ORDER BY published_on DESC NULLS LAST, publication) AS copy FROM printed
    ) WHERE copy = 1
"""
"""The inventions of a set, of what is printed of them there; kept as ``members``."""
FOLDED: Final = """
    SELECT number FROM (
        SELECT number, row_number() OVER (
            PARTITION BY kin ORDER BY CASE WHEN office = 'CN' THEN 0 ELSE 1 END, published_on DESC NULLS LAST, publication
        ) AS copy FROM members WHERE kin <> ''
    ) WHERE copy > 1
"""
"""Inventions left out where a family counts once, for its Chinese application or else its newest; kept as ``folded``."""
HOW_MANY_FOLDED: Final = """
    SELECT count(*) AS patents FROM folded
"""
DOCUMENTS: Final = """
    SELECT min(place) OVER (PARTITION BY CASE WHEN application <> '' THEN application ELSE publication END) AS number,
        max(family) OVER (PARTITION BY CASE WHEN application <> '' THEN application ELSE publication END) AS kin, *
    FROM ({rows})
"""
"""All that was published, in rows that the engine gives a ``place``; kept as ``documents`` while `PREPARED` is worked out."""

TOTALS: Final = """
    SELECT count(*) AS patents, min(filed_on) AS oldest, max(filed_on) AS newest, max(published_on) AS last_published,
        max(CASE WHEN filed_on IS NOT NULL THEN published_on END) AS dated_until,
        count(filed_on) AS with_filing_day,
        sum(CASE WHEN applicants > 0 THEN 1 ELSE 0 END) AS with_applicant,
        sum(CASE WHEN symbols > 0 THEN 1 ELSE 0 END) AS with_class,
        sum(CASE WHEN province <> '' THEN 1 ELSE 0 END) AS with_province,
        sum(CASE WHEN citations > 0 THEN 1 ELSE 0 END) AS with_citations,
        sum(CASE WHEN status <> '' THEN 1 ELSE 0 END) AS with_status,
        sum(CASE WHEN kind_of_right = 'DESIGN' THEN 1 ELSE 0 END) AS designs,
        sum(CASE WHEN office = 'CN' THEN 1 ELSE 0 END) AS chinese,
        sum(CASE WHEN province = '500000' THEN 1 ELSE 0 END) AS in_chongqing,
        sum(CASE WHEN has_abstract THEN 1 ELSE 0 END) AS with_abstract,
        (SELECT count(*) FROM printed) AS publications
    FROM members
"""

MONTHS: Final = """
    SELECT year(published_on) AS year, month(published_on) AS month, count(*) AS patents FROM members
    WHERE published_on IS NOT NULL AND filed_on IS NOT NULL
    GROUP BY year(published_on), month(published_on) ORDER BY patents DESC, year, month LIMIT 1
"""

TREND: Final = """
    SELECT filed, kind_of_right, count(*) AS patents FROM members WHERE filed IS NOT NULL
    GROUP BY filed, kind_of_right ORDER BY filed, kind_of_right
"""

LIFE: Final = """
    SELECT filed, count(DISTINCT number) AS patents, count(DISTINCT applicant) AS applicants
    FROM memberships WHERE filed IS NOT NULL GROUP BY filed ORDER BY filed
"""

HOLDERS: Final = """
    SELECT applicant, count(*) AS patents, min(filed) AS first_filed,
        sum(CASE WHEN filed BETWEEN {recent} AND {until} THEN 1 ELSE 0 END) AS recent,
        sum(CASE WHEN filed BETWEEN {before} AND {recent} - 1 THEN 1 ELSE 0 END) AS before
    FROM memberships GROUP BY applicant
"""
"""Kept as ``holders``: what follows asks it; years are those of `ip.landscape.windows`."""

APPLICANTS: Final = """
    SELECT applicant, patents, first_filed, recent, before FROM holders ORDER BY patents DESC, applicant LIMIT {most}
"""

HELD: Final = """
    SELECT applicant, patents FROM holders WHERE applicant IN ({applicants}) ORDER BY applicant
"""

NUMBERS: Final = """
    SELECT number FROM members ORDER BY number
"""
"""The inventions themselves: equal numbers of two sets of one shelf are one invention."""

CONCENTRATION: Final = """
    SELECT count(*) AS applicants, sum(patents) AS holdings, sum(patents * patents) AS squares,
        sum(CASE WHEN first_filed BETWEEN {recent} AND {until} THEN 1 ELSE 0 END) AS newcomers
    FROM holders
"""

NEWCOMERS: Final = """
    SELECT applicant, patents, first_filed FROM holders WHERE first_filed BETWEEN {recent} AND {until}
    ORDER BY patents DESC, applicant LIMIT {most}
"""

TOGETHER: Final = """
    SELECT one.applicant AS first_applicant, other.applicant AS second_applicant, count(*) AS patents
    FROM (SELECT m.number, m.applicant FROM memberships m JOIN members s ON m.number = s.number WHERE s.applicants > 1) one
    JOIN memberships other ON one.number = other.number AND one.applicant < other.applicant
    GROUP BY one.applicant, other.applicant ORDER BY patents DESC, first_applicant, second_applicant LIMIT {most}
"""

NAMES: Final = """
    SELECT applicant, name, count(*) AS times FROM memberships WHERE applicant IN ({applicants})
    GROUP BY applicant, name ORDER BY applicant, times DESC, name
"""

SUBCLASSES: Final = """
    SELECT subclass, count(*) AS patents FROM classes GROUP BY subclass ORDER BY patents DESC, subclass
"""

CLASS_GROWTH: Final = """
    SELECT subclass, sum(CASE WHEN filed BETWEEN {recent} AND {until} THEN 1 ELSE 0 END) AS recent,
        sum(CASE WHEN filed BETWEEN {before} AND {recent} - 1 THEN 1 ELSE 0 END) AS before
    FROM classes WHERE subclass IN ({subclasses}) GROUP BY subclass ORDER BY subclass
"""

FLOW: Final = """
    SELECT filed, subclass, count(*) AS patents FROM classes
    WHERE filed IS NOT NULL AND subclass IN ({subclasses}) GROUP BY filed, subclass ORDER BY filed, subclass
"""

PROVINCES: Final = """
    SELECT province, count(*) AS patents FROM members WHERE province <> '' GROUP BY province
    ORDER BY patents DESC, province
"""

OFFICES: Final = """
    SELECT office, count(*) AS patents FROM members GROUP BY office ORDER BY patents DESC, office
"""

DISTRICTS: Final = """
    SELECT district, count(*) AS patents FROM members WHERE province = {province} GROUP BY district
    ORDER BY patents DESC, district
"""

FIELDS: Final = """
    SELECT field, count(*) AS patents FROM fields GROUP BY field ORDER BY field
"""

FIELDS_BY_PLACE: Final = """
    SELECT field, province, count(*) AS patents FROM fields
    WHERE province <> '' GROUP BY field, province ORDER BY field, province
"""

STATUSES: Final = """
    SELECT status, count(*) AS patents FROM members WHERE status <> '' GROUP BY status ORDER BY patents DESC, status
"""

CITED_WITHIN: Final = """
    SELECT DISTINCT a.publication AS citing, b.publication AS cited
    FROM citations c JOIN members a ON c.number = a.number JOIN printed p ON c.target = p.publication
    JOIN members b ON p.number = b.number
    WHERE a.number <> b.number AND (a.known_on IS NULL OR b.known_on IS NULL OR a.known_on >= b.known_on)
    ORDER BY citing, cited LIMIT {most}
"""

CITED: Final = """
    SELECT target, count(DISTINCT number) AS times FROM citations GROUP BY target ORDER BY times DESC, target LIMIT {most}
"""

KINDS: Final = """
    SELECT kind, count(DISTINCT number) AS patents, count(DISTINCT applicant) AS applicants FROM memberships
    GROUP BY kind ORDER BY patents DESC, kind
"""

OF_KIND: Final = """
    SELECT applicant, count(*) AS patents FROM memberships WHERE kind IN ({kinds})
    GROUP BY applicant ORDER BY patents DESC, applicant
"""

STOCK: Final = """
    SELECT applicant, field, count(*) AS patents FROM memberships m JOIN fields f ON m.number = f.number
    WHERE applicant IN ({applicants}) GROUP BY applicant, field ORDER BY applicant, field
"""

GROUPS: Final = """
    SELECT DISTINCT main_group FROM main_groups ORDER BY main_group
"""

_CHAINED: Final = """chained AS (
        SELECT DISTINCT g.number, c.chain FROM main_groups g
        JOIN (SELECT * FROM (VALUES {chains}) AS v(main_group, chain)) c ON g.main_group = c.main_group
        JOIN (SELECT DISTINCT number FROM held) h ON g.number = h.number
    )"""
"""What of ``held`` belongs to which chain, once in each."""

CHAIN_STOCK: Final = f"""
    WITH held AS (
        SELECT m.number, m.applicant, CASE WHEN p.status IN ({{living}}) THEN 1 ELSE 0 END AS lives,
            CASE WHEN p.province = {{province}} THEN 1 ELSE 0 END AS is_own
        FROM memberships m JOIN members p ON m.number = p.number
        WHERE m.kind IN ({{kinds}}) AND CASE WHEN p.status IN ({{ended}}) THEN 0 ELSE 1 END = 1
            AND (p.filed IS NULL OR p.filed >=
                CASE p.kind_of_right WHEN 'INVENTION' THEN {{inventions}} WHEN 'DESIGN' THEN {{designs}} ELSE {{models}} END)
    ), {_CHAINED}
    SELECT chain, applicant, patents, living, own FROM (
        SELECT c.chain, CAST(NULL AS STRING) AS applicant, count(*) AS patents, sum(h.lives) AS living, sum(h.is_own) AS own
        FROM chained c JOIN (SELECT DISTINCT number, lives, is_own FROM held) h ON c.number = h.number GROUP BY c.chain
        UNION ALL
        SELECT c.chain, h.applicant, count(*) AS patents, sum(h.lives) AS living, sum(h.is_own) AS own
        FROM chained c JOIN held h ON c.number = h.number GROUP BY c.chain, h.applicant
    ) ORDER BY chain, patents DESC, applicant NULLS FIRST
"""  # noqa: S608 - a piece of our own; what fills the places is quoted
"""What some kinds of applicants hold in each chain and has not ended as far as is known; a row without an applicant is the chain's."""

CHAIN_FIRMS: Final = f"""
    WITH held AS (
        SELECT m.number, m.applicant FROM memberships m JOIN members p ON m.number = p.number
        WHERE p.province = {{province}} AND m.kind = {{firm}}
    ), {_CHAINED}, ranked AS (
        SELECT chain, applicant, count(*) OVER (PARTITION BY chain) AS firms,
            row_number() OVER (PARTITION BY chain ORDER BY patents DESC, applicant) AS place
        FROM (
            SELECT c.chain, h.applicant, count(*) AS patents FROM chained c JOIN held h ON c.number = h.number
            GROUP BY c.chain, h.applicant
        )
    )
    SELECT r.chain, r.applicant, r.firms, t.patents FROM ranked r
    JOIN (SELECT chain, count(*) AS patents FROM chained GROUP BY chain) t ON r.chain = t.chain
    WHERE r.place <= {{most}} ORDER BY r.chain, r.place
"""  # noqa: S608
"""The largest firms of a province in each chain, with how many there are and how many patents they hold together."""
