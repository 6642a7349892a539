"""What a find similar asks for, as it is typed: answered, and written down for a body that keeps it and asks again."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode

from zhiyun.exchange.patents import likes
from zhiyun.gateways.search_engine import Question, SearchEngine
from zhiyun.ip.query import Coded, Field
from zhiyun.ip.query.tree import either

if TYPE_CHECKING:
    from zhiyun.exchange.patents.likes import Like, Likes
    from zhiyun.exchange.patents.meaning import Meaning


@dataclass(frozen=True, slots=True)
class Sought:
    """What something like it is sought for, a patent's number or else a text, and what narrows that, as it was typed.

    ``before_on`` is a day as ISO 8601 writes it, empty for none.
    """

    number: str = ""
    text: str = ""
    classes: str = ""
    before_on: str = ""
    within: str = ""

    def written(self) -> str:
        """Write it down as a form sends it, without what is empty."""
        return urlencode({name: value for name in NAMES if (value := getattr(self, name).strip())})

    @classmethod
    def read(cls, written: str) -> Sought:
        """Read what was written down."""
        sent = parse_qs(written)
        return cls(**{name: sent[name][-1] for name in NAMES if name in sent})


NAMES = tuple(each.name for each in fields(Sought))
"""What a form sends, by its name there."""


def answer(
    *, engine: SearchEngine, sought: Sought, most: int = likes.MOST, meaning: Meaning | None = None
) -> Likes:
    """Give what is most like it now; refuses what cannot be read, or no longer, and what is not here."""
    before_on = date.fromisoformat(sought.before_on) if sought.before_on else None
    within = likes.condition(engine=engine, text=sought.within)
    if sought.number:
        patent = likes.named(engine=engine, number=sought.number)
        return likes.of_patent(
            engine=engine, patent=patent, most=most, before_on=before_on, within=within, meaning=meaning
        )
    return likes.of_text(
        engine=engine,
        text=sought.text,
        classes=likes.classes_typed(text=sought.classes),
        most=most,
        before_on=before_on,
        within=within,
        meaning=meaning,
    )


def fresh(*, engine: SearchEngine, found: Likes, since: int) -> tuple[Like, ...]:
    """Give those of what is most like it that batches after ``since`` brought or changed, the likest first.

    What came and is less like it than what is shown is not among them.
    """
    numbers = [Coded(Field.PUBLICATION, each.patent.publication) for each in found]
    if not numbers:
        return ()
    question = Question(query=either(*numbers), since_batch=since, most=len(numbers), is_explained=False)
    came = {hit.patent.publication for hit in engine.search(question).hits}
    return tuple(each for each in found if each.patent.publication in came)
