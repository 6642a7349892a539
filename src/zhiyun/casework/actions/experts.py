"""The expert pool: what the bureau must know of an expert to draw panels without conflicts."""

from __future__ import annotations

from dataclasses import dataclass

from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.plain_names import body_name_faults, credit_code_faults
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.subjects import ONESELF, PERSON
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said
from zhiyun.records.models import ExpertProfile, Mandate, Person


@dataclass(frozen=True, slots=True)
class Profile:
    """An expert's employer with its credit code, title, and fields separated by 、."""

    employer: str
    employer_code: str
    title: str
    fields: str

    def faults(self) -> list[Fault]:
        """List everything that is wrong with it; the code may be left out, then no conflict is found by it."""
        faults = body_name_faults(name=self.employer, place=Said("工作单位"))
        if self.employer_code:
            faults += credit_code_faults(code=self.employer_code, place=Said("工作单位信用代码"))
        if len(self.title) > 50:
            faults.append(Fault(Said("职称"), Said("最多50个字")))
        if not self.fields.strip() or len(self.fields) > 200:
            faults.append(Fault(Said("专业领域"), Said("请填写，最多200个字，多个领域用、分开")))
        return faults


@action(name="edit_own_profile", words="填写专家信息", on=ONESELF, roles=(Role.EXPERT,))
def edit_own_profile(*, person: Person, by: Actor, profile: Profile) -> Deed:
    """Write one's own profile anew; refuses all faults at once."""
    return _written(person, profile, by)


@action(name="edit_expert_profile", words="维护专家信息", on=PERSON, roles=(Role.SYSTEM_ADMINISTRATOR,))
def edit_profile(*, person: Person, by: Actor, profile: Profile) -> Deed:
    """Write an expert's profile anew; refuses all faults at once, and persons who are no expert."""
    return _written(person, profile, by)


def _written(person: Person, profile: Profile, by: Actor) -> Deed:
    if not Mandate.objects.filter(person=person, role=Role.EXPERT.value, ended_at=None).exists():
        raise NotFound
    if faults := profile.faults():
        raise Faulty(faults)
    before = ExpertProfile.objects.filter(person=person).first()
    written = {
        "employer": profile.employer.strip(),
        "employer_code": profile.employer_code,
        "title": profile.title.strip(),
        "fields": profile.fields.strip(),
    }
    ExpertProfile.objects.update_or_create(person=person, defaults=written | {"updated_at": by.at})
    told = {key: getattr(before, key) for key in written} if before else {}
    return Deed(before=told, after=written)
