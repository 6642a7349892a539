"""An applicant's applications, and everything about one of them."""

from django.urls import URLPattern, path, register_converter

from zhiyun.web.applicant import (
    construction,
    decision,
    form_file,
    handing_in,
    inquiries,
    listing,
    objected,
    overview,
    papers,
    sections,
    task_book,
    verified,
)
from zhiyun.web.applicant.tables.urls import TABLES


class PaperNumber:
    """The number of a paper or of its version in an address; longer ones than a database counts are no numbers."""

    regex = "[1-9][0-9]{0,14}"

    def to_python(self, value: str) -> int:
        """Read a number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Write a number."""
        return str(value)


register_converter(PaperNumber, "paper")


urlpatterns: list[URLPattern] = [
    *TABLES,
    path("", listing.applications, name="applications"),
    path("begin/<slug:call>/", listing.begin, name="begin"),
    path("<slug:reference>/", overview.application, name="application"),
    path("<slug:reference>/application.pdf", form_file.application_pdf, name="application-pdf"),
    path("<slug:reference>/copy/", overview.copy_last, name="copy-last"),
    path("<slug:reference>/papers/<paper:number>/", papers.download, name="paper"),
    path("<slug:reference>/papers/<paper:number>/<paper:version>/", papers.download, name="paper"),
    path("<slug:reference>/papers/<paper:number>/versions/", papers.history, name="paper-history"),
    path("<slug:reference>/submit/", handing_in.submit, name="submit"),
    path("<slug:reference>/preview/", handing_in.preview, name="preview"),
    path("<slug:reference>/withdraw/", handing_in.withdraw, name="withdraw"),
    path("<slug:reference>/correction/", handing_in.correction, name="correction"),
    path("<slug:reference>/inquiries/", inquiries.own, name="inquiries"),
    path("<slug:reference>/inquiries/<paper:number>/<paper:place>/", inquiries.file, name="inquiry-file"),
    path("<slug:reference>/verified/", verified.verified, name="verified"),
    path("<slug:reference>/receipt/", handing_in.receipt, name="receipt"),
    path("<slug:reference>/task-book/", task_book.book, name="task-book"),
    path("<slug:reference>/task-book/propose/", task_book.propose, name="task-book-propose"),
    path("<slug:reference>/task-book/differences/", task_book.differences, name="task-book-differences"),
    path("<slug:reference>/task-book/sign/", task_book.sign, name="task-book-sign"),
    path("<slug:reference>/task-book/draft.docx", task_book.docx, name="task-book-docx"),
    path("<slug:reference>/construction/", construction.construction, name="construction"),
    path(
        "<slug:reference>/construction/reports/<paper:number>/",
        construction.report,
        name="construction-report",
    ),
    path(
        "<slug:reference>/construction/acceptance/", construction.acceptance, name="construction-acceptance"
    ),
    path(
        "<slug:reference>/construction/files/<slug:of>/<paper:row>/<paper:place>/",
        construction.file,
        name="construction-file",
    ),
    path("<slug:reference>/task-book/changes/ask/", task_book.change_ask, name="task-book-change-ask"),
    path("<slug:reference>/task-book/changes/<int:number>/", task_book.change, name="task-book-change"),
    path(
        "<slug:reference>/task-book/changes/<int:number>/propose/",
        task_book.change_propose,
        name="task-book-change-propose",
    ),
    path(
        "<slug:reference>/task-book/changes/<int:number>/sign/",
        task_book.change_sign,
        name="task-book-change-sign",
    ),
    path(
        "<slug:reference>/task-book/changes/<int:number>/end/",
        task_book.change_end,
        name="task-book-change-end",
    ),
    path("<slug:reference>/objections/", objected.objected, name="objected"),
    path("<slug:reference>/decision/", decision.decision, name="application-decision"),
    path("<slug:reference>/<slug:name>/", sections.section, name="section"),
]
