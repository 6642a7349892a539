"""Electronic seals behind one gateway: what is sealed is a digest, what comes back is kept beside it.

A seal without legal effect says so in its mark and wherever it is printed. Which gateway seals is told by its name:
``simulated``, or ``package.module:factory`` of whoever connects a real one.
"""

from zhiyun.gateways.e_seal.seal import Order, Seal, Sealer
from zhiyun.gateways.e_seal.simulated import SIMULATED, SimulatedSealer, is_simulated_whole
from zhiyun.gateways.e_seal.which import NoSuchSealer, is_known, sealer

__all__ = [
    "SIMULATED",
    "NoSuchSealer",
    "Order",
    "Seal",
    "Sealer",
    "SimulatedSealer",
    "is_known",
    "is_simulated_whole",
    "sealer",
]
