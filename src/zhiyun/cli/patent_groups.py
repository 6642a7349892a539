"""`zhiyun patents regroup`: applicants counted as people decided, and new pairs to decide on."""

from __future__ import annotations

import os

import click

from zhiyun.cli import answers, options
from zhiyun.cli.chinese import ChineseCommand
from zhiyun.exchange.patents import merging, places, regrouping
from zhiyun.gateways import installation

HELP = """
按生效的认定归并申请人，把索引补到一致，再找出可能是同一单位的，供“申请人归并”页面认定。

只改写归并有变化的专利。页面上点“让认定生效”做的是同一件事；那里中断的，执行这一条做完。
"""
EPILOG = "JSON 的键：decisions（生效的认定几项）、changed（改了几件专利）、proposed（可能是同一单位的几对）。"


@click.command(cls=ChineseCommand, help=HELP, epilog=EPILOG)
@options.as_json
def regroup(as_machine: bool) -> None:
    """Do what the page's process does."""
    home = installation.home(os.environ)
    changed = regrouping.run(home=home)
    decisions = merging.in_effect(shelf=places.shelf_folder(home=home)).decisions
    proposed = len(regrouping.proposed(home=home))
    if as_machine:
        answers.write_json({"decisions": decisions, "changed": changed, "proposed": proposed})
    else:
        answers.write(
            [f"生效的认定 {decisions} 项，改了 {changed:,} 件专利；可能是同一单位的有 {proposed:,} 对。"]
        )
