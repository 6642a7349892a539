"""An application put to the law as it stands: every ground, what it still lacks, and who will judge what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhiyun import law
from zhiyun.casework.completeness import Missing, missing
from zhiyun.casework.examination import Examination, examine
from zhiyun.casework.facts import Snapshot
from zhiyun.casework.rounds import Pinned
from zhiyun.casework.sections import Section, sections
from zhiyun.kernel.finding import Finding, Outcome
from zhiyun.kernel.terms import Choice


@dataclass(frozen=True)
class Assessment:
    """The law's finding on an application, its leaves by outcome, and the faults that keep it from being handed in."""

    examined: Examination
    by_section: Mapping[str, Finding]
    missing: tuple[Missing, ...]

    @property
    def finding(self) -> Finding:
        """The law's finding, with every ground."""
        return self.examined.finding

    @property
    def not_met(self) -> tuple[Finding, ...]:
        """What the law finds not met."""
        return self._leaves(Outcome.NOT_MET)

    @property
    def without_evidence(self) -> tuple[Finding, ...]:
        """What nothing speaks for yet."""
        return self._leaves(Outcome.NO_EVIDENCE)

    @property
    def to_judge(self) -> tuple[Finding, ...]:
        """What is left to people."""
        return self._leaves(Outcome.NEEDS_JUDGEMENT)

    @property
    def readings(self) -> tuple[Choice, ...]:
        """Every reading the finding rests on."""
        return self.finding.all_readings()

    def _leaves(self, outcome: Outcome) -> tuple[Finding, ...]:
        return tuple(leaf for leaf in self.examined.leaves() if leaf.outcome is outcome)


def assess(
    *,
    snapshot: Snapshot,
    pinned: Pinned,
    applied_at: datetime,
    closes_at: datetime,
    on_file: Mapping[str, law.Fact[Any]],
) -> Assessment:
    """Hear an application that was, or would be, handed in at ``applied_at``."""
    examined = examine(
        snapshot=snapshot, pinned=pinned, applied_at=applied_at, closes_at=closes_at, on_file=on_file
    )
    listed = sections(pinned=pinned)
    by_section = _by_section(listed, examined.finding)
    return Assessment(
        examined, by_section, missing(snapshot=snapshot, pinned=pinned, listed=listed, heard=by_section)
    )


def _by_section(listed: tuple[Section, ...], finding: Finding) -> dict[str, Finding]:
    """The law hears its conditions in the order in which the form asks them."""
    conditions = [section.name for section in listed if section.condition is not None]
    return dict(zip(conditions, finding.grounds, strict=True))
