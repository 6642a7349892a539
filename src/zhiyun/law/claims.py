"""What applicants claim in a round, and how the pot was shared: columns side by side, so a million rows fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from zhiyun.kernel.finding import Finding
from zhiyun.kernel.money import Money, Rate
from zhiyun.kernel.terms import Choice


@dataclass(frozen=True)
class Claims:
    """Verified operating amounts by applicant, in fen; each applicant stands once, no amount is negative."""

    applicants: Sequence[str]
    amounts_fen: Sequence[int]

    def __post_init__(self) -> None:
        if len(self.applicants) != len(self.amounts_fen):
            raise ValueError("every applicant needs one amount")
        if len(set(self.applicants)) != len(self.applicants):
            raise ValueError("an applicant stands twice among the claims")
        if self.amounts_fen and min(self.amounts_fen) < 0:
            raise ValueError("an operating amount is never negative")

    @classmethod
    def of(cls, amounts: Mapping[str, Money]) -> Claims:
        """Make claims from amounts by applicant."""
        return cls(tuple(amounts), tuple(amount.fen for amount in amounts.values()))

    def fen_by_applicant(self) -> dict[str, int]:
        """Give each applicant's operating amount, in fen."""
        return dict(zip(self.applicants, self.amounts_fen, strict=True))


class Share(NamedTuple):
    """One applicant's line of an allocation; ``entitlement`` is exact, in fen."""

    applicant: str
    operating_amount: Money
    entitlement: Fraction
    share: Money

    @property
    def entitlement_floor(self) -> Money:
        """The entitlement without its fraction of a fen."""
        return Money(int(self.entitlement))


@dataclass(frozen=True)
class Allocation:
    """The shares of one year's pot; what is not shared stays unspent."""

    claims: Claims
    rate: Rate
    cap: Money
    shares_fen: Sequence[int]
    scaled: bool
    readings: tuple[Choice, ...]
    finding: Finding

    def __len__(self) -> int:
        return len(self.shares_fen)

    def __iter__(self) -> Iterator[Share]:
        numerator, denominator = self.rate.numerator, self.rate.denominator
        for applicant, amount, share in zip(
            self.claims.applicants, self.claims.amounts_fen, self.shares_fen, strict=True
        ):
            yield Share(applicant, Money(amount), Fraction(amount * numerator, denominator), Money(share))

    def rows_fen(self) -> Iterator[tuple[str, int, int, int]]:
        """Give each line as applicant, operating amount, entitlement without its fraction, and share, in fen."""
        numerator, denominator = self.rate.numerator, self.rate.denominator
        amounts = self.claims.amounts_fen
        entitlements = (amount * numerator // denominator for amount in amounts)
        return zip(self.claims.applicants, amounts, entitlements, self.shares_fen, strict=True)

    def fen_by_applicant(self) -> dict[str, int]:
        """Give each applicant's share, in fen."""
        return dict(zip(self.claims.applicants, self.shares_fen, strict=True))

    def by_applicant(self) -> dict[str, Money]:
        """Give each applicant's share."""
        return {applicant: Money(fen) for applicant, fen in self.fen_by_applicant().items()}

    @property
    def total_operating_amount(self) -> Money:
        return Money(sum(self.claims.amounts_fen))

    @property
    def total_entitlement(self) -> Fraction:
        """The exact sum of entitlements, in fen."""
        return self.total_operating_amount.fen * self.rate.ratio

    @property
    def total_share(self) -> Money:
        return Money(sum(self.shares_fen))

    @property
    def unspent(self) -> Money:
        return self.cap - self.total_share
