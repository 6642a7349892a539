"""What publishing a version leaves behind: a numbered paper, and a word to everyone who began an application."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhiyun.casework import outbox
from zhiyun.casework.actor import Actor
from zhiyun.casework.calls.differences import Difference
from zhiyun.casework.calls.hands import hands
from zhiyun.casework.calls.words import CallWords
from zhiyun.records.models import Call, CallVersion, Organisation, StoredFile

LONGEST_REASON = 500
LONGEST_QUOTED = 300
MOST_ATTACHMENTS = 20
ADDRESS = "/calls/{}/"
"""Where the public reads a call."""
DESK_ADDRESS = "/bureau/calls/{}/"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file whose bytes are in safekeeping and whose kind was told by its content; ``size`` in bytes."""

    sm3: str
    size: int
    kind: str
    media_type: str


def stored(*, file: KeptFile) -> StoredFile:
    """Give the row of a kept file, made once."""
    row, _ = StoredFile.objects.get_or_create(
        sm3=file.sm3, defaults={"size": file.size, "kind": file.kind, "media_type": file.media_type}
    )
    return row


def tell_applicants(*, call: Call, words: CallWords, changes: Iterable[Difference], by: Actor) -> None:
    """Write to everyone who began an application what the new version says otherwise."""
    listed = "\n".join(f"{number}. {sentence(difference=each)}" for number, each in enumerate(changes, 1))
    body = (
        f"您单位已开始申报的《{words.title}》有变更，以新的一版为准。\n\n"
        f"变更说明：{words.change_note}\n\n{listed}\n\n请核对已填写的内容是否需要修改。"
    )
    began = Organisation.objects.filter(applications__call=call).distinct()
    for organisation in began.order_by("id"):
        outbox.tell_members(
            organisation=organisation,
            subject=f"申报通知有变更：{words.title}",
            body=body,
            link=ADDRESS.format(call.reference),
            by=by,
        )


def tell_sent_back(*, version: CallVersion, reason: str, by: Actor) -> None:
    """Write to who edited and who sent a version that it came back, and why."""
    people = {version.sent_by_id, version.edited_by_id} - {by.person_id, None}
    outbox.tell(
        people=sorted(people),
        subject=f"申报通知草稿被退回：{version.title}",
        body=f"{by.name}退回了第{version.number}版。理由：{reason}",
        link=DESK_ADDRESS.format(version.call.reference),
        by=by,
        organisation=version.call.issuer,
    )


def tell_discarded(*, version: CallVersion, reason: str, by: Actor) -> None:
    """Write to whoever else began, edited or sent a call that it was given up, and why."""
    people = hands(version=version) | {version.call.begun_by_id}
    outbox.tell(
        people=sorted(people - {by.person_id}),
        subject=f"申报通知草稿已作废：{version.title}",
        body=f"{by.name}作废了这份草稿，不再办理。理由：{reason}",
        link=DESK_ADDRESS.format(version.call.reference),
        by=by,
        organisation=version.call.issuer,
    )


def sentence(*, difference: Difference) -> str:
    """Say a difference in one sentence, with both words; long ones are cut, the call's page has them whole."""
    words = (_clipped(difference.before), _clipped(difference.after))
    said = [f"「{each}」" for each in words if each]
    return f"{difference.kind.value}{difference.what}：{'改为'.join(said)}"


def _clipped(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}……"
