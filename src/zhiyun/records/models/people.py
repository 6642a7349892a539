"""Who may act, for whom and as what: persons, the bodies they act for, and mandates that begin and end."""

from __future__ import annotations

import enum

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class Role(enum.StrEnum):
    """As what a person acts. `PUBLIC` is everyone without a mandate and is never granted."""

    PREPARER = "preparer"
    LEGAL_REPRESENTATIVE = "legal_representative"
    CASE_OFFICER = "case_officer"
    ROUND_MANAGER = "round_manager"
    MEETING_SECRETARY = "meeting_secretary"
    FINANCE = "finance"
    AUDITOR = "auditor"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    SECURITY_ADMINISTRATOR = "security_administrator"
    AUDIT_ADMINISTRATOR = "audit_administrator"
    EXPERT = "expert"
    DISTRICT_OFFICER = "district_officer"
    PUBLIC = "public"

    @property
    def label(self) -> str:
        """The office's word."""
        return str(_ROLE_WORDS[self])


_ROLE_WORDS = {
    Role.PREPARER: _("经办人"),
    Role.LEGAL_REPRESENTATIVE: _("法定代表人"),
    Role.CASE_OFFICER: _("承办人"),
    Role.ROUND_MANAGER: _("轮次负责人"),
    Role.MEETING_SECRETARY: _("会议秘书"),
    Role.FINANCE: _("财务"),
    Role.AUDITOR: _("审计"),
    Role.SYSTEM_ADMINISTRATOR: _("系统管理员"),
    Role.SECURITY_ADMINISTRATOR: _("安全管理员"),
    Role.AUDIT_ADMINISTRATOR: _("审计管理员"),
    Role.EXPERT: _("专家"),
    Role.DISTRICT_OFFICER: _("区县人员"),
    Role.PUBLIC: _("公众"),
}


APPLICANT_ROLES = frozenset({Role.PREPARER, Role.LEGAL_REPRESENTATIVE})
THREE_POWERS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR})
"""三员分立: they manage accounts, rules and logs, never two in one person, and see no cases."""
BUREAU_ROLES = frozenset(
    {Role.CASE_OFFICER, Role.ROUND_MANAGER, Role.MEETING_SECRETARY, Role.FINANCE, Role.AUDITOR}
)


class OrganisationKind(enum.StrEnum):
    """What sort of body people act for."""

    APPLICANT = "applicant"
    CITY_BUREAU = "city_bureau"
    DISTRICT_BUREAU = "district_bureau"

    @property
    def label(self) -> str:
        """The office's word."""
        return str(_KIND_WORDS[self])


_KIND_WORDS = {
    OrganisationKind.APPLICANT: _("申报单位"),
    OrganisationKind.CITY_BUREAU: _("市知识产权局"),
    OrganisationKind.DISTRICT_BUREAU: _("区县知识产权局"),
}


class Organisation(models.Model):
    """A body with a unified social credit code; ``district`` is where it is registered."""

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    credit_code = models.CharField(max_length=18, unique=True)
    district = models.CharField(max_length=30, blank=True)
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(credit_code__regex=r"^[0-9A-HJ-NPQRTUWXY]{18}$"), name="credit_code_of_18"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="organisation_named"),
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in OrganisationKind]), name="organisation_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Person(AbstractBaseUser):
    """A person with a login. Never deleted: departure ends every mandate and every session."""

    email = models.EmailField(max_length=150, unique=True)
    name = models.CharField(max_length=50)
    phone = models.CharField(max_length=20, blank=True)
    joined_at = models.DateTimeField()
    departed_at = models.DateTimeField(null=True, blank=True)
    totp_secret = models.CharField(max_length=64, blank=True)
    totp_confirmed_at = models.DateTimeField(null=True, blank=True)
    totp_last_step = models.BigIntegerField(default=0)
    powers_epoch = models.PositiveIntegerField(default=0)
    """Raised whenever a power is taken away or a secret changes: every session of the person ends."""

    objects = BaseUserManager()

    USERNAME_FIELD = "email"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email__regex=r"^[^A-Z]+$"), name="email_in_lower_case"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def is_active(self) -> bool:
        """A departed person cannot log in."""
        return self.departed_at is None

    @property
    def has_second_factor(self) -> bool:
        """Say whether a one-time code is asked at login."""
        return self.totp_confirmed_at is not None

    def get_session_auth_hash(self) -> str:
        """Bind sessions to the password and to the powers held when they began."""
        return self._session_hash(None)

    def get_session_auth_fallback_hash(self):  # type: ignore[no-untyped-def]  # Django's own signature
        """Yield what a rotated secret key would have given."""
        from django.conf import settings  # noqa: PLC0415 - settings are read when asked, as Django does

        for fallback in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(fallback)

    def _session_hash(self, secret: str | None) -> str:
        bound = f"{self.password}|{self.powers_epoch}"
        return salted_hmac("zhiyun.session", bound, secret=secret, algorithm="sha256").hexdigest()


class Mandate(models.Model):
    """A span of time in which a person acts for a body in a role; ended, never removed."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="mandates")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates")
    role = models.CharField(max_length=30)
    begins_at = models.DateTimeField()
    granted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    ended_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=Q(ended_at=None),
                name="one_mandate_a_role",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(ended_at=None, role="legal_representative"),
                name="one_legal_representative",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(
                    ended_at=None,
                    role__in=["system_administrator", "security_administrator", "audit_administrator"],
                ),
                name="one_of_three_powers",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[str(role) for role in Role if role is not Role.PUBLIC]),
                name="public_is_never_granted",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("begins_at")),
                name="mandate_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.role} {self.organisation}"


class Invitation(models.Model):
    """A word to an e-mail address that it may take up a role; taken up once, within its time.

    Nobody ``invited`` the first administrators: the operator did, on an empty installation.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=30)
    email = models.EmailField(max_length=150)
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.email} {self.role}"


class RecoveryCode(models.Model):
    """A code that stands in once for a lost authenticator; only its digest is kept."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "digest"], name="recovery_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.made_at:%Y-%m-%d}"


class LoginAttempt(models.Model):
    """One try at a secret, for throttling: ``account`` and ``address`` are digests, not what was typed."""

    secret = models.CharField(max_length=20)
    account = models.CharField(max_length=64)
    address = models.CharField(max_length=64)
    at = models.DateTimeField()
    succeeded = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["account", "at"], name="attempts_of_account"),
            models.Index(fields=["address", "at"], name="attempts_of_address"),
            models.Index(fields=["at"], name="attempts_in_time"),
        ]

    def __str__(self) -> str:
        return f"{self.secret} {self.at}"


class ExpertProfile(models.Model):
    """What the bureau must know of an expert in the pool: employer and fields, for drawing panels."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="expert_profile")
    employer = models.CharField(max_length=100)
    employer_code = models.CharField(max_length=18, blank=True)
    title = models.CharField(max_length=50, blank=True)
    fields = models.CharField(max_length=200)
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person}（{self.employer}）"
