"""Expert review of construction funding (9二): the lot, conflicts of interest, phases, schemes, sheets, opinions.

Only thinking and looking is here; what changes anything is an action of `actions.review_*`.
"""

from zhiyun.casework.reviewing.opinions import opinion

__all__ = ["opinion"]
