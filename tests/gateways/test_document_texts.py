"""The text of documents: what is read, what is refused, and that a PDF is read apart."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gateways import uploads
from zhiyun.gateways import document_texts
from zhiyun.gateways.document_texts import pdf_reading
from zhiyun.gateways.document_texts.pdf_reading import NotRead, pdf_text
from zhiyun.kernel.refusal import Faulty

SHOWN = b"BT /F1 12 Tf 72 700 Td (A separator of ceramic) Tj ET"


def page(content: bytes) -> io.BytesIO:
    """Give a PDF of one page more, which shows what the content says."""
    return io.BytesIO(
        uploads.pdf(
            b"<< /Type /Catalog /Pages 5 0 R >>",
            b"<< /Type /Pages /Kids [6 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 5 0 R /MediaBox [0 0 595 842] /Contents 7 0 R"
            b" /Resources << /Font << /F1 8 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            trailer=b"/Root 4 0 R",
        )
    )


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


def test_a_pdf_is_read_without_the_servers_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kept = tmp_path / "environment"
    reader = tmp_path / "reader.py"
    reader.write_text(f"import os\nopen({str(kept)!r}, 'w').write(' '.join(sorted(os.environ)))\n")
    monkeypatch.setattr(pdf_reading, "_COMMAND", (sys.executable, "-I", str(reader)))
    monkeypatch.setenv("ZHIYUN_SECRET_KEY", "演示密钥")

    pdf_text(page(SHOWN), most=100)

    assert "ZHIYUN" not in kept.read_text()
