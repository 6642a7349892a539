"""Where the bureau verifies subsidies' ledgers."""

from django.urls import path, register_converter

from zhiyun.web.bureau import case_files, inquiries, shared_rights, verification, verification_board


class Many:
    """What is done to many deals at once."""

    regex = "count|check"

    def to_python(self, value: str) -> str:
        """Read it."""
        return value

    def to_url(self, value: str) -> str:
        """Write it."""
        return value


register_converter(Many, "many")

urlpatterns = [
    path("", verification_board.board, name="verification"),
    path("calls/<slug:call>/", verification_board.board, name="verification-call"),
    path("calls/<slug:call>/shared/", shared_rights.shared, name="verification-shared"),
    path(
        "calls/<slug:call>/shared/agreements/<int:agreement>/",
        shared_rights.agreement,
        name="verification-agreement",
    ),
    path("<slug:reference>/", verification.desk, name="verification-case"),
    path("<slug:reference>/export/", case_files.verified, name="verification-export"),
    path("<slug:reference>/inquiries/", inquiries.office, name="verification-inquiries"),
    path("<slug:reference>/<many:what>/", verification_board.many, name="verification-many"),
]
