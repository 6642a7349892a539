"""Every address of the screens, and who answers there."""

from django.urls import include, path, register_converter

from zhiyun.web.applicant import bank
from zhiyun.web.bureau import money_urls
from zhiyun.web.navigation_records import urls as navigation_records
from zhiyun.web.public import allocate, count, display, estimate, home, law, objections, texts, workdays


class MeasureId:
    """A measure's id in an address, ``cq-2021-65``; ``cq_2021_65`` is understood too."""

    regex = "[a-z0-9][a-z0-9_-]{1,60}"

    def to_python(self, value: str) -> str:
        """Read an id as the law writes it."""
        return value.replace("-", "_")

    def to_url(self, value: str) -> str:
        """Write an id as addresses are written."""
        return value.replace("_", "-")


register_converter(MeasureId, "measure")

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", home.about, name="about"),
    path("display/", display.switch, name="display"),
    path("robots.txt", texts.robots, name="robots"),
    path("favicon.ico", texts.favicon, name="favicon"),
    path("law/", law.measures, name="law"),
    path("law/<measure:measure_id>/", law.measure, name="measure"),
    path("law/<measure:measure_id>/<int:number>/", law.article, name="article"),
    path("law/<measure:measure_id>/readings/", law.readings, name="readings"),
    path("estimate/", estimate.benefits, name="estimate"),
    path("estimate/<slug:benefit>/", estimate.estimate, name="estimate-benefit"),
    path("allocate/", allocate.allocate, name="allocate"),
    path("count/", count.count, name="count"),
    path("workdays/", workdays.workdays, name="workdays"),
    path("patents/landscape/", include("zhiyun.web.navigation.landscape.urls")),
    path("patents/navigation/", include(navigation_records.public_urls)),
    path("patents/", include("zhiyun.web.navigation.urls")),
    path("calls/", include("zhiyun.web.public.call_urls")),
    path("notices/", include("zhiyun.web.public.notice_urls")),
    path("objections/", objections.track, name="track"),
    path("results/", include("zhiyun.web.public.result_urls")),
    path("api/", include("zhiyun.web.api.urls")),
    path("documents/", include("zhiyun.web.public.document_urls")),
    path("", include("zhiyun.web.accounts.urls")),
    path("applications/", include("zhiyun.web.applicant.urls")),
    path("navigation/", include(navigation_records.centre_urls)),
    path("bureau/navigation/", include(navigation_records.bureau_urls)),
    path("bureau/calls/", include("zhiyun.web.bureau.call_urls")),
    path("bureau/cases/", include("zhiyun.web.bureau.case_urls")),
    path("bureau/verification/", include("zhiyun.web.bureau.verification_urls")),
    path("bureau/task-books/", include("zhiyun.web.bureau.task_book_urls")),
    path("bureau/construction/", include("zhiyun.web.bureau.construction_urls")),
    path("bureau/patents/", include("zhiyun.web.bureau.patent_urls")),
    path("bureau/notices/", include("zhiyun.web.bureau.notice_urls")),
    path("bureau/review/", include("zhiyun.web.bureau.review_urls")),
    path("expert/", include("zhiyun.web.expert.urls")),
    path("bureau/ledger/", include(money_urls.ledger_urls)),
    path("bureau/payments/", include(money_urls.payment_urls)),
    path("account/bank/", bank.account, name="bank-account"),
    path("account/bank/change/", bank.change, name="bank-account-change"),
    path("bureau/meetings/", include("zhiyun.web.bureau.meeting_urls")),
    path("bureau/decisions/", include("zhiyun.web.bureau.decision_urls")),
    path("administration/", include("zhiyun.web.administration.urls")),
    path("record/", include("zhiyun.web.record.urls")),
    path("demo/", include("zhiyun.web.demo.urls")),
]
