"""Rows the database must take and rows it must refuse, filled in by what the fields of a model are."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Model

from tests.casework import city
from zhiyun.records.models import (
    AcceptanceProposal,
    AcceptanceRequest,
    AcceptanceRuling,
    AccountCooling,
    ApplicantDecision,
    ApplicationStep,
    AppropriationCheck,
    BankAccount,
    BankAccountCheck,
    CallVersion,
    ChangeAgreement,
    ChangeEnd,
    Conclusion,
    Confirmation,
    DealVerdict,
    Decision,
    Evaluation,
    EvaluationRuling,
    ExpertInterest,
    FirstLook,
    GrantChange,
    Inquiry,
    InquiryExtension,
    Mandate,
    MinutesApproval,
    NavigationRecord,
    NavigationUse,
    ObjectionAnswer,
    OpinionSignature,
    Organisation,
    PaperAgreementCheck,
    PaymentApproval,
    PaymentStep,
    Person,
    Publication,
    RecoveryProposal,
    RecoveryRuling,
    ReportLook,
    Resolution,
    ReviewPhase,
    SignedJudgement,
    StatedFact,
    TaskBookSignature,
    TaskBookVersion,
    Transfer,
    VerdictCheck,
    Verification,
    VerificationProposal,
    Vote,
)

_numbers = itertools.count(1)


@dataclass(frozen=True)
class As:
    """The same as another field of the row."""

    field: str


@dataclass(frozen=True)
class Of:
    """What another row, which the row names, tells."""

    told: Callable[[Any], Any]


@dataclass(frozen=True)
class Fresh:
    """What is made anew for each row, of a number no other row has."""

    made: Callable[[int], Any]


Values = Mapping[str, Any]

_SOMEBODY = Fresh(lambda number: row(Person))
_PUBLISHED = {"sent_at": city.NOON, "published_at": city.NOON}
_CORRECTED = {"supersedes": Fresh(lambda number: row(NavigationRecord))}
_ANOTHER_BODY = Fresh(lambda number: row(Organisation))

_LATER = city.NOON + timedelta(days=7)

GOOD: dict[type[Model], Values] = {
    ApplicationStep: {"kind": "begun"},
    CallVersion: {"closes_at": city.NOON + timedelta(days=1)},
    FirstLook: {"accepted": True},
    Mandate: {"role": "case_officer"},
    Organisation: {
        "kind": "applicant",
        "credit_code": Fresh(lambda number: city.credit_code(10_000_000 + number)),
    },
    StatedFact: {"truth": True},
    AcceptanceProposal: {"attempt": 1},
    AcceptanceRequest: {"attempt": 1},
    AcceptanceRuling: {"attempt": 1, "good": True, "proposed_by": Of(lambda made: made.proposal.by)},
    RecoveryProposal: {"due_on": _LATER.date()},
    RecoveryRuling: {"good": True, "proposed_by": Of(lambda made: made.proposal.by)},
    ReportLook: {"good": True},
    AccountCooling: {"workdays": 5},
    BankAccount: {"number": "1234567890"},
    Conclusion: {"by_consensus": True},
    ChangeAgreement: {"side": "bureau"},
    ChangeEnd: {"side": "bureau"},
    Confirmation: {"day": _LATER.date(), "last_on": city.NOON.date()},
    Evaluation: {"day": _LATER.date(), "total_hundredths": 8_000},
    EvaluationRuling: {"good": True, "proposed_by": Of(lambda made: made.proposal.by)},
    DealVerdict: {"verdict": "counted", "counted_fen": 1, "ceiling_fen": 1},
    Decision: {"supported": True, "amount_fen": 1},
    ExpertInterest: {"tie": "shareholding"},
    Inquiry: {"workdays": 5},
    InquiryExtension: {"workdays": 5},
    AppropriationCheck: {"entered_by": Of(lambda made: made.appropriation.entered_by)},
    BankAccountCheck: {"entered_by": Of(lambda made: made.account.entered_by)},
    MinutesApproval: {"written_by": Of(lambda made: made.minutes.written_by)},
    ObjectionAnswer: {
        "outcome": "dismissed",
        "effect": "",
        "decided_by": Of(lambda made: made.objection.publication.resolution.by),
    },
    PaperAgreementCheck: {"good": True, "entered_by": Of(lambda made: made.agreement.entered_by)},
    PaymentApproval: {
        "prepared_by": Of(lambda made: made.order.prepared_by),
        "decided_by": Of(lambda made: made.order.decision.resolution.by),
    },
    NavigationRecord: {
        "kind": "industry",
        "classes": ["H01M"],
        "files": ["演示"],
        "number": Of(lambda made: 2 if made.supersedes else 1),
        "because": Of(lambda made: "演示原因" if made.supersedes else ""),
        "superseded_of": Of(lambda made: made.organisation if made.supersedes else None),
    },
    NavigationUse: {"files": ["演示"]},
    ApplicantDecision: {"first": "演示甲", "second": "演示乙", "verdict": "same"},
    OpinionSignature: {"agrees": True},
    PaymentStep: {"kind": "prepared"},
    Publication: {"because": "演示原因"},
    Resolution: {"because": "演示原因"},
    ReviewPhase: {"ends_at": _LATER},
    SignedJudgement: {"on_behalf": "bureau"},
    TaskBookSignature: {"side": "bureau"},
    TaskBookVersion: {"side": "bureau"},
    Transfer: {"kind": "appropriate", "taken_from": "appropriation", "put_into": "available"},
    VerdictCheck: {"agrees": True, "written_by": Of(lambda made: made.verdict.by)},
    Verification: {
        "application": Fresh(lambda number: row(VerificationProposal).application),
        "proposed_by": Of(lambda made: made.application.proposals.latest("id").by),
    },
    Vote: {"choice": "for"},
}
"""What a row needs to be taken where its fields alone do not tell; add a model only when it needs something."""

BAD: dict[str, tuple[Values, ...]] = {
    "search_has_a_name": ({"name": ""},),
    "set_has_a_name": ({"name": ""},),
    "tag_is_a_word": ({"word": ""},),
    "settled_for_a_reason": ({"because": ""},),
    "correction_names_a_phrase": ({"phrase": ""},),
    "applicant_decision_about_two": ({"first": ""}, {"second": ""}, {"first": "演示乙"}),
    "applicant_decision_says_what": ({"verdict": "perhaps"},),
    "step_of_a_kind": ({"kind": "forgotten"},),
    "asked_not_negative": ({"asked_fen": -1},),
    "claimed_not_negative": ({"claimed_fen": -1},),
    "counted_not_negative": ({"counted_fen": -1},),
    "correction_has_a_reason": ({"reason": ""},),
    "refused_with_a_reason": ({"accepted": False, "reason": ""},),
    "call_closes_after_it_opens": ({"closes_at": As("opens_at")},),
    "published_by_approval": (
        {**_PUBLISHED, "sent_by": As("edited_by")},
        {"sent_by": As("edited_by"), "approved_by": _SOMEBODY},
        {**_PUBLISHED, "approved_by": _SOMEBODY},
    ),
    "approved_by_a_second_person": (
        {**_PUBLISHED, "sent_by": As("edited_by"), "approved_by": As("edited_by")},
        {
            **_PUBLISHED,
            "sent_by": _SOMEBODY,
            "approved_by": As("sent_by"),
        },
        {
            **_PUBLISHED,
            "sent_by": _SOMEBODY,
            "approved_by": As("edited_by"),
        },
    ),
    "correction_clock": ({"correction_workdays": 0}, {"correction_workdays": 61}),
    "discarded_with_a_reason": (
        {"discarded_at": city.NOON, "discarded_because": "演示"},
        {"discarded_at": city.NOON, "discarded_by": As("begun_by")},
        {"discarded_by": As("begun_by"), "discarded_because": "演示"},
        {"discarded_because": "演示"},
    ),
    "nothing_published_is_discarded": (
        {
            "current": Fresh(lambda number: row(CallVersion)),
            "discarded_at": city.NOON,
            "discarded_by": As("begun_by"),
            "discarded_because": "演示",
        },
    ),
    "draft_asks_no_less": ({"asked_fen": -1},),
    "fact_of_one_kind": (
        {"truth": None},
        {"truth": True, "whole": 1},
        {"whole": 1, "truth": None, "day": city.NOON.date()},
        {"truth": True, "penalties": []},
    ),
    "budget_not_negative": ({"public_fen": -1}, {"own_fen": -1}),
    "deal_amounts_not_negative": ({"money_fen": -1}, {"contract_fen": -1}),
    "events_count_from_one": ({"seq": 0},),
    "nothing_infected_is_kept": ({"verdict": "infected"},),
    "credit_code_of_18": (
        {"credit_code": "91500000123456789"},
        {"credit_code": "91500000123456789i"},
        {"credit_code": "91500000123456789I"},
    ),
    "organisation_named": ({"name": ""},),
    "organisation_of_a_kind": ({"kind": "bank"},),
    "email_in_lower_case": ({"email": "Demo@example.cn"},),
    "public_is_never_granted": ({"role": "public"}, {"role": "minister"}),
    "mandate_ends_after_it_begins": ({"ended_at": city.NOON - timedelta(seconds=1)},),
    # review
    "phase_ends_after_it_begins": ({"ends_at": As("begins_at")},),
    "leaves_a_panel_with_a_reason": ({"left_at": city.NOON, "left_because": ""},),
    "assignment_ends_with_a_reason": ({"ended_at": city.NOON, "ended_because": ""},),
    "interest_of_a_kind": ({"tie": "friendship"},),
    "interest_names_a_body": ({"body": ""},),
    "conflict_declared_with_words": ({"conflicted": True, "words": ""},),
    "conflict_ruled_with_a_reason": ({"reason": ""},),
    "nobody_rules_on_own_conflict": ({"by": As("person")},),
    "judged_with_an_opinion": ({"opinion": ""},),
    "judged_on_behalf": ({"on_behalf": "applicant"},),
    "proposal_not_negative": ({"proposed_fen": -1},),
    "opinion_has_words": ({"words": ""},),
    "dissent_has_words": ({"agrees": False, "dissent": ""},),
    # verification
    "verdict_of_a_kind": ({"verdict": "postponed", "reason": "演示"},),
    "less_is_counted_with_a_reason": ({"verdict": "reduced", "reason": ""},),
    "counts_no_more_than_the_ledger": (
        {"counted_fen": 2, "ceiling_fen": 1},
        {"counted_fen": -1},
    ),
    "rejected_counts_nothing": ({"verdict": "rejected", "reason": "演示", "counted_fen": 1},),
    "verdict_checked_by_a_second_person": ({"by": As("written_by")},),
    "verdict_sent_back_with_a_reason": ({"agrees": False, "reason": ""},),
    "inquiry_has_words": ({"words": ""},),
    "inquiry_clock": ({"workdays": 0}, {"workdays": 61}),
    "inquiry_extended_with_a_reason": ({"reason": ""},),
    "extension_clock": ({"workdays": 0}, {"workdays": 61}),
    "answer_has_words": ({"words": ""},),
    "proposed_not_negative": ({"counted_fen": -1},),
    "right_shared_with_a_reason": ({"reason": ""},),
    "verified_not_negative": ({"counted_fen": -1},),
    "verification_closed_by_a_second_person": ({"by": As("proposed_by")},),
    # meeting and decision
    "quorum_of_one_at_least": ({"quorum": 0},),
    "closed_after_it_opened": ({"closed_at": city.NOON, "opened_at": None},),
    "agenda_not_negative": ({"proposed_fen": -1},),
    "recused_with_a_reason": ({"reason": ""},),
    "departs_with_a_reason": ({"departs": True, "departs_because": ""},),
    "conclusion_not_negative": ({"supported_fen": -1},),
    "voted_where_no_consensus": ({"by_consensus": False},),
    "vote_of_a_kind": ({"choice": "perhaps"},),
    "minutes_approved_by_a_second_person": ({"by": As("written_by")},),
    "pot_not_negative": ({"pot_fen": -1},),
    "superseded_with_a_reason": ({"supersedes": Fresh(lambda number: row(Resolution)), "because": ""},),
    "nothing_for_the_unsupported": (
        {"supported": False, "reason": "演示", "amount_fen": 1},
        {"amount_fen": -1},
    ),
    "declined_with_a_reason": ({"supported": False, "amount_fen": 0, "reason": ""},),
    "no_more_than_the_entitlement": ({"amount_fen": 2, "entitled_fen": 1},),
    # notice
    "notice_ends_after_it_begins": ({"last_on": city.NOON.date() - timedelta(days=1)},),
    "list_superseded_with_a_reason": ({"supersedes": Fresh(lambda number: row(Publication)), "because": ""},),
    "no_anonymous_objection": ({"name": ""}, {"contact": ""}),
    "objection_has_words": ({"words": ""},),
    "party_asked_something": ({"words": ""},),
    "party_replied_something": ({"words": ""},),
    "objection_answered_in_a_kind": ({"outcome": "forgotten"},),
    "objection_answered_with_words": ({"words": ""},),
    "objection_answered_by_who_did_not_decide": ({"by": As("decided_by")},),
    "upheld_with_an_effect": (
        {"outcome": "upheld", "effect": ""},
        {"outcome": "dismissed", "effect": "removed"},
        {"outcome": "dismissed", "verified_fen": 1},
    ),
    "confirmed_after_the_last_day": ({"day": As("last_on")},),
    "sat_on_again_with_a_reason": ({"revises": Fresh(lambda number: row(Resolution)), "because": ""},),
    "paper_agreement_titled": ({"title": ""},),
    "paper_agreement_checked_by_a_second_person": ({"by": As("entered_by")},),
    "paper_agreement_turned_down_with_a_reason": ({"good": False, "reason": ""},),
    # task book
    "task_book_of_two_sides": ({"side": "bank"},),
    "signed_by_a_side": ({"side": "bank"},),
    "construction_ends_after_it_begins": ({"last_on": city.NOON.date() - timedelta(days=1)},),
    "grant_of_something": ({"amount_fen": 0},),
    "tranche_of_something": ({"amount_fen": 0},),
    "change_of_a_side": ({"side": "bank"},),
    "change_with_a_reason": ({"reason": ""},),
    "change_ended_by_a_side": ({"side": "bank"},),
    "change_ended_with_words": ({"words": ""},),
    "changed_before_construction_ends": ({"last_on": city.NOON.date() - timedelta(days=1)},),
    "changed_grant_of_something": ({"amount_fen": 0},),
    "released_with_words": ({"words": ""},),
    # construction
    "report_covers_days": ({"covers_to": city.NOON.date() - timedelta(days=1)},),
    "report_of_four_parts": ({"progress": ""}, {"results": ""}, {"spending": ""}, {"plan": ""}),
    "report_sent_back_with_words": ({"good": False, "words": ""},),
    "asked_for_one_of_two_acceptances": ({"attempt": 3},),
    "acceptance_asked_with_words": ({"words": ""},),
    "one_of_two_acceptances": ({"attempt": 3}, {"attempt": 0}),
    "acceptance_with_an_opinion": ({"opinion": ""},),
    "visit_with_its_day_and_words": (
        {"inspected_on": city.NOON.date(), "inspected": ""},
        {"inspected": "演示记录"},
    ),
    "ruled_on_one_of_two_acceptances": ({"attempt": 3},),
    "acceptanceruling_by_a_second_person": ({"by": As("proposed_by")},),
    "acceptanceruling_turned_down_with_a_reason": ({"good": False, "reason": ""},),
    "evaluation_covers_days": ({"covers_to": city.NOON.date() - timedelta(days=1)},),
    "evaluated_when_it_is_over": ({"day": As("covers_to")},),
    "evaluated_within_a_hundred_points": ({"total_hundredths": -1}, {"total_hundredths": 10_001}),
    "evaluated_with_an_opinion": ({"opinion": ""},),
    "evaluationruling_by_a_second_person": ({"by": As("proposed_by")},),
    "evaluationruling_turned_down_with_a_reason": ({"good": False, "reason": ""},),
    "recovery_of_something": ({"amount_fen": 0}, {"interest_fen": -1}),
    "recovery_due_after_it_is_proposed": ({"due_on": As("day")},),
    "recoveryruling_by_a_second_person": ({"by": As("proposed_by")},),
    "recoveryruling_turned_down_with_a_reason": ({"good": False, "reason": ""},),
    "recovered_something": ({"amount_fen": 0},),
    "recovered_by_a_bank_number": ({"bank_reference": ""},),
    "patent_file_is_named": ({"name": ""},),
    # navigation
    "navigation_of_a_kind": ({"kind": "galaxy"},),
    "navigation_told_in_full": ({"title": ""}, {"industry": ""}, {"query": ""}, {"summary": ""}),
    "navigation_with_classes_and_a_report": ({"classes": []}, {"files": []}),
    "navigation_on_data_there_already_was": ({"data_on": _LATER.date()},),
    "navigation_corrected_with_a_reason": (
        {"number": 2},
        {"number": 0},
        {"because": "演示"},
        {"superseded_of": As("organisation")},
        {**_CORRECTED, "because": ""},
        {**_CORRECTED, "number": 1},
        {**_CORRECTED, "superseded_of": None},
    ),
    "navigation_corrected_by_whose_it_is": ({**_CORRECTED, "superseded_of": _ANOTHER_BODY},),
    "navigation_use_told_in_full": ({"user": ""}, {"used_for": ""}, {"words": ""}),
    "navigation_use_with_a_proof": ({"files": []},),
    "navigation_used_between_its_data_and_now": (
        {"used_on": _LATER.date()},
        {"used_on": city.NOON.date() - timedelta(days=1)},
    ),
    # payment
    "appropriation_of_something": ({"amount_fen": 0},),
    "appropriated_by_a_document": ({"document": ""},),
    "appropriation_checked_by_a_second_person": ({"by": As("entered_by")},),
    "appropriation_turned_down_with_a_reason": ({"good": False, "reason": ""},),
    "cooling_of_days": ({"workdays": 0}, {"workdays": 61}),
    "cooling_with_a_reason": ({"because": ""},),
    "account_of_digits": ({"number": "1234567"}, {"number": "12345678a"}, {"number": "1" * 33}),
    "account_named": ({"holder": ""}, {"bank": ""}),
    "account_checked_by_a_second_person": ({"by": As("entered_by")},),
    "account_checked_with_words": ({"reason": ""},),
    "order_of_something": ({"amount_fen": 0},),
    "order_under_four_eyes": ({"by": As("prepared_by")},),
    "nobody_pays_what_they_decided": ({"by": As("decided_by")},),
    "nobody_orders_what_they_decided": ({"prepared_by": As("decided_by")},),
    "payment_step_of_a_kind": ({"kind": "lost"},),
    "payment_step_of_something": ({"amount_fen": 0},),
    # ledger
    "no_balance_below_nothing": (),
    "never_above_the_cap": (),
    "never_above_the_appropriation": (),
    "transfer_of_something": ({"amount_fen": 0}, {"amount_fen": -1}),
    "transfer_says_why": ({"words": ""},),
    "transfer_between_its_accounts": ({"put_into": "paid"}, {"kind": "pay"}, {"taken_from": "reserved"}),
}
"""For each check of the models, by its name, what turns a row that is taken into one that must be refused.

The balances of a book are no input: what their three checks refuse is tried by transfers in `test_balances`.
"""

TWICE: dict[str, tuple[Values, ...]] = {
    "one_legal_representative": ({"role": "legal_representative"},),
    "one_of_three_powers": (
        {"role": "system_administrator"},
        {"role": "security_administrator"},
        {"role": "audit_administrator"},
    ),
    "one_mandate_a_role": ({"ended_at": None},),
    "one_version_in_hand": ({"published_at": None},),
    "one_chair_a_panel": ({"chairs": True},),
    "call_first_decided_once": ({"supersedes": None},),
    "tranche_numbered": ({"change": None},),
    "changed_tranche_numbered": ({"change": Fresh(lambda number: row(GrantChange))},),
    "resolution_numbered": ({"supersedes": Fresh(lambda number: row(Resolution))},),
    "accepted_or_failed_once_an_attempt": ({"good": True},),
    "evaluated_once_a_span": ({"good": True},),
    "recovered_by_one_order": ({"good": True},),
    "assigned_once": ({"ended_at": None},),
    "one_presides_a_meeting": ({"presides": True},),
    "bank_word_counts_once": ({"bank_reference": "演示回单1"},),
    "order_sent_once": ({"kind": "sent"},),
    "version_numbered": (
        {
            **_PUBLISHED,
            "sent_by": As("edited_by"),
            "approved_by": _SOMEBODY,
        },
    ),
}
"""For each uniqueness under a condition, what makes its condition hold; others need nothing, unless in each other's way."""


def unsaved(model: type[Model], **given: Any) -> Model:
    """Fill in a row that is taken, but for what is given."""
    number = next(_numbers)
    values = {**GOOD.get(model, {}), **given}
    made = model()
    for field in model._meta.concrete_fields:
        if field.name in values or field.attname in values:
            value = values.get(field.name, values.get(field.attname))
            if not isinstance(value, As | Of):
                setattr(made, field.name, value.made(number) if isinstance(value, Fresh) else value)
        elif not (field.null or field.blank or field.has_default() or isinstance(field, models.AutoField)):
            setattr(made, field.name, _filling(field, number))
    for name, value in values.items():
        if isinstance(value, Of):
            setattr(made, name, value.told(made))
    for name, value in values.items():
        if isinstance(value, As):
            setattr(made, name, getattr(made, value.field))
    return made


def row(model: type[Model], **given: Any) -> Model:
    """Make a row that is taken."""
    made = unsaved(model, **given)
    made.save(force_insert=True)
    return made


def _filling(field: models.Field[Any, Any], number: int) -> Any:
    """Give something a field takes, another one for each row where it can be."""
    if isinstance(field, models.ForeignKey):
        return row(field.related_model)
    if isinstance(field, models.EmailField):
        return f"demo{number}@example.invalid"
    if isinstance(field, models.CharField | models.TextField):
        return f"演示{number}"
    if isinstance(field, models.DateTimeField):
        return city.NOON
    if isinstance(field, models.DateField):
        return city.NOON.date()
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.JSONField):
        return {}
    assert isinstance(field, models.IntegerField), f"tests/records/planted.py cannot fill in {field}"
    return number
