"""Files of patents made to harm: lines, tags and packed files without end are answered before they take a second.

Limits are lowered so that a few hundred bytes stand for a gigabyte; what is asserted is which limit answers, not how fast.
"""

from __future__ import annotations

import gzip
import io

import pytest

from zhiyun.gateways import patent_files
from zhiyun.gateways.patent_files import Record, json_lines, opening, xml_documents
from zhiyun.kernel.refusal import Faulty

GOOD = b'{"id": "US5A"}\n'


class Counting(io.BytesIO):
    """Bytes that tell how many of them were read."""

    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        piece = super().read(size)
        self.taken += len(piece)
        return piece


def read(stream: io.BytesIO, name: str = "演示.jsonl") -> list[Record]:
    return list(patent_files.records(patent_files.opened(stream), name=name, columns={}))


def fault_of(content: bytes) -> str:
    with pytest.raises(Faulty) as refused:
        read(io.BytesIO(content))
    [fault] = refused.value.faults
    return str(fault.message)


@pytest.mark.parametrize(
    "begun",
    [b"<exchange-document ", b'<exchange-document a="', b"<!-- ", b"<"],
    ids=["tag", "attribute", "comment", "name"],
)
def test_a_mark_without_end_is_given_up_and_not_begun_anew_with_every_piece(
    begun: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xml_documents, "PIECE", 100)
    monkeypatch.setattr(xml_documents, "LONGEST_MARK", 1000)
    stream = Counting(b"<r>" + begun + b"x" * 100_000)

    with pytest.raises(Faulty, match="一个标记超过"):
        read(stream)

    assert stream.taken < 10_000


def test_elements_without_text_count_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_documents, "LONGEST", 1000)

    assert "不像专利文献" in fault_of(b"<exchange-document>" + b"<a/>" * 100)
    assert "不像专利文献" in fault_of(b'<exchange-document><a b="' + b"x" * 2000 + b'"/>')


def test_elements_between_documents_are_not_looked_at_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_documents, "MOST_BETWEEN", 10)
    few, document = b"<x/>" * 9, b"<exchange-document/>"

    assert "都不是专利文献" in fault_of(b"<r>" + b"<x/>" * 20)
    assert len(read(io.BytesIO(b"<r>" + few + document + few + document + b"</r>"))) == 2


def test_a_long_document_within_its_limits_is_read() -> None:
    [record] = read(io.BytesIO(b"<exchange-document>" + b"<p>a</p>" * 20_000 + b"</exchange-document>"))

    assert not record.faults


def test_blank_lines_without_end_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "MOST_BLANK", 10)

    good, given_up = read(io.BytesIO(GOOD + b"\n" * 20 + GOOD))

    assert good.raw == {"publication": "US5A"}
    assert "空行" in str(given_up.faults[0].message)
    assert len(read(io.BytesIO((GOOD + b"\n" * 9) * 3))) == 3


@pytest.mark.parametrize(
    ("content", "name"),
    [(GOOD * 3000, "演示.jsonl"), (b"<r>" + b"<x/>" * 9000, "演示.xml"), (b"pub_no,title\n" + b"CN109996757A,\n" * 3000, "演示.csv")],
    ids=["json", "xml", "csv"],
)  # fmt: skip
def test_a_packed_file_that_holds_far_more_than_texts_do_is_refused(
    content: bytes, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = gzip.compress(content)
    monkeypatch.setattr(opening, "LEAST_CHECKED", 1000)
    monkeypatch.setattr(opening, "MOST_TIMES", 10)

    with pytest.raises(opening.Overpacked) as refused:
        read(io.BytesIO(packed), name)

    assert "10倍以上" in str(refused.value)
    for take in (io.BufferedIOBase.read, io.BufferedIOBase.read1):
        with pytest.raises(opening.Overpacked):
            getattr(patent_files.opened(io.BytesIO(packed)), take.__name__)(1 << 20)


def test_a_table_whose_line_does_not_end_is_refused_as_a_whole() -> None:
    with pytest.raises(Faulty) as refused:
        read(io.BytesIO(b"pub_no,title\nCN109996757A," + b"a" * (2 << 20)), "演示.csv")

    assert "有一行超过" in str(refused.value)
