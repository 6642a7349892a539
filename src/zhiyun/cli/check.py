"""`zhiyun check`: one applicant's facts against every condition and bar of a benefit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from zhiyun import law
from zhiyun.casework import applicants, documents
from zhiyun.casework.sheet import Sheet
from zhiyun.cli import answers, options
from zhiyun.cli.asking import measure_asked, round_asked
from zhiyun.cli.chinese import ChineseCommand
from zhiyun.cli.grounds import (
    finding_as_machine,
    findings_as_table,
    reading_as_machine,
    readings_as_lines,
    tree,
)
from zhiyun.cli.surroundings import today
from zhiyun.cli.values import IN_FILE, OneOf
from zhiyun.kernel.finding import Finding, Outcome

BENEFITS = {benefit.value: benefit.words for benefit in law.Benefit}

HELP = """
逐项审查一个申报单位是否符合条件、有无不得申报的情形，列出每一项的结论和理由，不遗漏任何一项。

结论有四种：符合、不符合、待判断（须由人判断并签字）、缺证据（没有说明或没有材料，不等于不符合）。
事实文件是 JSON，写法见 zhiyun law show 6、7、8 所列的事实名称；每个事实可只写值，
也可写成 {"value": 7, "as_of": "2026-05-31", "evidence": "社保名单"}。
"""

EPILOG = """
申报事项：municipal_centre 市级综合性中心建设，industry_centre 产业或区域中心建设，performance_subsidy 运营绩效补贴。

JSON 的键：measure、benefit、outcome（met、not_met、needs_judgement、no_evidence）、because、applicant、
applied_on、closes_on、findings（document、article、item、outcome、because、facts、readings、judgement、
warnings、grounds）、readings。findings 中的 readings 为口径编号，含义见最外层 readings。
"""


@click.command(cls=ChineseCommand, help=HELP, epilog=EPILOG)
@click.argument("facts", type=IN_FILE, metavar="事实.json", help="申报单位的事实、证据和判断意见")
@click.option(
    "--benefit",
    type=OneOf("申报事项", BENEFITS),
    required=True,
    metavar="申报事项",
    help="municipal_centre、industry_centre 或 performance_subsidy",
)
@options.on
@options.round_file
@options.measure
@options.reading
@options.explain
@options.as_json
def check(
    facts: Path,
    benefit: str,
    on: date | None,
    round_path: Path | None,
    measure: str | None,
    tried: tuple[tuple[str, str], ...],
    explain: bool,
    as_machine: bool,
) -> None:
    """Hear every condition of a benefit on one applicant's facts."""
    table = documents.json_table(path=facts)
    asked_on = on or _applied_on(table) or today()
    asked = measure_asked(measure, tried, on=asked_on)
    round_ = round_asked(round_path, asked)
    made = applicants.application(table=table, measure=asked)
    claimed = law.Benefit(benefit)
    occasion = made.occasion(on=asked_on, measure=asked, benefit=claimed, round_=round_)
    found = asked.eligibility(claimed, made.facts, occasion, round_)
    if as_machine:
        answers.write_json(
            {
                "measure": asked.id,
                "benefit": claimed.value,
                "outcome": found.outcome.value,
                "because": found.because,
                "applicant": made.facts.applicant,
                "applied_on": str(occasion.applied_on),
                "closes_on": str(occasion.closes_on),
                "findings": [finding_as_machine(ground) for ground in found.grounds],
                "readings": [reading_as_machine(choice) for choice in found.all_readings()],
            }
        )
    else:
        answers.write(_as_lines(asked, claimed, made.facts.applicant, occasion, found, explain))


def _applied_on(table: dict[str, object]) -> date | None:
    return Sheet.as_day(table.get("applied_on"))


def _as_lines(
    measure: law.Measure,
    benefit: law.Benefit,
    applicant: str,
    occasion: law.Occasion,
    found: Finding,
    explain: bool,
) -> Iterator[str]:
    yield f"申报单位  {applicant}"
    yield f"申报事项  {benefit.words}（{measure.number}）"
    yield f"申报日    {occasion.applied_on}，截止日 {occasion.closes_on}"
    yield f"结论      {found.outcome.words}"
    yield ""
    if explain:
        yield from tree(found)
    else:
        yield from findings_as_table(found.grounds)
    warnings = dict.fromkeys(warning for each in found.walk() for warning in each.warnings)
    yield from (f"提示：{warning}" for warning in warnings)
    if found.outcome is not Outcome.MET and not explain:
        yield ""
        yield "加 --explain 可看到每一项所用的事实、证据和口径"
    yield from readings_as_lines(found.all_readings())
