"""Verifying a subsidy's ledger deal by deal (Article 10, item 2): the law's count beside people's verdicts."""

from zhiyun.casework.verifying_deals.closing import verified

__all__ = ["verified"]
