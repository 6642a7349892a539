"""What is asked of a seal and what comes back, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be sealed: the SM3 of a text in hex, for whom, in which capacity, and the instant as ISO text."""

    digest: str
    signer: str
    capacity: str
    at: str


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal on a digest: which gateway made it, the mark people see, and the value that proves it to the gateway."""

    gateway: str
    mark: str
    digest: str
    signer: str
    capacity: str
    at: str
    value: str

    @property
    def order(self) -> Order:
        """What this seal was asked for."""
        return Order(self.digest, self.signer, self.capacity, self.at)


class Sealer(Protocol):
    """A gateway that seals. It may be far away and fail: it is asked outside every transaction."""

    def seal(self, order: Order) -> Seal:
        """Seal a digest."""
