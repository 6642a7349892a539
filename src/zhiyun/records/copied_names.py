"""Triggers that hold a name copied for a check to the row it is copied from.

That two people act is a CHECK over one row (`nobody_pays_what_they_decided` and its like), so the first one's name is
repeated beside the second's. A copy that said anybody else would let one person act twice: it is refused. The trigger
runs after the row's own checks, and none of these rows is ever changed (`records.append_only`).
"""

from __future__ import annotations

from collections.abc import Iterator

COPIES = {
    ("records_verdictcheck", "written_by_id"): (
        "SELECT by_id FROM records_dealverdict WHERE id = NEW.verdict_id"
    ),
    ("records_paperagreementcheck", "entered_by_id"): (
        "SELECT entered_by_id FROM records_paperagreement WHERE id = NEW.agreement_id"
    ),
    ("records_verification", "proposed_by_id"): (
        "SELECT by_id FROM records_verificationproposal"
        " WHERE application_id = NEW.application_id ORDER BY id DESC LIMIT 1"
    ),
    ("records_minutesapproval", "written_by_id"): (
        "SELECT written_by_id FROM records_minutes WHERE id = NEW.minutes_id"
    ),
    ("records_appropriationcheck", "entered_by_id"): (
        "SELECT entered_by_id FROM records_appropriation WHERE id = NEW.appropriation_id"
    ),
    ("records_bankaccountcheck", "entered_by_id"): (
        "SELECT entered_by_id FROM records_bankaccount WHERE id = NEW.account_id"
    ),
    ("records_paymentapproval", "prepared_by_id"): (
        "SELECT prepared_by_id FROM records_paymentorder WHERE id = NEW.order_id"
    ),
    ("records_paymentapproval", "decided_by_id"): (
        "SELECT r.by_id FROM records_paymentorder o JOIN records_decision d ON d.id = o.decision_id"
        " JOIN records_resolution r ON r.id = d.resolution_id WHERE o.id = NEW.order_id"
    ),
    ("records_objectionanswer", "decided_by_id"): (
        "SELECT r.by_id FROM records_objection o JOIN records_publication p ON p.id = o.publication_id"
        " JOIN records_resolution r ON r.id = p.resolution_id WHERE o.id = NEW.objection_id"
    ),
    ("records_evaluationruling", "proposed_by_id"): (
        "SELECT by_id FROM records_evaluation WHERE id = NEW.proposal_id"
    ),
    ("records_acceptanceruling", "proposed_by_id"): (
        "SELECT by_id FROM records_acceptanceproposal WHERE id = NEW.proposal_id"
    ),
    ("records_recoveryruling", "proposed_by_id"): (
        "SELECT by_id FROM records_recoveryproposal WHERE id = NEW.proposal_id"
    ),
}
"""Each copied name, by table and column, and the question for the name it is copied from."""
REFUSED = "a copied name is that of its row"


def install(vendor: str) -> Iterator[str]:
    """Give the statements that make every trigger."""
    for (table, column), origin in COPIES.items():
        if vendor == "postgresql":
            yield f"""
                CREATE OR REPLACE FUNCTION {table}_{column}_copied() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF NEW.{column} IS DISTINCT FROM ({origin}) THEN
                        RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NULL;
                END $$"""
            yield (
                f"CREATE TRIGGER {table}_{column}_true AFTER INSERT ON {table}"
                f" FOR EACH ROW EXECUTE FUNCTION {table}_{column}_copied()"
            )
        else:
            yield (
                f"CREATE TRIGGER {table}_{column}_true AFTER INSERT ON {table}"
                f" WHEN NEW.{column} IS NOT ({origin}) BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
            )


def remove(vendor: str) -> Iterator[str]:
    """Give the statements that drop every trigger."""
    for table, column in COPIES:
        yield f"DROP TRIGGER IF EXISTS {table}_{column}_true" + (
            f" ON {table}" if vendor == "postgresql" else ""
        )
