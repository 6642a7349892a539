"""What the demonstration's applicants say of themselves."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Any

PARTICULARS: MappingProxyType[str, Any] = MappingProxyType(
    {
        "address": "演示市演示区演示路1号（演示地址）",
        "founded_on": date(2018, 3, 1),
        "contact_name": "演示联系人",
        "contact_phone": "023-00000000",
        "contact_email": "contact@demo.invalid",
        "summary": "演示：围绕本地产业开展专利导航、收储、评估和交易撮合，与高校院所、银行和园区共建服务链条。全部内容虚构。",
    }
)

NARRATIVES: MappingProxyType[str, str] = MappingProxyType(
    {
        "人员配备是否合理": "演示：设导航分析、价值评估、交易撮合三个小组，分析师均有三年以上经验，另聘两名法务。",
        "发展方向是否明确，运营模式是否清晰，是否已建立可持续运营机制": (
            "演示：以专利导航带动交易撮合，收入来自服务费和评估费，近两年收支平衡；每季度由理事会检查。"
        ),
        "管理制度是否科学，服务内容和流程是否规范，收益分配机制是否完善": (
            "演示：制度共六项，服务流程公开在网站；与权利人、投资方按协议分配收益。"
        ),
        "运营场地是否与运营规模相适应": "演示：运营场地800平方米，含路演厅和洽谈室，租期至2029年。",
        "知识产权运营活动是否具有良好成效": "演示：上年度促成转让、许可和质押融资二十余笔，典型案例三件，见所附说明。",
    }
)
"""Words to questions the law leaves to people, by what is asked."""
