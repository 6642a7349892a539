"""An objection as it is written: who, how they can be reached, what they say, with what; anonymous ones are none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from stdnum.cn import ric

from zhiyun.casework.actor import Actor
from zhiyun.casework.calls.publishing import stored
from zhiyun.casework.plain_names import body_name_faults, credit_code_faults, person_name_faults
from zhiyun.casework.publicity import tracking
from zhiyun.casework.publicity.making import next_reference
from zhiyun.casework.receiving import Received
from zhiyun.kernel.refusal import Fault
from zhiyun.kernel.said import Said
from zhiyun.kernel.workdays import Calendar
from zhiyun.records.models import Application, Objection, Publication

LONGEST_WORDS = 3000
LONGEST_CONTACT = 150
MOST_FILES = 3
_OTHER_PAPERS = re.compile(r"[A-Za-z0-9]{6,18}")
_MAIL = re.compile(r"[^@\s,;<>\"]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Written:
    """What an objector writes; ``about`` is the credit code of a unit on the list, empty for the list as a whole.

    ``is_sealed`` says that the unit stands behind it: its seal is on the paper, or it has agreed to the statement.
    """

    from_unit: bool
    name: str
    identity: str
    contact: str
    words: str
    about: str = ""
    is_sealed: bool = False
    files: tuple[Received, ...] = ()

    def faults(self) -> list[Fault]:
        """List everything that is wrong with it."""
        return [*self._who(), *self._what()]

    def _who(self) -> list[Fault]:
        name, identity = self.name.strip(), self.identity.strip().upper()
        if self.from_unit:
            faults = body_name_faults(name=name)
            faults += credit_code_faults(code=identity)
            if not self.is_sealed:
                faults.append(
                    Fault(Said("公章"), Said("单位提出的异议要加盖公章，或者声明已经单位同意并对内容负责"))
                )
            return faults
        faults = person_name_faults(name=name)
        if not (ric.is_valid(identity) if len(identity) == 18 else _OTHER_PAPERS.fullmatch(identity)):
            faults.append(
                Fault(Said("证件号码"), Said("请核对：身份证是18位，末位是校验码；其他证件只含字母和数字"))
            )
        return faults

    def _what(self) -> list[Fault]:
        faults = []
        for place, typed, longest in (
            (Said("联系方式"), self.contact, LONGEST_CONTACT),
            (Said("事实和理由"), self.words, LONGEST_WORDS),
        ):
            if not typed.strip():
                faults.append(Fault(place, Said("请填写")))
            elif len(typed) > longest:
                faults.append(Fault(place, Said("最多%(longest)s字", longest=longest)))
        if len(self.files) > MOST_FILES:
            faults.append(
                Fault(Said("证明材料"), Said("最多%(most)s个文件，请合并后再上传", most=MOST_FILES))
            )
        return faults

    def identity_kept(self) -> str:
        """Give what is kept of the identity: a unit's code whole, of a person's number only both ends."""
        identity = self.identity.strip().upper()
        if self.from_unit:
            return identity
        return f"{identity[:3]}{'*' * (len(identity) - 5)}{identity[-2:]}"


def about(*, publication: Publication, credit_code: str) -> Application | None:
    """Give the application of a unit on the list; None for the list as a whole."""
    if not credit_code:
        return None
    given = publication.resolution.decisions.filter(supported=True).select_related(
        "application__organisation"
    )
    found = given.filter(application__organisation__credit_code=credit_code).first()
    return found.application if found is not None else None


def same(*, publication: Publication, written: Written) -> Objection | None:
    """Give the objection that was filed with the very same words, as a second click files it."""
    return Objection.objects.filter(
        publication=publication,
        about=about(publication=publication, credit_code=written.about),
        name=written.name.strip(),
        identity=written.identity_kept(),
        contact=written.contact.strip(),
        words=written.words.strip(),
    ).first()


def kept(
    *,
    publication: Publication,
    written: Written,
    received_at: Any,
    calendar: Calendar,
    by: Actor,
    received_on: Any,
) -> Objection:
    """Keep an objection inside the action that takes it; its last day for an answer is counted from its receipt."""
    reference = next_reference(kind="objection", prefix="YY", year=by.day.year)
    workdays = int(publication.content.get("handling_workdays", 5))
    return Objection.objects.create(
        reference=reference,
        tracking=tracking.digest(code=tracking.code_of(reference=reference)),
        publication=publication,
        about=about(publication=publication, credit_code=written.about),
        from_unit=written.from_unit,
        name=written.name.strip(),
        identity=written.identity_kept(),
        contact=written.contact.strip(),
        words=written.words.strip(),
        files=[_file(each) for each in written.files],
        received_at=received_at,
        taken_down_by_id=by.person_id,
        workdays=workdays,
        answer_by=calendar.workday_after(received_on, workdays),
    )


def mail_of(*, contact: str) -> str:
    """Give the e-mail address in a contact; empty where it has none."""
    found = _MAIL.search(contact)
    return found.group() if found is not None else ""


def _file(received: Received) -> dict[str, Any]:
    row = stored(file=received.file)
    return {
        "name": received.name,
        "sm3": row.sm3,
        "size": row.size,
        "media_type": row.media_type,
        "verdict": received.verdict,
    }
