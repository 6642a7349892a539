"""Seals: what is asked comes back sealed, a practice seal says that it is one, and a name leads to one gateway."""

from dataclasses import fields, replace

import pytest

from zhiyun.gateways import e_seal
from zhiyun.gateways.e_seal import Order, Seal

ORDER = Order("ab" * 32, "演示甲子知识产权运营有限公司", "法定代表人", "2026-08-03T10:00:00+08:00")


class Elsewhere:
    """A gateway somebody else connects."""

    def seal(self, order: Order) -> Seal:
        return Seal("elsewhere", "电子签章", order.digest, order.signer, order.capacity, order.at, "演示")


def test_a_practice_seal_says_that_it_is_simulated_and_covers_what_was_asked() -> None:
    seal = e_seal.sealer("simulated").seal(ORDER)

    assert (seal.gateway, seal.mark, seal.order) == ("simulated", "模拟签章", ORDER)
    assert e_seal.is_simulated_whole(seal)


@pytest.mark.parametrize("name", [field.name for field in fields(Seal)])
def test_a_seal_of_which_anything_was_changed_is_not_whole(name: str) -> None:
    seal = e_seal.sealer("simulated").seal(ORDER)

    assert not e_seal.is_simulated_whole(replace(seal, **{name: "另"}))


def test_a_connected_gateway_is_found_by_its_name() -> None:
    seal = e_seal.sealer(f"{__name__}:Elsewhere").seal(ORDER)

    assert (seal.mark, e_seal.is_simulated_whole(seal)) == ("电子签章", False)
    assert e_seal.is_known("simulated")
    assert e_seal.is_known(f"{__name__}:Elsewhere")


@pytest.mark.parametrize(
    "name", ["", "real", "zhiyun.nothing:Sealer", f"{__name__}:Nothing", f"{__name__}:ORDER", ":x", "json:"]
)
def test_a_name_nothing_stands_behind_is_refused(name: str) -> None:
    with pytest.raises(e_seal.NoSuchSealer):
        e_seal.sealer(name)
    assert not e_seal.is_known(name)
