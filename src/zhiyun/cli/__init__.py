"""The command line: district staff with a spreadsheet and no server ask the law from here."""

from zhiyun.cli.program import main

__all__ = ["main"]
