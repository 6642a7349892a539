"""The approved minutes as the paper that is issued: plain values, kept whole.

office, meeting {reference, title, held_on, place}, members [{name, post, presides, votes, present}], rules, words,
items [{title, resolution, sm3, total_fen, because, revises, revises_because,
       cases [{reference, applicant, supported, amount_fen, how, note}]}],
written_by, approved_by
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.meetings import rules
from zhiyun.casework.meetings.agendas import Agenda
from zhiyun.records.models import AgendaCase, AgendaItem, Minutes, Resolution

Plain = dict[str, Any]


def content(
    *, agenda: Agenda, minutes: Minutes, resolved: Iterable[tuple[AgendaItem, Resolution]], approved_by: str
) -> Plain:
    """Draw up the minutes with what was frozen by them."""
    meeting = agenda.meeting
    held = (meeting.opened_at or meeting.held_at).astimezone(SHANGHAI)
    return {
        "office": meeting.issuer.name,
        "meeting": {
            "reference": meeting.reference,
            "title": meeting.title,
            "held_on": held.date().isoformat(),
            "place": meeting.place,
            "quorum": meeting.quorum,
        },
        "rules": [str(choice) for choice in rules.of_meeting(meeting=meeting, items=agenda.items)],
        "members": [
            {
                "name": each.name,
                "post": each.post,
                "presides": each.presides,
                "votes": each.votes,
                "present": bool(each.present),
            }
            for each in agenda.members
        ],
        "version": minutes.number,
        "words": minutes.words,
        "items": [_item(agenda, item, resolution) for item, resolution in resolved],
        "written_by": minutes.written_by.name,
        "approved_by": approved_by,
    }


def _item(agenda: Agenda, item: AgendaItem, resolution: Resolution) -> Plain:
    outcome = resolution.frozen["outcome"]
    answer = outcome["shares"]["finding"] if outcome["shares"] else outcome["caps"]
    version = item.call.current
    assert version is not None, "only a published call is brought"
    lines = {line["application"]: line for line in outcome["lines"]}
    return {
        "title": version.title,
        "document": version.document,
        "resolution": resolution.reference,
        "sm3": resolution.sm3,
        "total_fen": sum(line["amount_fen"] for line in outcome["lines"]),
        "because": answer["because"] if answer else "",
        "revises": resolution.supersedes.reference if resolution.supersedes is not None else "",
        "revises_because": resolution.because,
        "cases": [
            _case(agenda, case, lines[case.application.reference]) for case in agenda.cases.get(item.pk, ())
        ],
    }


def _case(agenda: Agenda, case: AgendaCase, line: Plain) -> Plain:
    said = agenda.conclusions[case.pk]
    how = "一致" if said.by_consensus else f"{said.votes_for}：{said.votes_against}：{said.abstained}"
    aside = "、".join(each.member.name for each in agenda.recusals if each.case_id == case.pk)
    notes = [f"{aside}回避" if aside else "", said.departs_because]
    return {
        "reference": case.application.reference,
        "applicant": case.application.organisation.name,
        "supported": line["supported"],
        "amount_fen": line["amount_fen"],
        "how": how,
        "note": "；".join(note for note in notes if note),
    }
