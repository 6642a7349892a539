"""The record of every action: written by the door, exported whole, and proven by anyone offline."""

from zhiyun.casework.record.canonical import canonical, sm3_hex
from zhiyun.casework.record.sealing import seal_day
from zhiyun.casework.record.writing import append

__all__ = ["append", "canonical", "seal_day", "sm3_hex"]
