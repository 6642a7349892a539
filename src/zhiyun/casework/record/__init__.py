"""The record of every action: written by the door, exported whole, and proven by anyone offline (`verifying`)."""

from zhiyun.casework.canonical import canonical, sm3_hex
from zhiyun.casework.record.exporting import exported, exported_chain
from zhiyun.casework.record.sealing import last_root, seal_days_before
from zhiyun.casework.record.writing import append

__all__ = ["append", "canonical", "exported", "exported_chain", "last_root", "seal_days_before", "sm3_hex"]
