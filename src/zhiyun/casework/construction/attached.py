"""Files handed in with words of a centre's construction: kept already, named in the row, told by their SM3."""

from __future__ import annotations

from collections.abc import Sequence

from zhiyun.casework.calls.publishing import KeptFile
from zhiyun.kernel.refusal import Fault
from zhiyun.kernel.said import Said
from zhiyun.records.models import StoredFile

MOST_FILES = 10
Files = Sequence[tuple[str, KeptFile]]


def attached(*, files: Files) -> list[dict[str, str]]:
    """Give files as rows keep them: name and SM3, each known to safekeeping's own table."""
    for _name, file in files:
        StoredFile.objects.get_or_create(
            sm3=file.sm3, defaults={"size": file.size, "kind": file.kind, "media_type": file.media_type}
        )
    return [{"name": name, "sm3": file.sm3} for name, file in files]


def too_many(*, files: Files) -> list[Fault]:
    """Find more files than one hand-in takes."""
    if len(files) <= MOST_FILES:
        return []
    return [Fault(Said("附件"), Said("最多%(most)s个，请合并后再传", most=MOST_FILES))]


def told(*, words: str, place: Said, longest: int) -> list[Fault]:
    """Find words that are not there, or too long."""
    if words.strip() and len(words.strip()) <= longest:
        return []
    return [Fault(place, Said("请写明，不超过%(longest)s字", longest=longest))]
