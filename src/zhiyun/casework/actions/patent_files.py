"""A bureau brings in a file of patents: kept, then read with its columns confirmed. The record knows who did."""

from __future__ import annotations

from collections.abc import Mapping

from zhiyun.casework.actor import Actor
from zhiyun.casework.calls.publishing import KeptFile, stored
from zhiyun.casework.door import Deed, action
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.subjects import ORGANISATION
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Organisation, PatentFile, PatentReading

BRINGS_IN = frozenset({Role.CASE_OFFICER, Role.ROUND_MANAGER})
"""Who may add to what everyone searches."""
TABLES = ("xlsx", "csv")
LONGEST_NAME = 200


class NoTable(Refusal):
    """Only tables are brought in on screen; larger files and other layouts by who keeps the installation."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Said(
                "「%(name)s」不是表格。页面上收 .xlsx 和 .csv；XML、JSON 行和更大的文件，请系统管理员用 zhiyun patents import 读入。",
                name=name,
            )
        )


@action(name="patent_file.keep", words="上传专利文件", on=ORGANISATION, roles=BRINGS_IN)
def keep(*, organisation: Organisation, by: Actor, file: KeptFile, name: str) -> Deed:
    """Keep a table of patents; answers its SM3. The same bytes again are the file that is there already."""
    if file.kind not in TABLES:
        raise NoTable(name)
    row, is_new = PatentFile.objects.get_or_create(
        file=stored(file=file),
        organisation=organisation,
        defaults={"name": name[-LONGEST_NAME:], "by_id": by.person_id, "at": by.at},
    )
    return Deed(
        answer=file.sm3, after={"sm3": file.sm3, "name": row.name, "size": file.size, "is_new": is_new}
    )


@action(name="patent_file.read", words="读入专利文件", on=ORGANISATION, roles=BRINGS_IN)
def read(*, organisation: Organisation, by: Actor, sm3: str, columns: Mapping[str, str]) -> Deed:
    """Tell that reading a file begins, and what its columns are taken for; whoever asked then begins it."""
    row = PatentFile.objects.filter(organisation=organisation, file_id=sm3).first()
    if row is None:
        raise NotFound
    PatentReading.objects.create(patent_file=row, columns=dict(columns), by_id=by.person_id, at=by.at)
    return Deed(answer=row.name, after={"sm3": sm3, "name": row.name, "columns": dict(columns)})


@action(name="learning.end", words="结束后台学习", on=ORGANISATION, roles=BRINGS_IN)
def end_learning(*, organisation: Organisation, by: Actor) -> Deed:
    """Tell that what learns from the patents is to end for now; whoever asked then ends it."""
    return Deed(answer="")


@action(name="learning.begin", words="接着后台学习", on=ORGANISATION, roles=BRINGS_IN)
def begin_learning(*, organisation: Organisation, by: Actor) -> Deed:
    """Tell that what learns from the patents is to go on; whoever asked then begins it."""
    return Deed(answer="")
