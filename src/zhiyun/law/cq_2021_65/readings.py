"""What the words of 渝知发〔2021〕65号 leave open, and whose answer we follow until Article 22's interpreter speaks."""

from __future__ import annotations

from datetime import date

from zhiyun.kernel.terms import Reading

ADOPTED_BY = "知运默认口径，待市知识产权局确认"
SINCE = date(2026, 11, 23)

READINGS: dict[str, Reading] = {}


def _reading(number: int, articles: tuple[int, ...], question: str, *, basis: str, **options: str) -> Reading:
    """Declare reading A``number``; the first option is the adopted answer."""
    reading = Reading(
        id=f"A{number}",
        articles=articles,
        question=question,
        options=options,
        basis=basis,
        adopted_by=ADOPTED_BY,
        since=SINCE,
        starred=number in ASK_FIRST,
    )
    READINGS[reading.id] = reading
    return reading


ASK_FIRST = frozenset({1, 3, 4, 5, 6, 10, 11, 13, 14, 15, 16, 18, 19, 20, 21, 23, 24, 25, 27, 29, 30, 31, 32})
"""The readings that most need a written answer from the bureau (Article 22)."""

A1 = _reading(
    1,
    (12,),
    "按哪一个金额计算补贴",
    basis="郑州凭放款凭证、广州凭实际支付、厦门凭实际交易金额；本办法未写明。",
    realised="当年实际发生的金额：质押按实际放款，转让、许可等按实际到账",
    contract="合同约定金额，整笔一次计入",
)
A2 = _reading(
    2,
    (12,),
    "补贴哪一年的业绩",
    basis="2023年度申报通知“对2022年度产生的运营绩效进行补贴”。",
    previous_calendar_year="申报年度的上一个自然年",
    twelve_months_to_closing="申报截止日前12个月",
    round_year="申报年度当年",
)
A3 = _reading(
    3,
    (12,),
    "一笔业务按哪个日期归入年度",
    basis="2023年度申报通知要求质押、交易许可经国家知识产权局登记；民间做法不一。",
    later="登记日与款项日中较晚者；须登记的业务未登记不计，未到款不计",
    registration="只看登记日（无登记要求的看款项日）",
    money="只看款项日，登记仅作为要件",
)
A4 = _reading(
    4,
    (12,),
    "商标品牌培育推广的金额怎么核定",
    basis="未见任何地方有计量规则。",
    judged="由审核人员逐笔核定并写明理由，未核定前计0",
    contract_received="按有偿服务合同的实际到账金额",
)
A5 = _reading(
    5,
    (12,),
    "作价入股、保险是否计入（第十二条未列，第二条、第八条第6项或申报通知列有）",
    basis="作价入股见第二条、第八条第6项；保险仅见2023年度申报通知。",
    round_lists="本轮通知列明的才计入；保险按保费计",
    never="第十二条未列，一律不计",
    always="一律计入",
)
A6 = _reading(
    6,
    (8, 12),
    "运营绩效补贴是否只给市级知识产权运营中心",
    basis="第十条称“申请单位”，2023年度申报通知面向“市场主体”。",
    any_eligible="符合第八条的任何单位",
    municipal_centres_only="仅限市级知识产权运营中心",
)
A7 = _reading(
    7,
    (13,),
    "单个单位应补金额超过年度总额时如何处理",
    basis="第十三条前句为总额硬上限，后句只说如何分配。",
    pot_only="只受年度总额约束，按其全部应补金额参加分配",
    cap_each_first="先把每个单位的应补金额封顶为年度总额，再按比例",
)
A8 = _reading(
    8,
    (13,),
    "按什么比例分配",
    basis="第十三条“按比例确定”；等于500万元不是超过。",
    entitlement="按各单位应补金额（精确值）的比例，合计超过总额才缩减",
    rounded_entitlement="按各单位已舍到整元的应补金额的比例",
)
A9 = _reading(
    9,
    (13,),
    "分配到多少为止，尾数怎么办",
    basis="本办法未规定；四舍五入可能突破总额，不作为备选。",
    floor_yuan="舍去不足1元的部分，余额留存不分",
    largest_remainder="舍到整元后，余额按小数部分从大到小逐元补给，不超过本单位应补金额",
    floor_fen="舍去不足1分的部分，余额留存不分",
)
A10 = _reading(
    10,
    (11,),
    "每年500万元的建设资助总额管哪几类中心",
    basis="第四条对两类中心用同一名称，二者都是市级建设经费引导资助；公共资金从严。",
    both_kinds="综合性与产业或区域中心合计",
    municipal_only="仅综合性中心",
)
A11 = _reading(
    11,
    (6, 7, 8),
    "“信用良好”指什么",
    basis="渝府办发〔2021〕47号及相关征求意见稿的常见口径。",
    lists_and_fraud="未列入失信名单、经营异常名录，近期未被认定骗取挪用财政资金",
    dishonest_list_only="未列入失信名单",
    judged="由审核人员综合判断",
)
A12 = _reading(
    12,
    (8,),
    "“近两年未被行政处罚”从哪天倒推、哪些处罚算",
    basis="2023年度申报通知申报条件第7项；信用修复的交人判断。",
    closing_date="自申报截止日倒推，按处罚决定日，任何行政处罚",
    application_date="自申报日倒推，按处罚决定日，任何行政处罚",
    serious_only="自申报截止日倒推，警告和小额罚款不算",
)
A13 = _reading(
    13,
    (9, 11),
    "建设资助的年度总额按哪一年计",
    basis="预算年度；拨付与到期承诺两道都查。",
    payment_and_due="实际拨付年度，并计入当年到期的承诺",
    approval="审定年度，按审定总额一次计入",
    signing="任务书签订年度，按审定总额一次计入",
)
A14 = _reading(
    14,
    (5, 14),
    "建设期从哪天起",
    basis="第九条第五项签订任务书后才拨付。",
    task_book="任务书签订日",
    confirmation="公示无异议确认日",
    first_payment="首次拨付日",
)
A15 = _reading(
    15,
    (14,),
    "“建设期内不得申报”看申报日还是看业绩年度",
    basis="条文写的是“申报”。",
    application_date="看申报日；业绩年度与建设期重叠的提示",
    performance_overlap="业绩年度与建设期有任何重叠即不得申报",
)
A16 = _reading(
    16,
    (14, 15),
    "宽限期、以及期满到首次验收之间，算不算建设期内",
    basis="第十五条称“建设宽限期”；期满未验收从严。",
    grace_and_gap="都算，仍不得申报",
    grace_only="宽限期算，期满至首次验收之间不算",
    neither="都不算，只看任务书载明的建设期",
)
A17 = _reading(
    17,
    (15,),
    "一年宽限期从哪天起算",
    basis="民法典第二百零一条、第二百零二条。",
    day_after_notice="首次验收不合格通知的次日起，满一年的对应日为最后一日",
    period_end="建设期届满的次日起一年",
)
A18 = _reading(
    18,
    (15,),
    "再次验收不合格收回多少",
    basis="“收回前期拨付的引导资助经费”。",
    all_paid="前期拨付的全部，不扣除、不计息",
    unspent_only="仅收回未按规定使用的部分",
    with_agreed_interest="全部，并按任务书约定利率计单利",
)
A19 = _reading(
    19,
    (11, 13),
    "收回或撤销的钱是否腾出年度总额",
    basis="收回款缴回国库；本年撤销且未拨付的承诺不占额度。",
    unpaid_release_only="当年撤销的未拨付承诺腾出额度；收回的钱不腾出",
    nothing_refills="撤销的承诺也不腾出",
    same_year_net="当年拨付又在当年收回的，也腾出额度",
)
A20 = _reading(
    20,
    (16,),
    "半年报告何时提交",
    basis="本办法未写明起算点与期限，纯属参数。",
    signing_anchor="自任务书签订日起每6个月为一期，期满后15个工作日内",
    calendar_halves="按自然半年，7月15日和次年1月15日前",
)
A21 = _reading(
    21,
    (6, 7, 8),
    "谁算“专职”人员",
    basis="广州开发区、深圳等地的社保口径。",
    closing_month="与申报单位有劳动合同，且截止月由其缴纳社保",
    six_months="有劳动合同，且截止月起往前连续6个月由其缴纳社保",
    any_month_last_year="有劳动合同，且上一年度任一个月由其缴纳社保",
)
A22 = _reading(
    22,
    (6, 7),
    "共建中心的合作方人员是否计入",
    basis="资助只给申报单位。",
    applicant_only="只计申报单位自己的人员",
    partners_counted="合作方的专职人员也计入",
)
A23 = _reading(
    23,
    (12,),
    "同一笔业务被几家申报",
    basis="2025年申报通知的同一项目不重复支持原则。",
    signed_split="同一权利、登记号的业务只计一次；各方签字的比例合计不超过100%，无分配协议的全部暂不计入",
    equal_split="无分配协议的由申报各方平均分摊",
)
A24 = _reading(
    24,
    (12,),
    "关联交易、对敲、自我交易是否计入",
    basis="广州、厦门明确排除；国知发运字〔2021〕17号反对虚假合同；本办法未写明。",
    excluded="不计入，可申诉；是否关联未说明的暂不计入",
    included="计入",
)
A25 = _reading(
    25,
    (12, 21),
    "已获其他财政资金支持的同一笔业务",
    basis="2025年申报通知只限制市局项目资金之间重复。",
    city_blocked="市级同类资金已支持的不计入，其他层级的提示",
    all_blocked="任何层级已支持的都不计入",
)
A26 = _reading(
    26,
    (9, 10),
    "公示5个工作日，公示当日算不算第一日",
    basis="民法典第二百零一条不算；实际公示多有算的。不算可同时满足两种理解。",
    first_day_excluded="不算，自次一工作日起数满",
    first_day_counts="算，公示当日为工作日的即为第一日",
)
A27 = _reading(
    27,
    (9, 10),
    "异议成立后名单怎么办",
    basis="他人金额增加属新的公示内容。",
    republish_if_raised="剔除或核减后全体重算，任何一家金额增加的重新公示",
    always_republish="只要有变化就重新公示",
    keep_others="只处理被异议单位，其他单位金额不变，余额留存",
)
A28 = _reading(
    28,
    (5,),
    "“原则上为2年”可否不同",
    basis="“原则上”允许例外，例外须留痕。",
    recorded_approval="默认24个月，另有书面批准的从其批准",
    fixed="一律24个月",
)
A29 = _reading(
    29,
    (17,),
    "年度绩效评价结果对钱有没有影响",
    basis="条文未写。",
    record_only="只记录；任务书另有约定的从约定",
    suspends_unpaid="评价不合格的暂缓拨付未付部分",
)
A30 = _reading(
    30,
    (19,),
    "重大变化“提前”多久报告",
    basis="条文只说提前。",
    before_effective="生效日之前即可；不足30日的提示",
    thirty_days="至少提前30日",
)
A31 = _reading(
    31,
    (13,),
    "已结清的一轮事后发现某单位不实",
    basis="信赖保护；他人的金额已经确认。",
    recover_only="只追回该单位多得部分，不重算他人",
    recompute_all="追回并按更正后的金额重算全体",
)
A32 = _reading(
    32,
    (23,),
    "本办法现在是否仍然有效",
    basis="试行文件；渝知发〔2024〕22号2024年5月15日公开，其施行日期和废止条款未能读到。",
    until_successor="在后继文件载入本系统之前视为有效",
    lapsed_after_two_years="试行两年，2024年1月1日起失效",
    superseded_when_posted="2024年5月15日起由渝知发〔2024〕22号取代",
)
A33 = _reading(
    33,
    (12,),
    "外币业务怎么折算",
    basis="以到账日人民币中间价折算并留存来源。",
    parity_on_money_day="按到账日人民币汇率中间价折算，舍去不足1分的部分",
    renminbi_only="外币业务不计入",
)
A34 = _reading(
    34,
    (7,),
    "“10人以上”含不含10人",
    basis="民法典第一千二百五十九条：“以上”包括本数。",
    inclusive="包含本数",
    exclusive="不包含本数",
)
A35 = _reading(
    35,
    (9,),
    "专家评分怎么合成，与局长办公会是什么关系",
    basis="条文未写法定人数、去极值、及格线。",
    plain_mean="算术平均，无及格线；局长办公会可写明理由另行决定",
    trimmed_mean="5名以上专家时去掉一个最高分和一个最低分再平均",
)
A36 = _reading(
    36,
    (9, 10),
    "局长办公会多少人到会才能审议",
    basis="条文只写“局长办公会审议意见”，未写法定人数；没有读到本局公开的议事规则，暂按过半数。",
    more_than_half="有表决权的成员过半数到会，回避的不计入到会人数",
    two_thirds="有表决权的成员三分之二以上到会，回避的不计入到会人数",
)
A37 = _reading(
    37,
    (9, 10),
    "局长办公会表决多少票为同意支持",
    basis="条文未写表决规则；没有读到本局公开的议事规则，暂按到会过半数，弃权不算同意。",
    of_those_present="到会未回避的有表决权的人过半数同意",
    of_votes_cast="同意票多于不同意票，弃权不计",
    two_thirds="到会未回避的有表决权的人三分之二以上同意",
)
A38 = _reading(
    38,
    (15,),
    "宽限期没有满、中心也没有申请的，市局可否组织再次验收",
    basis="条文只写“给予一年建设宽限期”，未写期满之前谁可以要求再次验收；宽限是给中心的，暂按中心申请。",
    centre_asks="不可以；中心在宽限期内申请的除外",
    bureau_may="可以，市局认为具备条件的随时组织",
)
