"""A ledger of operations as the law sees it: deals, their payments, and the ruling on each."""

from __future__ import annotations

import enum
from datetime import date
from typing import NamedTuple

from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.money import Money, Rate
from zhiyun.kernel.said import Said


class Kind(enum.Enum):
    """The kinds of operation a ledger may hold; whether one counts is the measure's to say."""

    PLEDGE = "pledge"
    TRANSFER = "transfer"
    LICENCE = "licence"
    TRADE = "trade"
    BRAND = "brand"
    SECURITISATION = "securitisation"
    INVESTMENT = "investment"
    EQUITY = "equity"
    INSURANCE = "insurance"

    __hash__ = object.__hash__

    @property
    def words(self) -> str:
        return _KIND_WORDS[self]


_KIND_WORDS = {
    Kind.PLEDGE: "质押融资",
    Kind.TRANSFER: "转让",
    Kind.LICENCE: "许可",
    Kind.TRADE: "其他交易",
    Kind.BRAND: "商标品牌培育推广",
    Kind.SECURITISATION: "证券化",
    Kind.INVESTMENT: "投融资",
    Kind.EQUITY: "作价入股",
    Kind.INSURANCE: "保险",
}


TITLE_MOVES = frozenset({Kind.TRANSFER, Kind.TRADE, Kind.EQUITY})
"""The kinds in which a right changes its owner."""


class Level(enum.Enum):
    """Whose other public money a deal has already had."""

    CITY = "市级"
    DISTRICT = "区县"
    CENTRAL = "中央"

    __hash__ = object.__hash__


class Payment(NamedTuple):
    """One drawdown or receipt: ``amount_fen`` is hundredths of a unit of ``currency``.

    ``rate`` is renminbi per unit of the foreign currency on the money's day; None when not told.
    """

    on: date | None
    amount_fen: int | None
    currency: str = "CNY"
    rate: Rate | None = None


class Appraisal(NamedTuple):
    """An amount fixed by a person for a deal no rule can measure."""

    amount: Money
    by: str
    on: date
    reason: str


class Deal(NamedTuple):
    """One deal of one applicant; what the ledger leaves blank is None or empty, never a default that counts.

    ``related`` None means nobody has said; ``share`` None means no split was stated, so the whole is claimed.
    """

    deal: str
    applicant: str
    kind: Kind
    payments: tuple[Payment, ...]
    rights: tuple[str, ...] = ()
    from_party: str = ""
    to_party: str = ""
    related: bool | None = None
    contract_on: date | None = None
    contract_fen: int | None = None
    registered_on: date | None = None
    registration_no: str = ""
    share: Rate | None = None
    also_funded_by: Level | None = None
    appraisal: Appraisal | None = None


class Objection(NamedTuple):
    """One reason a deal is not counted, or not yet: a ground, and the particulars an applicant needs to appeal."""

    ground: Ground
    particulars: str = ""

    def __str__(self) -> Said:
        return self.ground.sentence.refilled(what=self.particulars)


class _GroundText(NamedTuple):
    outcome: Outcome
    sentence: Said
    readings: tuple[str, ...]
    article: int = 12


class Ground(enum.Enum):
    """Why a deal is rejected or held: code, outcome, the sentence an applicant reads, and the readings behind it."""

    KIND = _GroundText(
        Outcome.NOT_MET,
        Said("业务类型「%(what)s」不在补贴范围；如本轮通知列有该类型，请附通知条款申诉", what="{}"),
        ("A5",),
    )
    BARRED = _GroundText(
        Outcome.NOT_MET,
        Said("%(what)s；认为建设期或验收日期有误的，可提交任务书和验收通知申诉", what="{}"),
        ("A14", "A15", "A16", "A17", "A28"),
        14,
    )
    RELATED = _GroundText(
        Outcome.NOT_MET,
        Said("关联交易不计入（代码 GL）%(what)s；认为不属关联的，可提交股权和任职材料申诉", what="{}"),
        ("A24",),
    )
    SELF = _GroundText(
        Outcome.NOT_MET,
        Said("双方为同一主体「%(what)s」，属自我交易，不计入（代码 ZJ）；名称有误的请更正后申诉", what="{}"),
        ("A24",),
    )
    ROUND_TRIP = _GroundText(
        Outcome.NOT_MET,
        Said(
            "同一权利转出后又转回（%(what)s），属对敲交易，不计入（代码 DQ）；有真实商业目的的，可提交资金流水和合同申诉",
            what="{}",
        ),
        ("A24",),
    )
    RELATION_UNKNOWN = _GroundText(
        Outcome.NO_EVIDENCE,
        Said("未说明双方是否关联，暂不计入；请补填“是否关联”并附说明%(what)s", what="{}"),
        ("A24",),
    )
    UNREGISTERED = _GroundText(
        Outcome.NO_EVIDENCE, Said("缺%(what)s日期，未登记的不计入；请补交登记或备案证明", what="{}"), ("A3",)
    )
    UNPAID = _GroundText(
        Outcome.NO_EVIDENCE,
        Said("缺到款日期或金额，未到款的不计入；请补交放款凭证或收款回单%(what)s", what="{}"),
        ("A1", "A3"),
    )
    OUTSIDE = _GroundText(
        Outcome.NOT_MET, Said("%(what)s，不在本次业绩期间内；可在相应年度申报", what="{}"), ("A2", "A3")
    )
    NO_CONTRACT = _GroundText(
        Outcome.NO_EVIDENCE, Said("缺合同金额，无法按合同计算；请补填合同金额%(what)s", what="{}"), ("A1",)
    )
    NO_RATE = _GroundText(
        Outcome.NO_EVIDENCE, Said("%(what)s业务缺折算汇率；请补填到账日人民币汇率中间价", what="{}"), ("A33",)
    )
    FOREIGN = _GroundText(Outcome.NOT_MET, Said("%(what)s业务按所选口径不计入", what="{}"), ("A33",))
    APPRAISAL = _GroundText(
        Outcome.NEEDS_JUDGEMENT,
        Said(
            "商标品牌培育推广的金额待审核人员核定，核定前计0；请提交有偿服务合同和成效说明%(what)s", what="{}"
        ),
        ("A4",),
    )
    FUNDED = _GroundText(
        Outcome.NOT_MET,
        Said("同一业务已获%(what)s财政资金支持，不重复补贴；认为不属同一费用的可申诉", what="{}"),
        ("A25",),
    )
    REPEATED = _GroundText(
        Outcome.NO_EVIDENCE,
        Said("与本单位第%(what)s号业务是同一笔（同一权利、登记），只计一次；确属不同笔的请说明", what="{}"),
        ("A23",),
    )
    UNSPLIT = _GroundText(
        Outcome.NO_EVIDENCE,
        Said("同一笔业务另有%(what)s申报，暂不计入；请各方签字确认分配比例（合计不超过100%%）", what="{}"),
        ("A23",),
    )
    OVERSPLIT = _GroundText(
        Outcome.NOT_MET,
        Said("各方填报的分配比例合计%(what)s，超过100%%，不予计入；请重新签署分配协议", what="{}"),
        ("A23",),
    )
    DISAGREED = _GroundText(
        Outcome.NO_EVIDENCE,
        Said("与%(what)s申报的同一笔业务金额不一致，暂不计入；请各方核对后统一", what="{}"),
        ("A23",),
    )

    __hash__ = object.__hash__

    def __init__(
        self, outcome: Outcome, sentence: Said, readings: tuple[str, ...], article: int = 12
    ) -> None:
        # Kept on the member itself: a ledger asks millions of times, and an enum's value is slow to reach.
        self.outcome = outcome
        self.sentence = sentence
        self.readings = readings
        self.article = article


class Ruling(NamedTuple):
    """What the law says of one deal: the amount counted, in fen, and every objection to it.

    ``notes`` says what was weighed and did not stand against it; ``readings`` names what decided that.
    """

    deal: Deal
    counted_fen: int
    objections: tuple[Objection, ...] = ()
    notes: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
