"""The text of documents: what is read, what is refused, and that a PDF is read apart."""

import io
import signal
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gateways import uploads
from zhiyun.gateways import document_texts
from zhiyun.gateways.document_texts import pdf_reading
from zhiyun.gateways.document_texts.bounds import Bounds
from zhiyun.gateways.document_texts.pdf_reading import NotRead, pdf_text
from zhiyun.kernel.refusal import Faulty

SHOWN = b"BT /F1 12 Tf 72 700 Td (A separator of ceramic) Tj ET"


def document(
    content: bytes, *more: bytes, resources: bytes = b"", font: bytes = b"", pages: int = 1
) -> io.BytesIO:
    """Give a PDF whose pages show what the content says; ``more`` objects are numbered from 9 on."""
    kids = b" ".join([b"6 0 R"] * pages)
    return io.BytesIO(
        uploads.pdf(
            b"<< /Type /Catalog /Pages 5 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
            b"<< /Type /Page /Parent 5 0 R /MediaBox [0 0 595 842] /Contents 7 0 R"
            b" /Resources << /Font << /F1 8 0 R >> %s >> >>" % resources,
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            b"<< /Type /Font /BaseFont /Helvetica %s >>" % (font or b"/Subtype /Type1"),
            *more,
            trailer=b"/Root 4 0 R",
        )
    )


def page(content: bytes) -> io.BytesIO:
    """Give a PDF of one page that shows what the content says."""
    return document(content)


def with_a_bomb_for_a_font(unpacked: int) -> io.BytesIO:
    """Give a PDF of some kilobytes whose font unpacks to so many bytes."""
    packed = zlib.compress(bytes(unpacked), 9)
    return document(
        SHOWN,
        b"<< /Type /FontDescriptor /FontName /Helvetica /Flags 32 /FontFile2 10 0 R >>",
        b"<< /Length %d /Length1 %d /Filter /FlateDecode >>\nstream\n%s\nendstream"
        % (len(packed), unpacked, packed),
        font=b"/Subtype /TrueType /FontDescriptor 9 0 R",
    )


def that_draws_forms_within_forms(levels: int) -> io.BytesIO:
    """Give a PDF in which each form draws the next ten times over, and the last ten boxes."""
    forms = []
    for level in range(levels):
        is_last = level == levels - 1
        drawn = (b"0 0 1 1 re f " if is_last else b"/X Do ") * 10
        next_one = b"" if is_last else b"/XObject << /X %d 0 R >>" % (10 + level)
        forms.append(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << %s >> /Length %d >>\nstream\n%s\nendstream"
            % (next_one, len(drawn), drawn)
        )
    return document(SHOWN + b" /X Do", *forms, resources=b"/XObject << /X 9 0 R >>")


def test_the_text_of_a_pdf_is_read_as_far_as_it_is_asked_for() -> None:
    assert document_texts.text_of(page(SHOWN), "演示.pdf", most=100) == "A separator of ceramic"
    assert document_texts.text_of(page(SHOWN), "演示.pdf", most=11) == "A separator"


@pytest.mark.parametrize(
    ("made", "name", "told"),
    [
        (lambda: page(b""), "演示.pdf", "只有图片，没有文字"),
        (lambda: io.BytesIO(uploads.png()), "演示.png", "PNG 图片，读不出文字"),
    ],
)
def test_what_holds_no_text_is_refused_with_what_to_do(
    made: Callable[[], io.BytesIO], name: str, told: str
) -> None:
    with pytest.raises(Faulty) as refused:
        document_texts.text_of(made(), name, most=100)

    [fault] = refused.value.faults
    assert told in fault.message
    assert "复制到框里" in fault.message


def test_a_pdf_whose_reader_breaks_down_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reading, "_COMMAND", (sys.executable, "-c", "import os; os.abort()"))

    with pytest.raises(Faulty, match="重新打印为 PDF 后再上传"):
        document_texts.text_of(page(SHOWN), "演示.pdf", most=100)


def test_a_pdf_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(NotRead):
        pdf_text(page(SHOWN), most=100, patience_seconds=0.001)


def test_a_pdf_that_unpacks_beyond_the_memory_is_stopped_and_a_plain_one_is_read() -> None:
    bounds = Bounds(memory=80 << 20)
    bomb = with_a_bomb_for_a_font(24 << 20)

    assert len(bomb.getvalue()) < 32_000
    assert pdf_text(page(SHOWN), most=100, bounds=bounds) == "A separator of ceramic"
    with pytest.raises(NotRead) as stopped:
        pdf_text(bomb, most=100, bounds=bounds)
    assert stopped.value.code == -signal.SIGABRT


def test_a_pdf_that_keeps_the_processor_busy_is_stopped_before_patience_ends() -> None:
    with pytest.raises(NotRead) as stopped:
        pdf_text(that_draws_forms_within_forms(8), most=100, patience_seconds=60, bounds=Bounds(seconds=1))

    assert stopped.value.code == -signal.SIGKILL
    assert (
        pdf_text(that_draws_forms_within_forms(2), most=100, bounds=Bounds(seconds=1))
        == "A separator of ceramic"
    )


def test_of_many_pages_only_so_many_are_read() -> None:
    text = pdf_text(document(SHOWN, pages=3), most=1_000, bounds=Bounds(pages=2))

    assert text.count("ceramic") == 2


def test_who_holds_the_bounds_opens_no_file() -> None:
    held = "from zhiyun.gateways.document_texts.bounds import Bounds, hold\nhold(Bounds())\nopen('/dev/null')"

    done = subprocess.run([sys.executable, "-I", "-c", held], stderr=subprocess.PIPE, check=False)

    assert b"OSError: [Errno 24]" in done.stderr


def test_a_pdf_is_read_without_the_servers_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kept = tmp_path / "environment"
    reader = tmp_path / "reader.py"
    reader.write_text(f"import os\nopen({str(kept)!r}, 'w').write(' '.join(sorted(os.environ)))\n")
    monkeypatch.setattr(pdf_reading, "_COMMAND", (sys.executable, "-I", str(reader)))
    monkeypatch.setenv("ZHIYUN_SECRET_KEY", "演示密钥")

    pdf_text(page(SHOWN), most=100)

    assert "ZHIYUN" not in kept.read_text()
