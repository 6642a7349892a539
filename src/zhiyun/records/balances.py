"""Triggers that keep a year's balances beside its transfers, so that caps are constraints of the database.

The balances say nothing of their own: a transfer added writes them, and an update that would make them say anything
but the sum of the transfers is refused. The cap and the appropriation are CHECKs over them (`models.YearBook`), so
that two who commit the last yuan at once cannot both succeed, whatever the code above believes. Nor can a transfer
take for one application what an account holds for another, nor make room again for more than the application was
paid in the same year, or than it gave back.
"""

from __future__ import annotations

from collections.abc import Iterator

BOOK, TRANSFER = "records_yearbook", "records_transfer"
BALANCES = {
    "appropriated_fen": "appropriation",
    "reserved_fen": "reserved",
    "committed_fen": "committed",
    "ordered_fen": "ordered",
    "paid_fen": "paid",
    "returned_fen": "returned",
    "receivable_fen": "receivable",
    "interest_due_fen": "interest_due",
}
"""Each balance and its account; what was appropriated is what left the account of appropriation."""
OF_A_CASE = ("reserved", "committed", "ordered", "paid", "returned", "receivable", "interest_due")
"""Accounts from which nothing is taken that another application put there."""


_ANOTHERS = "a case takes only what is its own"
_UNPAID = "only what was paid in the year and came back makes room again"


def install(vendor: str) -> Iterator[str]:
    """Give the statements that make the triggers."""
    untrue = " OR ".join(f"NEW.{column} <> {_sum(account, 'NEW.id')}" for column, account in BALANCES.items())
    untrue += f" OR NEW.length <> (SELECT COUNT(*) FROM {TRANSFER} WHERE book_id = NEW.id)"  # noqa: S608 - own names
    if vendor == "postgresql":
        yield from _postgresql(_write("NEW.book_id"), untrue)
    else:
        refuse = "SELECT RAISE(ABORT, 'balances are told by transfers')"
        foreign = f"SELECT RAISE(ABORT, '{_ANOTHERS}') WHERE {_taken_from_another('IS')}"
        unpaid = f"SELECT RAISE(ABORT, '{_UNPAID}') WHERE {_netted_beyond()}"
        yield (
            f"CREATE TRIGGER {TRANSFER}_tells AFTER INSERT ON {TRANSFER}"
            f" BEGIN {_write('NEW.book_id')}; {foreign}; {unpaid}; END"
        )
        yield f"CREATE TRIGGER {BOOK}_told BEFORE UPDATE ON {BOOK} WHEN {untrue} BEGIN {refuse}; END"
        yield f"CREATE TRIGGER {BOOK}_begins BEFORE INSERT ON {BOOK} WHEN {_begun()} BEGIN {refuse}; END"
        yield (
            f"CREATE TRIGGER {BOOK}_stays BEFORE DELETE ON {BOOK} BEGIN SELECT RAISE(ABORT, 'a book stays'); END"
        )


def remove(vendor: str) -> Iterator[str]:
    """Give the statements that drop the triggers."""
    for name, table in (("tells", TRANSFER), ("told", BOOK), ("begins", BOOK), ("stays", BOOK)):
        yield f"DROP TRIGGER IF EXISTS {table}_{name}" + (f" ON {table}" if vendor == "postgresql" else "")


def _sum(account: str, book: str) -> str:
    """Give what an account holds in a book; of the appropriation, what left it."""
    plus, minus = ("taken_from", "put_into") if account == "appropriation" else ("put_into", "taken_from")
    return (
        f"(SELECT COALESCE(SUM(CASE WHEN {plus} = '{account}' THEN amount_fen"  # noqa: S608 - own names
        f" WHEN {minus} = '{account}' THEN -amount_fen ELSE 0 END), 0) FROM {TRANSFER} WHERE book_id = {book})"
    )


def _write(book: str) -> str:
    sums = ", ".join(f"{column} = {_sum(account, book)}" for column, account in BALANCES.items())
    length = f"(SELECT COUNT(*) FROM {TRANSFER} WHERE book_id = {book})"  # noqa: S608 - own names
    return f"UPDATE {BOOK} SET {sums}, length = {length} WHERE id = {book}"  # noqa: S608 - own names


def _taken_from_another(same: str) -> str:
    """Say that a transfer has taken more than its own application had; ``same`` compares keys that may be empty."""
    accounts = ", ".join(f"'{account}'" for account in OF_A_CASE)
    held = (
        "(SELECT COALESCE(SUM(CASE WHEN put_into = NEW.taken_from THEN amount_fen"  # noqa: S608 - own names
        f" WHEN taken_from = NEW.taken_from THEN -amount_fen ELSE 0 END), 0) FROM {TRANSFER}"
        f" WHERE book_id = NEW.book_id AND application_id {same} NEW.application_id)"
    )
    return f"NEW.taken_from IN ({accounts}) AND {held} < 0"


def _netted_beyond() -> str:
    """Say that a transfer makes more room again than was paid in its year, or than was settled."""
    of_case = f"FROM {TRANSFER} WHERE book_id = NEW.book_id AND application_id = NEW.application_id"
    same_year = "SUBSTR(CAST(day AS TEXT), 1, 4) = SUBSTR(CAST(NEW.day AS TEXT), 1, 4)"

    def summed(which: str) -> str:
        return f"(SELECT COALESCE(SUM(amount_fen), 0) {of_case} AND {which})"

    paid, netted = (
        summed(f"kind = 'pay' AND {same_year}"),
        summed(f"kind IN ('net_return', 'net_recovery') AND {same_year}"),
    )
    settled, struck = summed("kind = 'settle'"), summed("kind = 'net_recovery'")
    return f"NEW.kind IN ('net_return', 'net_recovery') AND ({netted} > {paid} OR {struck} > {settled})"


def _begun() -> str:
    return " OR ".join(f"NEW.{column} <> 0" for column in (*BALANCES, "length"))


def _postgresql(write: str, untrue: str) -> Iterator[str]:
    refuse = (
        "RAISE EXCEPTION 'balances are told by transfers' USING ERRCODE = 'integrity_constraint_violation'"
    )
    yield f"""
        CREATE OR REPLACE FUNCTION {TRANSFER}_tell() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            {write};
            -- After the book's row is locked, so that what others have posted meanwhile is seen.
            IF {_taken_from_another("IS NOT DISTINCT FROM")} THEN
                RAISE EXCEPTION '{_ANOTHERS}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF {_netted_beyond()} THEN
                RAISE EXCEPTION '{_UNPAID}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NULL;
        END $$"""
    yield (
        f"CREATE TRIGGER {TRANSFER}_tells AFTER INSERT ON {TRANSFER}"
        f" FOR EACH ROW EXECUTE FUNCTION {TRANSFER}_tell()"
    )
    yield from _guard("told", "UPDATE", f"IF {untrue} THEN {refuse}; END IF; RETURN NEW;")
    yield from _guard("begins", "INSERT", f"IF {_begun()} THEN {refuse}; END IF; RETURN NEW;")
    yield from _guard(
        "stays", "DELETE", refuse.replace("balances are told by transfers", "a book stays") + ";"
    )


def _guard(name: str, event: str, body: str) -> Iterator[str]:
    yield f"""
        CREATE OR REPLACE FUNCTION {BOOK}_{name}_hold() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN {body} END $$"""
    yield (
        f"CREATE TRIGGER {BOOK}_{name} BEFORE {event} ON {BOOK}"
        f" FOR EACH ROW EXECUTE FUNCTION {BOOK}_{name}_hold()"
    )
