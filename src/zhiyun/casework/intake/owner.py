"""Whose ledger it is: an applicant hands in its own deals, and nothing only an officer may fill in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from zhiyun.casework.intake.appraisals import APPRAISAL
from zhiyun.casework.intake.cells import Slip, checked, shown
from zhiyun.casework.intake.columns import Matched
from zhiyun.casework.intake.names import identity
from zhiyun.casework.intake.reading import Rows
from zhiyun.gateways.tables import FaultList
from zhiyun.kernel.said import Said

MOST_LINES: Final = 5_000
LONGEST: Final = {"deal": 60, "from_party": 100, "to_party": 100, "registration_no": 60}
"""How many characters a ledger's texts may have when it is kept."""


@dataclass(frozen=True)
class Owner:
    """The applicant: reads the column of applicants, in which a blank cell means itself."""

    name: str
    credit_code: str

    @property
    def blank(self) -> str:
        """What a column that is not there means."""
        return self.name

    def careful(self, cell: str) -> str:
        """Read one cell; raises `Slip` on another's name."""
        text = checked(cell=cell)
        if text and identity(text=text) not in (identity(text=self.name), self.credit_code):
            raise Slip(
                Said(
                    "%(text)s不是本单位；只能填报%(name)s自己的业务，请改正或留空",
                    text=shown(text=text),
                    name=self.name,
                )
            )
        return self.name

    def bulk(self, cells: Sequence[str]) -> Sequence[str] | None:
        """Read many cells that are all as the applicant is registered."""
        return [self.name] * len(cells) if set(cells) <= {self.name, ""} else None

    def spelt(self) -> dict[str, str]:
        """Give the spelling the applicant has wherever else it stands in the ledger."""
        return {identity(text=self.name): self.name}

    def note(self, rows: Rows, matched: Matched, faults: FaultList) -> None:
        """Note texts too long to be kept, rows beyond what is kept, and cells only an officer fills in."""
        appraised = [column for column in APPRAISAL if column.name in matched.places]
        for index, number in enumerate(rows.numbers):
            for name, longest in LONGEST.items():
                text = rows.values(name)[index]
                if len(text) > longest:
                    faults.about_cell(
                        number,
                        matched.header(name),
                        Said(
                            "有 %(count)s 个字，最多 %(longest)s 个，请写短一些",
                            count=len(text),
                            longest=longest,
                        ),
                    )
            for column in appraised:
                if rows.cells(column.name)[index].strip():
                    faults.about_cell(
                        number, matched.header(column.name), Said("由审核人员填写，申报时请清空这一格")
                    )
