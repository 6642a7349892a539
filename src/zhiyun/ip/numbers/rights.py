"""From the kind code printed on a document to the right it is about."""

from __future__ import annotations

from zhiyun.ip.patent import Right

UTILITY_MODELS = ("U", "Y")
DESIGNS = ("S", "D")


def right_of(office: str, kind: str) -> Right:
    """Tell the right by office and kind code (WIPO ST.16, China's ZC 0008).

    A plant patent of the United States is counted with inventions, for we know no fourth right.
    """
    if kind.startswith(DESIGNS) and (office in ("CN", "TW") or kind.startswith("S")):
        return Right.DESIGN
    # Utility models are U and Y in every office that has them; elsewhere Y is a level of publication no longer used.
    return Right.UTILITY_MODEL if kind.startswith(UTILITY_MODELS) else Right.INVENTION
