"""Papers as PDF: set by typst from a template that sees data only, from a folder that holds nothing else."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import segno
import typst

from zhiyun.gateways.official_papers.arranged import arranged
from zhiyun.gateways.official_papers.characters import printable
from zhiyun.gateways.official_papers.faces import Faces, faces
from zhiyun.gateways.official_papers.paper import Paper, Verification
from zhiyun.gateways.official_papers.wording import BEIJING, demo_words

_FOLDER: Final = Path(__file__).parent / "template"
_TEMPLATE: Final = _FOLDER / "paper.typ"
_SHOWN_OF_FINGERPRINT: Final = 32


def pdf(paper: Paper) -> bytes:
    """Set ``paper`` to be kept (PDF/A-2a) and read aloud (PDF/UA-1); equal papers make equal files, and all text is printed as it is written.

    The file's author is the office and its time the day of the paper: no person and no clock is in it.
    """
    at_hand = faces()
    letterhead = paper.letterhead
    day = datetime(letterhead.dated.year, letterhead.dated.month, letterhead.dated.day, tzinfo=BEIJING)
    return typst.compile(
        _TEMPLATE,
        root=_FOLDER,
        package_path=_FOLDER,
        package_cache_path=_FOLDER,
        font_paths=at_hand.fonts,
        format="pdf",
        sys_inputs={"paper": json.dumps(_content(paper, at_hand), ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=int(day.timestamp()),
    )


def _content(paper: Paper, at_hand: Faces) -> dict[str, Any]:
    told = paper.letterhead.verification

    def text(words: str) -> str:
        return printable(words, known=at_hand.know)

    return {
        **arranged(paper, text),
        "verification": None if told is None else _verification(told, text),
        "demo_words": demo_words(paper.language, is_invented=paper.letterhead.is_invented),
        "language": paper.language,
        "faces": {role: asdict(face) for role, face in at_hand.by_role.items()},
    }


def _verification(told: Verification, text: Callable[[str], str]) -> dict[str, str]:
    picture = io.BytesIO()
    segno.make(told.url, error="m", micro=False).save(
        picture, kind="svg", border=0, light="white", xmldecl=False
    )
    return {
        "url": text(told.url),
        "code": text(told.code),
        "fingerprint": text(told.fingerprint[:_SHOWN_OF_FINGERPRINT]),
        "picture": picture.getvalue().decode(),
    }
