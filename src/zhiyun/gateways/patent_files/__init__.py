"""Files in which patents come: tables, JSON lines, XML of the offices. Nothing in them is trusted."""

from zhiyun.gateways.patent_files.headings import FIELDS, LEAVE_OUT
from zhiyun.gateways.patent_files.json_lines import refuse_endless
from zhiyun.gateways.patent_files.opening import Layout, layout_of, opened, records
from zhiyun.gateways.patent_files.record import Record
from zhiyun.gateways.patent_files.sheets import Column, confirm, header, preview

__all__ = [
    "FIELDS",
    "LEAVE_OUT",
    "Column",
    "Layout",
    "Record",
    "confirm",
    "header",
    "layout_of",
    "opened",
    "preview",
    "records",
    "refuse_endless",
]
