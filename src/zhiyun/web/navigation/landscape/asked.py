"""What an address of a landscape asks, and addresses that lead on from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse

from zhiyun.casework.navigating.seen import SeenPatent
from zhiyun.casework.queries import patent_work, set_recall
from zhiyun.exchange.patents import addresses
from zhiyun.exchange.patents.landscape.figures import PARTS
from zhiyun.exchange.patents.landscape.subjects import Listed, Subject
from zhiyun.exchange.patents.searching import Asked
from zhiyun.gateways.search_engine import Facet
from zhiyun.ip import query as language
from zhiyun.kernel.refusal import Refusal
from zhiyun.web.navigation.asking import FACETS
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole

MOST_FIXES: Final = 60
LONGEST_CONDITION: Final = 1_000
"""Characters of a row's condition; a field of technology names some fifty classes."""
_NARROWING: Final = (
    (re.compile(r"AD=(\d{4})"), "year"),
    (re.compile(r'GR="([^"]+)"'), "applicant"),
    (re.compile(r'LS="([^"]+)"'), "status"),
    (re.compile(r"RG=(\d\d0000)"), "province"),
    (re.compile(r"RG=(\d{6})"), "district"),
)
"""Conditions of a figure's row that the search page can tick."""
EACH: Final = ("families", "each")
"""What an address says where every application of a family counts."""
RELEVANT: Final = ("screened", "in")
"""What an address says where only what was screened as relevant is drawn of a set."""
_SET: Final = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A landscape as an address asks for it.

    Attributes:
        kept: The address's own words for the set, to lead on with.
        patent_set: The set it is drawn of, where it is drawn of one; ``members`` are its patents as they came in.
        is_folded: Whether a family counts once.
        signed: Corrections of effects that are kept with the set.
        screening: What people held of the set's patents, where it is drawn of a set.
    """

    subject: Subject
    part: str
    fixes: Mapping[str, str]
    kept: tuple[tuple[str, str], ...]
    patent_set: int | None = None
    members: tuple[SeenPatent, ...] = ()
    is_folded: bool = True
    signed: tuple[patent_work.Correction, ...] = ()
    screening: patent_work.Screening | None = None

    @property
    def typed(self) -> str:
        """What was typed into the box."""
        return self.subject.text if isinstance(self.subject, Asked) else ""

    @property
    def corrections(self) -> Mapping[str, str]:
        """Effects that phrases are moved to: those signed for the set, and over them the address's own."""
        return {each.phrase: each.effect for each in self.signed} | dict(self.fixes)

    def refolded(self) -> Wanted:
        """Give the same with families counted the other way."""
        kept = tuple(each for each in self.kept if each != EACH)
        return replace(self, kept=kept if not self.is_folded else (*kept, EACH), is_folded=not self.is_folded)

    @property
    def is_relevant_only(self) -> bool:
        """Whether only those are drawn that were screened as relevant."""
        return RELEVANT in self.kept

    def screened_otherwise(self) -> str:
        """Give the address of all patents of the set where only the relevant ones are drawn, and the other way round."""
        kept = [each for each in self.kept if each != RELEVANT]
        kept += [] if self.is_relevant_only else [RELEVANT]
        return f"{reverse('landscape')}?{urlencode([*kept, ('part', self.part)])}"

    def address(self, name: str, /, *arguments: str, beside: Wanted | None = None, **more: str) -> str:
        """Give an address that asks about the same set, or compares it with ``beside``."""
        fixes = [("fix", f"{phrase}={effect}") for phrase, effect in self.fixes.items()]
        pairs = [*self.kept, *fixes, *((key, value) for key, value in more.items() if value)]
        if beside is not None:
            pairs.append(
                ("with-set", f"{beside.patent_set}") if beside.patent_set else ("with", beside.typed or "*")
            )
        return f"{reverse(name, args=arguments)}?{urlencode(pairs)}"

    def patents(self, asks: str) -> str:
        """Give the address of the patents of one row within the set."""
        if not asks:
            return ""
        if self.patent_set:
            return f"{reverse('landscape-row')}?{urlencode([*self.kept, ('asks', asks)])}"
        for pattern, name in _NARROWING:
            if found := pattern.fullmatch(asks):
                return f"{reverse('patents')}?{urlencode([*self._searched(), (name, found[1])])}"
        kept = [(name, value) for name, value in self._searched() if name != "q"]
        is_of_all = self.typed in ("", "*")
        if not is_of_all and not _reads_in_brackets(self.typed):
            return f"{reverse('patents')}?{urlencode(self._within(asks))}"
        both = asks if is_of_all else f"({self.typed}) AND {asks}"
        return f"{reverse('patents')}?{urlencode([('q', both), *kept])}"

    def searched(self) -> str:
        """Give the address where what is drawn is listed and can be narrowed: the search, or the page of the set."""
        if self.patent_set:
            return reverse("patent-set", args=[self.patent_set])
        return f"{reverse('patents')}?{urlencode(self._searched())}"

    def without_condition(self) -> str:
        """Give the address of the same landscape without what must hold besides."""
        kept = [each for each in self.kept if each[0] != "within"]
        return f"{reverse('landscape')}?{urlencode([*kept, ('part', self.part)])}"

    def _within(self, asks: str) -> list[tuple[str, str]]:
        """Give what an address says of the same search where a condition must hold besides."""
        kept = dict(self._searched())
        before = kept.pop("within", "")
        others = [each for each in self._searched() if each[0] in kept]
        return [*others, ("within", f"({before}) AND ({asks})" if before else asks)]

    def _searched(self) -> tuple[tuple[str, str], ...]:
        return tuple(each for each in self.kept if each != EACH)


def wanted(request: HttpRequest) -> Wanted:
    """Read what is asked; 404 for a part there is not, and another body's set as not found."""
    sent = request.GET
    part = sent.get("part", "overview")
    if part not in PARTS:
        raise Http404("no such part of a landscape")
    if sent.get("set"):
        return _of_set(request, sent["set"], part, _fixes(sent), known=whole(sent.get("known"), 0))
    chosen = addresses.chosen(sent=dict(sent.lists()))
    kept = [(name, value) for name, facet in FACETS.items() for value in sorted(chosen.get(facet, ()))]
    return _of_query(sent.get("q", "").strip(), chosen, kept, sent, part)


def beside(request: HttpRequest) -> Wanted | None:
    """Read what it is to be compared with: ``with`` is a query, empty for the whole shelf, ``with-set`` a set."""
    sent = request.GET
    if sent.get("with-set"):
        return _of_set(request, sent["with-set"], "overview", {})
    if "with" not in sent:
        return None
    return _of_query(sent["with"].strip(), {}, [], sent, "overview")


def of_set(request: HttpRequest, *, number: int, part: str) -> Wanted:
    """Give a part of the landscape of a set; refuses another body's set as not found."""
    return _of_set(request, f"{number}", part, {})


def _reads_in_brackets(typed: str) -> bool:
    """Say whether a query means there what it means alone: of words all would have to stand, and numbers would be words."""
    try:
        return language.read(f"({typed})") == language.read(typed)
    except Refusal:
        return False


def condition(sent: QueryDict) -> str:
    """Read the condition of a figure's row; 404 for none."""
    asks = sent.get("asks", "")
    if not asks or len(asks) > LONGEST_CONDITION:
        raise Http404("no condition")
    return asks


def _of_query(
    text: str,
    chosen: Mapping[Facet, frozenset[str]],
    ticked: list[tuple[str, str]],
    sent: QueryDict,
    part: str,
) -> Wanted:
    is_across = sent.get("across") != "0"
    kept = [*([("q", text)] if text else []), *ticked, *([] if is_across else [("across", "0")])]
    within = sent.get("within", "")
    kept += [("within", within)] if within else []
    is_folded = sent.get("families") != "each"
    kept += [] if is_folded else [EACH]
    return Wanted(
        Asked(text=text, chosen=chosen, is_across=is_across, within=within),
        part,
        _fixes(sent),
        tuple(kept),
        is_folded=is_folded,
    )


def _of_set(
    request: HttpRequest, number: str, part: str, fixes: Mapping[str, str], *, known: int = 0
) -> Wanted:
    """Read a set; what it is checked against is ``known``, the number of another or 0."""
    if not _SET.fullmatch(number):
        raise Http404("no such set")
    by = actor_of(request)
    name, members = patent_work.listed(by=by, number=int(number))
    signed = patent_work.corrections(by=by, number=int(number))
    screening = patent_work.screening(by=by, number=int(number))
    is_narrowed = bool(screening.relevant) and request.GET.get("screened") == "in"
    if is_narrowed:
        members = tuple(each for each in members if each.publication in screening.relevant)
    publications = tuple(each.publication for each in members)
    relevant = screening.relevant if is_narrowed else None
    recall = set_recall.recall(by=by, number=int(number), known=known, relevant=relevant) if known else None
    listed = Listed(
        name,
        publications,
        screening.screened,
        len(screening.relevant),
        is_narrowed,
        screening.sample,
        recall.known if recall else "",
        recall.held if recall else None,
    )
    is_folded = request.GET.get("families") != "each"
    kept = (
        ("set", number),
        *(() if is_folded else (EACH,)),
        *((RELEVANT,) if is_narrowed else ()),
        *((("known", f"{known}"),) if recall else ()),
    )
    return Wanted(listed, part, fixes, kept, int(number), members, is_folded, signed, screening)


def _fixes(sent: QueryDict) -> dict[str, str]:
    """Read corrections of effects: ``fix=phrase=effect``, or a form's phrase and effect beside those there are."""
    fixes = {}
    for each in sent.getlist("fix")[:MOST_FIXES]:
        phrase, _, effect = each.partition("=")
        if phrase and effect:
            fixes[phrase[:80]] = effect[:20]
    phrase, effect = sent.get("phrase", "").strip()[:80], sent.get("effect", "")[:20]
    return fixes | ({phrase: effect} if phrase and effect else {})
