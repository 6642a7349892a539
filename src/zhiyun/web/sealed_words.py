"""Sentences written as plain text, Chinese where they are kept, named here so that English pages recognise them.

Each is written elsewhere, by the casework or a gateway, and sealed or stored; `recognising` finds it again by these.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

FACTS = (
    _("申报单位自填，未经核验"),
    _("名册%(count)s人"),
    _("%(on)s（%(severity)s）"),
    _("%(value)s人"),
    _("%(value)s件"),
    _("%(amount)s元"),
    _("%(evidence)s；申报单位填报“%(shown)s”，以任务书为准"),
    _("双方签订的任务书%(book)s（%(signed)s签订，建设期至%(last)s）"),
    _("%(label)s：%(value)s（%(source)s）"),
    _("%(meaning)s（未经确认）"),
    _("%(meaning)s（试用其他口径）"),
    _("行政处罚已完成信用修复的，是否仍不得申报"),
    _("信用是否良好"),
    _("建设期内不得申报"),
    _("%(asks)s（%(unit)s）"),
    _("完整的知识产权运营工作方案"),
    _("建设方案（运营规划、战略布局、目标任务、工作举措）"),
)
"""Values and labels of facts, as a finding wrote them."""

PLACES = (
    _("其他证明：%(title)s"),
    _("业务%(deal)s的合同、登记和到账凭证"),
    _("与%(name)s的合作协议"),
    _("业务 %(deal)s"),
    _("通知%(place)s"),
)
"""Places where papers are handed in."""

PREVIEW = (
    _("支出方向"),
    _("业务编号"),
    _("合同日"),
    _("登记日"),
    _("到账日"),
)
"""Columns of an application in words."""

DECIDING = (
    _("局长办公会审定不予支持"),
    _("局长办公会按核定结果审定不予支持"),
    _("局长办公会按专家组意见审定不予支持"),
    _("局长办公会按核定结果审定不予支持：%(words)s"),
    _("局长办公会按专家组意见审定不予支持：%(words)s"),
    _("按核定结果通过"),
    _("按专家组意见通过"),
    _("核定的运营金额为零"),
    _("按比例确定的金额不足一元"),
    _("核定的运营金额%(amount)s"),
    _("按%(rate)s应补%(amount)s"),
    _("全批应补超过年度总额，乘以比例%(ratio)s，舍去不足一元的部分"),
    _("确定补贴%(amount)s"),
    _("局长办公会审定建设经费资助%(amount)s"),
    _("按现有核定结果测算：%(because)s"),
    _("本次会议审定%(reference)s"),
    _("任务书%(reference)s"),
    _("审定%(reference)s"),
)
"""What a meeting and its computation wrote."""

REPLAYING = (
    _("第十一条的结论"),
    _("封存值"),
    _("申报材料的封存值"),
    _("取自申报材料的事实"),
    _("决定的封存值"),
    _("决定的金额"),
    _("办法文本的 SHA-256"),
    _("采用的读法"),
    _("读法的文字"),
    _("是否支持"),
    _("应补（分，准确比值）"),
    _("核定运营金额合计"),
    _("是否按比例缩减"),
    _("补贴合计"),
    _("没有这一条"),
    _("全批"),
    _("已冻结"),
    _("与申报材料不一致"),
    _("口径%(name)s%(words)s"),
    _("应补"),
    _("有"),
    _("决定"),
)
"""What a replay compares."""

LEDGER = (
    _("任务书签订，第%(number)s笔，%(due)s到期"),
    _("任务书签订，其余解除预留"),
    _("%(reference)s审定，预留"),
    _("由%(reference)s取代，解除预留"),
    _("%(reference)s公示确认，承诺"),
    _("%(reference)s下达支付"),
    _("%(reference)s转入拨付年度"),
    _("%(reference)s自%(year)s年转入"),
    _("银行回单%(receipt)s"),
    _("%(reference)s银行回单%(receipt)s"),
    _("银行回单%(receipt)s：拨付失败"),
    _("%(reference)s银行回单%(receipt)s：拨付失败"),
    _("%(reference)s撤销：%(words)s"),
    _("退回：%(words)s"),
    _("%(year)s年运营绩效补贴%(reference)s"),
    _("建设经费资助第%(number)s笔%(reference)s"),
    _("任务书第%(number)s笔"),
    _("%(reference)s审定，%(publication)s公示至%(last)s，期满确认。"),
    _("任务书%(reference)s第%(number)s笔，条件：%(trigger)s；认定：%(words)s"),
    _("年度总额之内。"),
)
"""What the book of a year and an order of payment wrote."""

NOTICES = (
    _("%(on)s送达，当日不算，自次一工作日起数满（口径%(reading)s），即自%(first)s起计%(count)s个工作日。"),
    _(
        "%(on)s送达，当日算，公示当日为工作日的即为第一日（口径%(reading)s），即自%(first)s起计%(count)s个工作日。"
    ),
    _("%(on)s送达，即自%(first)s起计%(count)s个工作日。"),
    _(
        "%(next)s年的节假日安排尚未入库。以往通知曾调整上一年12月的最后几天（如2018年12月29日上班、30日至31日放假），本结果用到%(year)s年12月下旬，请在%(again)s年通知公布并导入后重新计算"
    ),
    _("对名单有异议的，请在%(until)s24:00前实名提出，以本局服务器时间为准。匿名的不予受理。"),
    _(
        "单位提出的，写明单位名称和统一社会信用代码，并加盖公章或者声明已经单位同意；个人提出的，写明真实姓名和有效证件号码。都要写明联系方式、事实和理由，并附证明材料。"
    ),
    _(
        "可以在公示页面在线提出，也可以书面送交业务联系方式所列的处室。收到后%(count)s个工作日内由没有参加审定的人员办理，并向异议人说明结果和理由。异议人的身份不告诉被异议的单位。"
    ),
    _("公示期间的异议（%(reference)s）成立"),
    _("公示期按新的放假安排重新计算"),
    _("%(year)s年度%(item)s拟支持名单公示"),
    _("%(year)s年度%(item)s拟支持名单公示（更正）"),
)
"""How days were counted, and what a public notice says."""

PAPERS = (
    _("申报材料提交回执"),
    _("补正通知书"),
    _("受理通知书"),
    _("不予受理通知书"),
    _("建设任务书"),
    _("拟支持通知书"),
    _("不予支持决定书"),
    _("局长办公会纪要"),
    _("支付指令单"),
    _("年度资金台账"),
    _("拟支持名单公示"),
    _("专家组评审意见"),
    _("验收合格通知书"),
    _("验收不合格通知书"),
    _("追回决定书"),
    _("模拟签章"),
    _("待签"),
)
"""Kinds of issued papers."""

CALLS = (
    _("条件"),
    _("近%(years)s年未受行政处罚"),
    _("由人判断：%(asks)s"),
    _("须有%(registration)s"),
    _("证明：%(evidence)s"),
    _("列入"),
    _("（未写出处）"),
    _("%(count)s个工作日"),
)
"""What a call compares and how its own conditions are heard."""

ANSWERS = (
    _("建设期从哪天到哪天"),
    _("公示期从哪天到哪天"),
    _("异议成立后名单和金额怎么变"),
    _("建设资助是否超出每家和每年的上限"),
    _("从哪一个年度总额支付、每年最多多少"),
    _("一笔建设资助计入哪一年的总额"),
    _("撤销未拨付的承诺是否腾出总额"),
    _("拨付后收回的钱是否腾出总额"),
    _("资助经费可用于什么"),
    _("应补多少"),
    _("补贴哪一期间的业绩"),
    _("哪些业务计入运营金额、计入多少"),
    _("年度总额如何分配"),
    _("结清后查明不实怎么办"),
    _("依任务书的日期能否申报"),
    _("建设期、待验收和宽限期各到哪天"),
    _("某日处于验收的哪个阶段"),
    _("某日能否作出验收结论"),
    _("半年报告何时到期"),
    _("年度绩效评价何时进行"),
    _("绩效评价对未付经费的影响"),
    _("支出是否在预算之内"),
    _("重大变化是否提前报告"),
    _("何时施行、是否仍然有效"),
)
"""What an article answers."""

REVIEW = (
    _("评审专家组"),
    _("专家组一致认为符合。"),
    _("运营模式：功能定位、治理和运行规则是否清楚可行"),
    _("运营团队：人员数量、结构和能力是否相称"),
    _("运营基础和能力：已有系统、资源和业务能力"),
    _("建设目标和预算：目标可考核、预算合理、自有资金有保障"),
    _("运营基础和能力"),
    _("建设目标和预算"),
    _("第%(number)s次询问的答复"),
)
"""What a review wrote, and the criteria a scheme begins with."""

UNDERTAKINGS = (
    _(
        "本单位承诺：本次申报填写的内容和提交的材料真实、准确、完整，复印件与原件一致；如有不实，愿意承担由此产生的一切责任。"
    ),
    _(
        "本单位已逐条阅读任务书，同意按任务书完成建设内容和绩效指标，专款专用、独立核算，并知悉建设期内不得申报运营绩效补贴、再次验收不合格将被收回前期拨付的经费。"
    ),
)
"""What an applicant undertakes."""
