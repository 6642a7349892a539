"""Tables on paper, in and out: .csv and .xlsx files from anybody, and .xlsx files to anybody.

Reading trusts nothing: the kind of file is told by its content, limits hold before anything is unpacked,
and every fault is a sentence with its place. Cells come as texts; what they mean is decided elsewhere.
Writing makes plain cells only: no text can become a formula.
"""

from zhiyun.gateways.tables.fault_list import FaultList, cell_place, gathered
from zhiyun.gateways.tables.opening import open_table
from zhiyun.gateways.tables.table import Block, Table, Unreadable
from zhiyun.gateways.tables.workbook_writing import (
    Column,
    Content,
    Kind,
    Sheet,
    TooManyRows,
    write_workbook,
)

__all__ = [
    "Block",
    "Column",
    "Content",
    "FaultList",
    "Kind",
    "Sheet",
    "Table",
    "TooManyRows",
    "Unreadable",
    "cell_place",
    "gathered",
    "open_table",
    "write_workbook",
]
