"""Every address of the site, who visits it, and what of theirs and of others they ask for: ground of the matrix."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from tests.casework import books, centres, city, filling, issued, meeting_room, noticed, onward, task_books
from tests.web import brought_in, navigated, reviewed
from zhiyun import law
from zhiyun.casework import record
from zhiyun.casework.actor import Actor
from zhiyun.casework.calls.publishing import KeptFile
from zhiyun.casework.issuing import PaperKind
from zhiyun.casework.roles import APPLICANT_ROLES, OrganisationKind, Role
from zhiyun.gateways.safekeeping import Store
from zhiyun.records.models import (
    Application,
    Appropriation,
    BankAccount,
    BankFile,
    Call,
    CallAttachment,
    CallVersion,
    Decision,
    ExpertInterest,
    HalfYearReport,
    Invitation,
    IssuedPaper,
    Message,
    Organisation,
    Panel,
    Paper,
    PaperAgreement,
    PatentSet,
    PaymentOrder,
    Person,
    SetPatent,
    SiteVisit,
    StepKind,
    StoredFile,
)
from zhiyun.web.seats import CONFIRMED_AT, SEAT, SECOND_FACTOR

MISSING = {
    "reference": "SB-0-0000",
    "call": "TZ-0",
    "code": "00000000000000000000",
    "message": 999_999_999,
    "mandate": 999_999_999,
    "invitation": 999_999_999,
    "person_id": 999_999_999,
    "name": "nobody",
    "patent_set": 999_999_999,
    "panel": "ZJ-0",
    "visit": 999_999_999,
    "agreement": 999_999_999,
    "interest": 999_999_999,
    "order": "ZF-0-0000",
    "account": 999_999_999,
    "file": "YH-0-0000",
}
"""What does not exist, by the name a route gives its argument."""


@dataclass(frozen=True)
class Route:
    """One address: its name, the names of its arguments, its guard, and for a desk its roles."""

    name: str
    place: str
    arguments: tuple[str, ...]
    guard: str
    roles: frozenset[Role]

    def __str__(self) -> str:
        return self.name

    @property
    def is_for_someone(self) -> bool:
        """Whether one must have logged in."""
        return self.guard in ("signed_in", "desk")

    @property
    def is_open(self) -> bool:
        """Whether everyone is let in, whoever they are."""
        return self.guard in ("public", "public_form")

    @property
    def hides(self) -> set[str]:
        """Name the arguments that may ask for what is another's."""
        is_ours_to_hide = self.is_for_someone or any(_key(self, name) in FOREIGN for name in self.arguments)
        return set(self.arguments) & set(MISSING) if is_ours_to_hide else set()

    def address(self, arguments: dict[str, Any]) -> str:
        """Give the address with these arguments."""
        return reverse(self.name, kwargs={name: arguments[name] for name in self.arguments})


def routes() -> list[Route]:
    """List every address there is; each has a name, or nobody could link to it."""
    return [
        Route(
            name=str(pattern.name),
            place=place,
            arguments=tuple(pattern.pattern.converters),
            guard=str(getattr(pattern.callback, "guard", "")),
            roles=frozenset(getattr(pattern.callback, "roles", ())),
        )
        for place, pattern in _patterns(get_resolver())
    ]


def _patterns(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        place = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, place)
        else:
            yield place, pattern


class World:
    """A city with something of every kind, for each applicant and office its own, and another city beside it."""

    def __init__(self) -> None:
        self.town, self.elsewhere = city.city(), _elsewhere()
        now = timezone.now()
        opened = {
            "opens_at": now - timezone.timedelta(days=30),
            "closes_at": now + timezone.timedelta(days=30),
        }
        self.draft = _draft(self.town, **opened)
        self.case = _case(self.town)
        self.foreign_draft = _draft(self.elsewhere, **opened)
        self.foreign_case = _case(self.elsewhere)
        for town in (self.town, self.elsewhere):
            _commit(town)
        for by in (*self.town.seats.values(), *self.elsewhere.seats.values()):
            _write_to(by)
        _sets()
        for town in (self.town, self.elsewhere):
            _invite(town)
            books.matrix(town)
            brought_in.table(town)
            _decide(town)
            in_hand = city.call(town, published=False)
            record.append(
                chain=f"organisation:{town.bureau.pk}", by=town.by(Role.CASE_OFFICER), action="call.begin"
            )
            _attach(in_hand.versions.get())
            _notices(town)
            reviewed.made(town)
            navigated.made(town)

    def visitor(self, role: Role, *, second_factor: bool = True) -> Client:
        """Give a browser in which who sits on a role has logged in, with a code unless told otherwise."""
        if role is Role.PUBLIC:
            return entered(city.person("演示无身份人员"))
        return entered(self.town.seats[role], second_factor=second_factor)

    def own(self, route: Route, role: Role) -> dict[str, Any]:
        """Give the arguments by which a role asks for what it may know of."""
        return self._arguments(route, self.town, self.draft if role in APPLICANT_ROLES else self.case, role)

    def foreign(self, route: Route, role: Role) -> dict[str, Any]:
        """Give the arguments by which a role asks for what it must not know of: another city's."""
        case = self.foreign_draft if role in APPLICANT_ROLES else self.foreign_case
        hidden = {
            name: FOREIGN[key](self.elsewhere, case, role)
            for name in route.arguments
            if (key := _key(route, name)) in FOREIGN
        }
        return self._arguments(route, self.elsewhere, case, role) | hidden

    def _arguments(self, route: Route, town: city.City, case: Application, role: Role) -> dict[str, Any]:
        return {name: KNOWN[key](town, case, role) for name in route.arguments if (key := _key(route, name))}


def _key(route: Route, name: str) -> str:
    """Find what an argument means: by the route's name, else by the folder it lies in, else by its own name."""
    for key in (f"{route.name} {name}", f"{route.place.split('<')[0]} {name}", name):
        if key in KNOWN:
            return key
    raise AssertionError(
        f"tests/web/matrix.py must know an example of <{name}> in {route.place} ({route.name})"
    )


def known_arguments(route: Route) -> list[str]:
    """Say which arguments of a route the table below knows; raises for one it does not."""
    return [_key(route, name) for name in route.arguments]


Example = Callable[[city.City, Application, Role], Any]


def _always(value: Any) -> Example:
    return lambda town, case, role: value


def _paper(kind: PaperKind) -> Example:
    return lambda town, case, role: str(
        IssuedPaper.objects.get(application__call__issuer=town.bureau, kind=kind).code
    )


def _message(town: city.City, case: Application, role: Role) -> int:
    """A word to whoever sits on the role in that city; the public's is the preparer's, which it may not read."""
    person = town.seats[role].person_id or town.seats[Role.PREPARER].person_id
    return int(Message.objects.get(person_id=person, subject="演示·矩阵").pk)


def _write_to(by: Actor) -> None:
    if by.person_id is not None:
        Message.objects.create(person_id=by.person_id, subject="演示·矩阵", body="演示", at=timezone.now())


def _chain(town: city.City, case: Application, role: Role) -> str:
    """A chain the role may read; for who reads none, its own case's."""
    return (
        f"organisation:{town.bureau.pk}"
        if role is Role.AUDIT_ADMINISTRATOR
        else f"application:{case.reference}"
    )


def _own_mandate(town: city.City, case: Application, role: Role) -> int | None:
    return town.seats[role].mandate_id or town.seats[Role.PREPARER].mandate_id


def _invite(town: city.City) -> None:
    Invitation.objects.create(
        organisation=town.applicant,
        role=Role.PREPARER,
        email=f"invited{town.applicant.pk}@example.cn",
        digest=f"{town.applicant.pk:064}",
        invited_by_id=town.seats[Role.LEGAL_REPRESENTATIVE].person_id,
        invited_at=city.NOON,
        expires_at=timezone.now() + timezone.timedelta(days=7),
    )


def _hand_in(case: Application) -> None:
    content = f"演示证明{case.pk}".encode()
    Store(settings.FILES).keep(BytesIO(content))
    filling.paper(case, "演示·矩阵", "material:standing_papers", content=content)


def _paper_of(town: city.City, case: Application, role: Role) -> int:
    return int(Paper.objects.get(application=case, title="演示·矩阵").pk)


def _attached(current: bool) -> Example:
    """The attachment of the call that is in force, or of the one that is being written."""
    return lambda town, case, role: (
        CallAttachment.objects.get(version__call=case.call if current else _in_hand(town)).pk
    )


def _commit(town: city.City) -> None:
    """A centre whose task book is in force, with a file behind its first tranche, and one to be begun."""
    kept = Store(settings.FILES).keep(BytesIO(b"demo release"))
    task_books.in_force(town, ("演示.txt", KeptFile(kept.sm3, kept.size, "txt", "text/plain")))
    task_books.changed(town)
    task_books.confirmed(town, amount=100_000_000, benefit=law.Benefit.INDUSTRY_CENTRE)
    centres.reported(town, files=[{"name": "演示.txt", "sm3": kept.sm3}])


def _committed(town: city.City, case: Application, role: Role) -> str:
    return str(Application.objects.get(task_book__isnull=False, organisation=town.applicant).reference)


def _to_begin(town: city.City, case: Application, role: Role) -> str:
    found = Application.objects.get(
        task_book=None, last_step=StepKind.CONFIRMED.value, organisation=town.applicant
    )
    return str(found.reference)


def _decided(town: city.City) -> Decision:
    # What a real meeting froze; rows laid by others have nothing frozen.
    frozen = Decision.objects.filter(resolution__code_version__contains="+")
    return frozen.filter(resolution__call__issuer=town.bureau).latest("id")


def _decide(town: city.City) -> None:
    """Hold a meeting on a case of the city's applicant and publish what it decided."""
    under = city.call(town)
    case = onward.accepted(town, under)
    onward.judged(town, case)
    onward.reviewed(town, case, 3_750_000_000)
    onward.funded(town, under)
    onward.published(town, meeting_room.held(town, under))


def _in_hand(town: city.City) -> Call:
    return Call.objects.get(issuer=town.bureau, current=None)


def _notices(town: city.City) -> None:
    """A list that is ready, one in notice with an objection and its proof, and a confirmed one."""
    for which in ("ready", "running", "confirmed"):
        made = noticed.as_rows(town, which)
        if which == "running":
            kept = Store(settings.FILES).keep(BytesIO(b"demo"))
            file = {"name": "演示.txt", "sm3": kept.sm3, "size": kept.size, "media_type": "text/plain"}
            noticed.objection_row(made, files=[file])


def _notice(which: str) -> Example:
    """The reference of the city's list that stands so."""
    return lambda town, case, role: noticed.reference_of(town, which)


def _set(town: city.City, case: Application, role: Role) -> int:
    """A set of the body the role acts for; the public's is the applicant's, which it may not see."""
    by = town.seats[role]
    organisation = by.organisation_id or town.applicant.pk
    return int(PatentSet.objects.get(organisation_id=organisation).pk)


def _sets() -> None:
    """Give every body a set of one patent."""
    person = Person.objects.first()
    for organisation in Organisation.objects.all():
        made = PatentSet.objects.create(
            organisation=organisation, name="演示·矩阵", made_by=person, made_at=timezone.now()
        )
        SetPatent.objects.create(
            set=made, publication="CN105823694B", title="演示", added_by=person, added_at=timezone.now()
        )


KNOWN: dict[str, Example] = {
    "measure_id": _always("cq_2021_65"),
    "number": _always(13),
    "benefit": _always("municipal_centre"),
    "/applications/ reference": lambda town, case, role: case.reference,
    "/bureau/cases/ reference": lambda town, case, role: case.reference,
    "/bureau/task-books/ reference": _committed,
    **{
        f"task-book{page} reference": _committed
        for page in ("", "-propose", "-differences", "-sign", "-docx", "-change-ask")
    },
    **{
        f"task-book-change{page} {name}": example
        for page in ("", "-propose", "-sign", "-end")
        for name, example in (("reference", _committed), ("number", _always(1)))
    },
    "task-book-begin reference": _to_begin,
    "/bureau/construction/ reference": _committed,
    **{f"construction{page} reference": _committed for page in ("", "-report", "-acceptance", "-file")},
    **{f"{page} number": _always(1) for page in ("construction-report", "report-look", "evaluation-propose")},
    "of": _always("report"),
    "row": lambda town, case, role: (
        HalfYearReport.objects.get(grant__application__organisation=town.applicant).pk
    ),
    "/bureau/task-books/ number": _always(1),
    "/bureau/task-books/ place": _always(1),
    "/calls/ reference": lambda town, case, role: case.call.reference,
    "/bureau/calls/ reference": lambda town, case, role: _in_hand(town).reference,
    "/calls/ number": _attached(current=True),
    "/bureau/calls/ number": _attached(current=False),
    "/applications/begin/ call": lambda town, case, role: case.call.reference,
    "/bureau/verification/ reference": lambda town, case, role: case.reference,
    "/bureau/verification/calls/ call": lambda town, case, role: case.call.reference,
    "what": _always("count"),
    "/bureau/review/ call": lambda town, case, role: reviewed.case_of(town).call.reference,
    "/bureau/review/cases/ reference": lambda town, case, role: reviewed.case_of(town).reference,
    "panel": lambda town, case, role: Panel.objects.get(call__issuer=town.bureau).reference,
    "visit": lambda town, case, role: SiteVisit.objects.get(application__call__issuer=town.bureau).pk,
    "/bureau/review/visits/ number": _always(1),
    "agreement": lambda town, case, role: PaperAgreement.objects.get(call__issuer=town.bureau).pk,
    "verification-agreement call": lambda town, case, role: (
        PaperAgreement.objects.get(call__issuer=town.bureau).call.reference
    ),
    "/expert/ reference": lambda town, case, role: reviewed.case_of(town).reference,
    "/expert/ number": lambda town, case, role: reviewed.case_of(town).papers.get().pk,
    "interest": lambda town, case, role: (
        ExpertInterest.objects.get(person_id=town.seats[Role.EXPERT].person_id).pk
    ),
    "place": _always(1),
    "/bureau/meetings/ reference": lambda town, case, role: _decided(town).resolution.item.meeting.reference,
    "/bureau/meetings/ case": lambda town, case, role: _decided(town).application.reference,
    "meeting-case case": lambda town, case, role: _decided(town).application.reference,
    "/bureau/decisions/ reference": lambda town, case, role: _decided(town).resolution.reference,
    "application-decision reference": lambda town, case, role: _decided(town).application.reference,
    "/bureau/cases/waiting/ call": lambda town, case, role: case.call.reference,
    "/notices/ reference": _notice("running"),
    "/results/ reference": _notice("round"),
    "/bureau/notices/ reference": _notice("running"),
    "/bureau/notices/publish/ reference": _notice("ready"),
    "/bureau/notices/objections/ reference": _notice("objection"),
    "bureau-objection-file number": _always(1),
    "stage": _always("received"),
    "/record/chains/ name": _chain,
    "invitation": lambda town, case, role: Invitation.objects.get(organisation=town.applicant).pk,
    "mandate": lambda town, case, role: town.seats[Role.PREPARER].mandate_id,
    "/account/seats/ mandate": _own_mandate,
    "/administration/experts/ person_id": lambda town, case, role: town.seats[Role.EXPERT].person_id,
    "section name": _always("particulars"),
    "person_id": lambda town, case, role: town.seats[Role.PREPARER].person_id,
    "token": _always("demo-token"),
    "landscape-table key": _always("trend"),
    "sm3": brought_in.sm3_of,
    "patent publication": _always("CN105823694B"),
    "api-patent publication": _always("CN105823694B"),
    "api-patent-similar publication": _always("CN105823694B"),
    "patent_set": _set,
    "/applications/ number": _paper_of,
    "version": _always(1),
    "code": _paper(PaperKind.ACCEPTANCE),
    "pot": _always("performance_subsidy"),
    "year": _always(2026),
    "/bureau/ledger/budget/ number": lambda town, case, role: (
        Appropriation.objects.get(book__issuer=town.bureau).pk
    ),
    "/bureau/payments/cases/ reference": lambda town, case, role: (
        Decision.objects.filter(resolution__call__issuer=town.bureau, payment_orders=None)
        .filter(transfers__kind="commit", resolution__call__benefit="performance_subsidy")
        .latest("pk")
        .application.reference
    ),
    "order": lambda town, case, role: (
        PaymentOrder.objects.get(application__call__issuer=town.bureau).reference
    ),
    "deed": _always("send-back"),
    "account": lambda town, case, role: (
        BankAccount.objects.get(check_by_second=None, organisation__applications__call__issuer=town.bureau).pk
    ),
    "file": lambda town, case, role: BankFile.objects.get(by_id=town.seats[Role.FINANCE].person_id).reference,
    "message": _message,
    **navigated.KNOWN,
}
"""An example of every argument a route takes, of the city asked about."""


FOREIGN: dict[str, Example] = {
    "/record/chains/ name": lambda town, case, role: f"application:{case.reference}",
    # Who manages accounts and experts may know of every person, so only nobody is foreign.
    "person_id": _always(888_888_888),
    "/administration/experts/ person_id": _always(888_888_888),
    "/calls/ reference": lambda town, case, role: _in_hand(town).reference,
    "/applications/begin/ call": lambda town, case, role: _in_hand(town).reference,
    **navigated.FOREIGN,
}
"""What is foreign where another city's is open: a call it has not published, a person there is not."""


def entered(by: Actor | Person, *, second_factor: bool = True) -> Client:
    """Give a browser in which a person has logged in, and sits on a seat if there is one."""
    person = by if isinstance(by, Person) else Person.objects.get(pk=by.person_id)
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    if second_factor:
        session[SECOND_FACTOR] = True
    session[CONFIRMED_AT] = timezone.now().isoformat()
    if isinstance(by, Actor):
        session[SEAT] = by.mandate_id
    session.save()
    return client


def _elsewhere() -> city.City:
    """A city whose bureau, district and applicants nobody of the first has to do with."""
    made = city.city()
    for body in (made.applicant, made.other_applicant, made.district_bureau):
        body.district = "万州区"
        body.save()
    assert made.bureau.kind == OrganisationKind.CITY_BUREAU
    return made


def _draft(town: city.City, **window: Any) -> Application:
    case = city.application(town, _call(town, **window))
    _hand_in(case)
    return case


def _case(town: city.City) -> Application:
    """A case that was accepted, with its papers: what everyone of the office who sees cases may see."""
    case = filling.filled(city.application(town, _call(town)))
    _hand_in(case)
    issued.submitted(town, case)
    issued.notice(town, case, PaperKind.ACCEPTANCE)
    return case


def _call(town: city.City, **window: Any) -> Call:
    """A call with an attachment, which was there before it was published."""
    made = city.call(town, published=False, **window)
    version = made.versions.get()
    _attach(version)
    version.sent_by_id, version.sent_at = version.edited_by_id, version.edited_at
    version.approved_by_id = town.seats[Role.ROUND_MANAGER].person_id
    version.published_at = version.opens_at - timezone.timedelta(days=7)
    version.save()
    made.current = version
    made.save()
    return made


def _attach(version: CallVersion) -> None:
    kept = Store(settings.FILES).keep(BytesIO(b"demo"))
    file, _ = StoredFile.objects.get_or_create(
        sm3=kept.sm3, size=kept.size, kind="txt", media_type="text/plain"
    )
    CallAttachment.objects.create(
        version=version, name="演示.txt", file=file, added_by_id=version.edited_by_id, added_at=city.OPENS
    )


def asked(ask: Callable[[str], HttpResponse], address: str) -> HttpResponse:
    """Ask for an address, and read it to its end, which closes the file an answer may hold open."""
    answer = ask(address)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer


@contextmanager
def counting() -> Iterator[list[str]]:
    """Give a list of what is asked of the database meanwhile, but for tests' own savepoints and a demonstration's clock."""
    questions: list[str] = []

    def keep(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if not sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT")) and "records_democlock" not in sql:
            questions.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(keep):
        yield questions


def counted(*, without: set[str]) -> dict[str, int]:
    """Count the rows of every table at once, but for those named."""
    with connection.cursor() as cursor:
        cursor.execute(_counting(frozenset(without)))
        return dict(cursor.fetchall())


@cache
def _counting(without: frozenset[str]) -> str:
    tables = sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)} - without)
    return " UNION ALL ".join(f"SELECT '{table}', COUNT(*) FROM {table}" for table in tables)
