"""The papers of a meeting: one printed packet as plain values, and one archive of everything with a manifest."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from zhiyun import law
from zhiyun.casework import rounds, sight
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.canonical import canonical
from zhiyun.casework.deciding import grounds, outcome
from zhiyun.casework.meetings import agendas, bringing, heard_beside
from zhiyun.casework.meetings.agendas import Agenda
from zhiyun.casework.meetings.heard_beside import Beside
from zhiyun.casework.reviewing import schemes
from zhiyun.casework.tongue import in_chinese
from zhiyun.gateways import official_papers
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.money import Money
from zhiyun.records.models import AgendaItem, Meeting

Plain = dict[str, Any]
_AT = (1980, 1, 1, 0, 0, 0)
"""A constant, so that equal papers are equal archives."""


@dataclass(frozen=True, slots=True)
class Packed:
    """One file of the archive."""

    name: str
    what: str
    size: int
    sm3: str


def paper(*, by: Actor, reference: str, is_demo: bool) -> official_papers.Paper:
    """Lay out the packet of a meeting the actor may open; refuses any other as `sight.meeting` does."""
    meeting, agenda = _opened(by, reference)
    applications = [case.application for case in agenda.all_cases]
    found = heard_beside.beside(applications=applications)
    beside = {each.reference: found[each.pk] for each in applications if each.pk in found}
    calls = tuple(_call(item, _brought(agenda, item, by), beside) for item in agenda.items)
    held = meeting.held_at.astimezone(SHANGHAI)
    return official_papers.packet_paper(
        official_papers.Packet(
            official_papers.Letterhead(meeting.issuer.name, meeting.reference, by.day, is_demo=is_demo),
            meeting.title,
            f"{held:%Y-%m-%d %H:%M}",
            meeting.place,
            tuple(f"{each.name}（{each.post}）" for each in agenda.members),
            calls,
        )
    )


def write(*, target: BinaryIO, by: Actor, reference: str, packet: bytes) -> tuple[Packed, ...]:
    """Write the archive: the printed packet, and of each case what the law hears, what was proposed and judged.

    Its manifest names every file with its SM3. Refuses as `sight.meeting` does.
    """
    meeting, agenda = _opened(by, reference)
    files = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        files.append(_put(archive, "packet.pdf", "会议材料", packet))
        for position, item in enumerate(agenda.items, 1):
            brought = _brought(agenda, item, by)
            for one in brought["applications"]:
                folder = f"{position:02d}-{item.call.reference}/{one['application']}"
                for name, what, value in _parts(one):
                    content = canonical(value=value).encode()
                    files.append(
                        _put(archive, f"{folder}/{name}.json", f"{one['applicant']}　{what}", content)
                    )
        manifest = _manifest(meeting, by, files)
        text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        _put(archive, "manifest.json", "", text)
        _put(archive, "manifest.txt", "", _readable(manifest).encode())
    return tuple(files)


def _parts(one: Plain) -> Iterator[tuple[str, str, Any]]:
    yield "facts", "申报事实（取自封存的申报材料）", {"seal": one["seal"], **one["told"]}
    yield "basis", "审核依据", one["basis"]
    yield "judgements", "签署的判断", one["judgements"]
    if one["on_file"]:
        yield "on-file", "本局档案", one["on_file"]


def _opened(by: Actor, reference: str) -> tuple[Meeting, Agenda]:
    meeting = sight.meeting(by=by, reference=reference)
    return meeting, agendas.agenda(meeting=meeting)


def _brought(agenda: Agenda, item: AgendaItem, by: Actor) -> Plain:
    """Give what an item is decided on: as it was frozen, or as it stands while nothing was."""
    frozen = item.resolutions.order_by("id").values_list("frozen", flat=True).first()
    if frozen:
        return dict(frozen["brought"])
    return bringing.brought(agenda=agenda, item=item, year=by.day.year)


def _call(item: AgendaItem, brought: Plain, beside: Mapping[str, Beside]) -> official_papers.PacketCall:
    version = item.call.current
    assert version is not None, "only a published call is brought"
    benefit = rounds.pinned(version=version).benefit
    found = outcome(brought=brought)
    answer = found["shares"]["finding"] if found["shares"] else None
    told = {one["application"]: one for one in brought["applications"]}
    return official_papers.PacketCall(
        f"{version.title}（{version.document}）",
        benefit.words,
        str(Money(brought["pot_fen"])),
        f"按现有核定结果测算：{answer['because']}" if answer else "",
        tuple(
            _case(line, told[line["application"]], benefit, beside.get(line["application"], Beside()))
            for line in found["lines"]
        ),
    )


def _case(line: Plain, one: Plain, benefit: law.Benefit, beside: Beside) -> official_papers.PacketCase:
    basis = one["basis"]
    if basis is None:
        proposal = "—"
    elif benefit.is_construction:
        proposal = f"{'支持' if basis['supports'] else '不支持'} {Money(basis['proposed_fen'])}"
    else:
        proposal = str(Money(basis["counted_fen"]))
    return official_papers.PacketCase(
        line["application"],
        line["applicant"],
        one["credit_code"],
        one["district"],
        proposal,
        basis["words"] if basis and benefit.is_construction else "",
        tuple(_beside(beside)),
        Outcome(line["outcome"]).words,
        tuple(official_papers.Item(each["because"], each["cites"]) for each in line["grounds"]),
        tuple(
            official_papers.Item(
                f"{each['asks']}：{'符合' if each['met'] else '不符合'}，{each['opinion']}（{each['by']}）",
                str(grounds.citation(plain=each["cites"])),
            )
            for each in one["judgements"]
        ),
        one["seal"],
    )


def _beside(beside: Beside) -> Iterator[str]:
    if beside.score is not None:
        whole, hundredths = divmod(schemes.hundredths(score=beside.score), 100)
        yield f"专家组得分（满分100）：{whole}.{hundredths:02d}"
    for words in beside.dissents:
        yield f"不同意见：{words}"
    for seen in beside.visits:
        told = "；".join(
            f"{point}：{'相符' if agrees else '不符'}{f'，{words}' if words else ''}"
            for point, agrees, words in seen.findings
        )
        yield f"现场评估（{seen.at.astimezone(SHANGHAI):%Y-%m-%d}，{seen.place}）：{told}"


def _put(archive: zipfile.ZipFile, name: str, what: str, content: bytes) -> Packed:
    entry = zipfile.ZipInfo(name, _AT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o440 << 16
    archive.writestr(entry, content)
    return Packed(name, what, len(content), hashlib.new("sm3", content).hexdigest())


def _manifest(meeting: Meeting, by: Actor, files: list[Packed]) -> Plain:
    with in_chinese():
        made_by = f"{by.name}（{by.role.label}，{by.organisation_name}）"
    return {
        "meeting": meeting.reference,
        "title": meeting.title,
        "made_at": f"{by.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}",
        "made_by": made_by,
        "files": [
            {"name": each.name, "what": each.what, "size": each.size, "sm3": each.sm3} for each in files
        ],
    }


def _readable(manifest: Plain) -> str:
    lines = [
        f"会议材料　{manifest['meeting']}　{manifest['title']}",
        f"{manifest['made_by']}于{manifest['made_at']}（重庆时间）导出",
        "",
        *(
            f"{number}. {each['name']}　{each['what']}　{each['size']} 字节　SM3 {each['sm3']}"
            for number, each in enumerate(manifest["files"], 1)
        ),
        "可用 openssl dgst -sm3 逐个核对。",
    ]
    return "\r\n".join(lines) + "\r\n"
