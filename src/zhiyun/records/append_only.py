"""Triggers that hold what is append-only, in the words of each database.

A row of these tables is never changed or removed, whoever asks. SQLite needs the third trigger because
`REPLACE INTO` deletes without firing a delete trigger unless `recursive_triggers` is on; both stand guard.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

APPEND_ONLY = {
    "records_event": "id",
    "records_dailyroot": "id",
    "records_applicationstep": "id",
    "records_submission": "id",
    "records_correctionnotice": "id",
    "records_correctionsection": "id",
    "records_firstlook": "id",
    "records_issuedpaper": "id",
    "records_paperversion": "id",
    "records_storedfile": "sm3",
    **dict.fromkeys(
        (
            "records_reviewscheme",
            "records_panel",
            "records_conflictdeclaration",
            "records_conflictruling",
            "records_scoresheet",
            "records_signedjudgement",
            "records_sitevisit",
            "records_siterecord",
            "records_sitescan",
            "records_paperagreement",
            "records_paperagreementcheck",
            "records_sitesignature",
            "records_panelopinion",
            "records_opinionsignature",
            "records_dealverdict",
            "records_verdictcheck",
            "records_inquiry",
            "records_inquiryanswer",
            "records_inquiryextension",
            "records_sharedright",
            "records_verification",
            "records_verificationproposal",
            "records_meetingrecusal",
            "records_conclusion",
            "records_vote",
            "records_minutes",
            "records_minutesapproval",
            "records_resolution",
            "records_decision",
            "records_publication",
            "records_objection",
            "records_objectionquestion",
            "records_objectionreply",
            "records_objectionanswer",
            "records_confirmation",
            "records_taskbook",
            "records_taskbookversion",
            "records_taskbooksignature",
            "records_changeagreement",
            "records_changeend",
            "records_grant",
            "records_grantchange",
            "records_tranche",
            "records_trancheend",
            "records_trancherelease",
            "records_halfyearreport",
            "records_reportlook",
            "records_acceptancerequest",
            "records_acceptanceproposal",
            "records_acceptanceruling",
            "records_evaluation",
            "records_evaluationruling",
            "records_recoveryproposal",
            "records_recoveryruling",
            "records_recoveryreceipt",
            "records_patentfile",
            "records_patentreading",
            "records_appropriation",
            "records_appropriationcheck",
            "records_accountcooling",
            "records_bankaccount",
            "records_bankaccountcheck",
            "records_paymentorder",
            "records_paymentapproval",
            "records_bankfile",
            "records_paymentstep",
            "records_transfer",
            "records_navigationrecord",
            "records_navigationuse",
            "records_applicantdecision",
        ),
        "id",
    ),
}
"""Tables whose rows only come, with their keys."""

PUBLISHED = {
    "records_callversion": "OLD.published_at IS NOT NULL",
    "records_callattachment": (
        "EXISTS (SELECT 1 FROM records_callversion v WHERE v.id = OLD.version_id AND v.published_at IS NOT NULL)"
    ),
}
"""Tables whose rows stop changing once published, with the condition for it."""

NOT_AFTER = {
    "records_callattachment": (
        "EXISTS (SELECT 1 FROM records_callversion v WHERE v.id = NEW.version_id AND v.published_at IS NOT NULL)"
    ),
}
"""Tables to which no row comes any more once what it belongs to is published, with the condition for it."""


def install(vendor: str) -> Iterator[str]:
    """Give the statements that make every trigger."""
    for table, key in APPEND_ONLY.items():
        yield from _guard(vendor, table, "TRUE" if vendor == "postgresql" else "1", key)
    for table, condition in PUBLISHED.items():
        yield from _guard(vendor, table, condition, "id")
    for table, condition in NOT_AFTER.items():
        yield _not_after(vendor, table, condition)


def remove(vendor: str) -> Iterator[str]:
    """Give the statements that drop every trigger: for taking a test database apart, and for going back."""
    for table in (*APPEND_ONLY, *PUBLISHED):
        if vendor == "postgresql":
            yield f"DROP TRIGGER IF EXISTS {table}_kept ON {table}"
            yield f"DROP TRIGGER IF EXISTS {table}_not_emptied ON {table}"
        else:
            for name in ("kept_update", "kept_delete", "kept_replace"):
                yield f"DROP TRIGGER IF EXISTS {table}_{name}"
    for table in NOT_AFTER:
        yield f"DROP TRIGGER IF EXISTS {table}_not_after" + (f" ON {table}" if vendor == "postgresql" else "")


def run(statements: Iterator[str], schema_editor: Any) -> None:
    """Run the statements on the database a migration works on."""
    with schema_editor.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _guard(vendor: str, table: str, condition: str, key: str) -> Iterator[str]:
    if vendor == "postgresql":
        yield from _postgresql(table, condition)
    else:
        yield from _sqlite(table, condition, key)


def _not_after(vendor: str, table: str, condition: str) -> str:
    if vendor != "postgresql":
        refuse = f"SELECT RAISE(ABORT, '{table} is append-only')"
        return (
            f"CREATE TRIGGER {table}_not_after BEFORE INSERT ON {table} WHEN {condition} BEGIN {refuse}; END"
        )
    return f"""
        CREATE OR REPLACE FUNCTION {table}_late() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {condition} THEN
                RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER {table}_not_after BEFORE INSERT ON {table}
            FOR EACH ROW EXECUTE FUNCTION {table}_late()"""


def _postgresql(table: str, condition: str) -> Iterator[str]:
    yield f"""
        CREATE OR REPLACE FUNCTION {table}_keep() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {condition} THEN
                RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        END $$"""
    yield (
        f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_keep()"
    )
    yield f"""
        CREATE OR REPLACE FUNCTION {table}_stay() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation';
        END $$"""
    yield (
        f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_stay()"
    )


def _sqlite(table: str, condition: str, key: str) -> Iterator[str]:
    refuse = f"SELECT RAISE(ABORT, '{table} is append-only')"
    for name, event in (("kept_update", "UPDATE"), ("kept_delete", "DELETE")):
        yield f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} WHEN {condition} BEGIN {refuse}; END"
    # The row that would be replaced stands for OLD, which an insert does not have.
    exists = f"EXISTS (SELECT 1 FROM {table} AS OLD WHERE OLD.{key} = NEW.{key} AND {condition})"  # noqa: S608 - names of our own
    yield f"CREATE TRIGGER {table}_kept_replace BEFORE INSERT ON {table} WHEN {exists} BEGIN {refuse}; END"
