"""Where issued documents are kept and verified."""

from django.urls import path, register_converter

from zhiyun.casework.queries.issued import code_in
from zhiyun.web.public import documents


class DocumentCode:
    """The code of an issued document in an address, however it is spaced."""

    regex = "[A-Za-z0-9-]{20,30}"

    def to_python(self, value: str) -> str:
        """Read a code; what cannot be one has no page."""
        code = code_in(typed=value)
        if code is None:
            raise ValueError(value)
        return code

    def to_url(self, value: str) -> str:
        """Write a code as it is kept."""
        return value


register_converter(DocumentCode, "document_code")

urlpatterns = [
    path("verify/", documents.verify, name="verify"),
    path("verify/<document_code:code>/", documents.verify_paper, name="verify-paper"),
    path("<document_code:code>.pdf", documents.issued, name="issued"),
    path("<document_code:code>.docx", documents.issued_docx, name="issued-docx"),
]
