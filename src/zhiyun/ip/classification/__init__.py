"""Classes of patents: symbols of IPC and CPC, their titles, WIPO's fields of technology, industries, Locarno.

Tables say where they come from (`tables.Edition`). Those that may ship do; the rest is loaded from a file an office has.
"""

from zhiyun.ip.classification.fields import Field, by_symbol, field_of, fields, spans_of
from zhiyun.ip.classification.fields import edition as fields_edition
from zhiyun.ip.classification.industries import Concordance, Industry
from zhiyun.ip.classification.locarno import edition as locarno_edition
from zhiyun.ip.classification.locarno import locarno, locarno_title
from zhiyun.ip.classification.spans import Span, span
from zhiyun.ip.classification.symbols import Level, NotASymbol, Symbol, symbol
from zhiyun.ip.classification.titles import Titles

__all__ = [
    "Concordance",
    "Field",
    "Industry",
    "Level",
    "NotASymbol",
    "Span",
    "Symbol",
    "Titles",
    "by_symbol",
    "field_of",
    "fields",
    "fields_edition",
    "locarno",
    "locarno_edition",
    "locarno_title",
    "span",
    "spans_of",
    "symbol",
]
