"""Names that the rules put into one group, though they are not one: taken out of it as decisions say such things."""

from __future__ import annotations

from collections.abc import Sequence

from zhiyun.ip.applicants import Counting, Decision, Verdict, clean, group_of, own_key


def parted(*, first: str, second: str, counting: Counting) -> tuple[str, str] | None:
    """Give two names of one group with the one in front that is to be taken out; None where neither can be.

    A whole takes its branches along, so that of a whole and its branch the branch goes.
    """
    for out, stays in ((first, second), (second, first)):
        if staying(names=[out], others=[stays], counting=counting):
            return out, stays
    return None


def staying(*, names: Sequence[str], others: Sequence[str], counting: Counting) -> str:
    """Give the first of the others that does not go along when some names are taken out; empty where all do."""
    own = {own_key(name) for name in names}
    return next((each for each in others if group_of(each, apart=counting.apart | own).key not in own), "")


def taken_out(*, names: Sequence[str], counting: Counting) -> list[tuple[str, str, Decision]]:
    """Give what to decide so that some names of one group are together another.

    With each is the name it is about, and the one that this is put under; empty for the group all are taken out of.
    """
    head, *more = sorted(names, key=lambda name: group_of(name).name != clean(name))
    key, apart = group_of(head, apart=counting.apart).key, counting.apart | {own_key(head)}
    made = [(head, "", Decision(own_key(head), key, Verdict.APART))]
    for name in more:
        if group_of(name, apart=apart).key != own_key(head):
            apart |= {own_key(name)}
            made.append((name, "", Decision(own_key(name), key, Verdict.APART)))
            made.append((name, head, Decision(own_key(name), own_key(head), Verdict.SAME)))
    return made
