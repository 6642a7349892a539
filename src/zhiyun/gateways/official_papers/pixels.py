"""A drawing as pixels, for those who cannot read SVG: Word before 2016, and every reader of DOCX that is not Word."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import typst

from zhiyun.gateways.official_papers.faces import faces

_FOLDER: Final = Path(__file__).parent / "template"
_TEMPLATE: Final = _FOLDER / "picture.typ"
_DOTS_AN_INCH: Final = 200


def png(svg: str, *, millimetres: int) -> bytes:
    """Set a drawing of ours at the size it is printed in."""
    return typst.compile(
        _TEMPLATE,
        root=_FOLDER,
        package_path=_FOLDER,
        package_cache_path=_FOLDER,
        font_paths=faces().fonts,
        format="png",
        ppi=_DOTS_AN_INCH,
        sys_inputs={"svg": svg, "millimetres": str(millimetres)},
    )
