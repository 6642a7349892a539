"""A seal for practice: anyone can compute it, it proves nobody's identity, and its mark says that it is simulated."""

from __future__ import annotations

import hashlib
from typing import Final

from zhiyun.gateways.e_seal.seal import Order, Seal

SIMULATED: Final = "simulated"
MARK: Final = "模拟签章"


class SimulatedSealer:
    """Seals with the SM3 of what is sealed: whether a text is the same can be checked, who sealed it cannot."""

    def seal(self, order: Order) -> Seal:
        """Give a simulated seal."""
        return Seal(SIMULATED, MARK, order.digest, order.signer, order.capacity, order.at, _value(order))


def is_simulated_whole(seal: Seal) -> bool:
    """Say whether a simulated seal covers what it says; of any other seal nothing is known here."""
    return seal.gateway == SIMULATED and seal.mark == MARK and seal.value == _value(seal.order)


def _value(order: Order) -> str:
    said = "\n".join(("zhiyun-simulated-seal-1", order.digest, order.signer, order.capacity, order.at))
    return hashlib.new("sm3", said.encode("utf-8", "surrogatepass")).hexdigest()
