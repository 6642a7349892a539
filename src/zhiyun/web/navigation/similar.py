"""找相似: what is most like a patent, a text, or a document that is read and forgotten; a body may keep the question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zhiyun.casework import throttling
from zhiyun.casework.actions import patent_searches
from zhiyun.casework.queries import patent_work
from zhiyun.casework.queries.patent_work import Search
from zhiyun.casework.refusals import NotFound
from zhiyun.exchange.patents import (
    classes,
    engines,
    kept_likes,
    labels,
    likely_classes,
    likes,
    meaning,
    searching,
)
from zhiyun.exchange.patents.kept_likes import Sought
from zhiyun.exchange.patents.likes import Likes
from zhiyun.exchange.patents.understood import understood
from zhiyun.gateways import document_texts
from zhiyun.gateways.search_engine import SearchEngine
from zhiyun.ip.application_texts import LONGEST_DOCUMENT, Telling, telling
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.web import clock, faults, guards, seats
from zhiyun.web.accounts.throttled import slow_down
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.navigation import examples, shown
from zhiyun.web.navigation.saved import LONGEST_LIKE
from zhiyun.web.navigation.search import engine, navigator
from zhiyun.web.sent_numbers import whole

Thing = TypeVar("Thing")
LARGEST = 4 * 1024 * 1024
"""Bytes of a document whose text is read."""


class SimilarForm(forms.Form):
    """A number, a text or a document, and what narrows the answer."""

    number = forms.CharField(label=_("专利号码"), required=False, max_length=40)
    text = forms.CharField(
        label=_("一段文字"),
        required=False,
        max_length=likes.LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("摘要、权利要求或者技术交底书的一段，中文英文都可以。"),
    )
    document = forms.FileField(
        label=_("或者上传文件"),
        required=False,
        help_text=_("PDF、.docx 或 .txt，不超过 4 MB。只在答复这一次时读，不保存。"),
    )
    classes = forms.CharField(
        label=_("分类号"),
        required=False,
        max_length=200,
        help_text=_(
            "可以不填。知道 IPC 分类号的写上，如 H01M10/0525；几个之间空一格。和分类一起找，找到的多得多。"
        ),
    )
    before_on = forms.DateField(
        label=_("只看这一天以前公开的"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("查新时填申请日。"),
    )
    within = forms.CharField(
        label=_("另须符合的条件"),
        required=False,
        max_length=2_000,
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["within"].help_text = _(
            "可以不填。只在符合这条检索式的里面找；企业找高校院所的技术，可以写 %(example)s"
        ) % {"example": examples.LEARNED_HERE[shown.tongue()]}


@guards.visitor_form
def similar(request: HttpRequest) -> HttpResponse:
    """Show the form, or answer it: ``?number=`` in the address asks for what is like that patent, ``?kept=`` again what
    the visitor's body keeps. What is answered may be kept.
    """
    if request.method == "POST":
        if refused := _slowed(request):
            return refused
        return _answered(request, SimilarForm(_with_class(request.POST), request.FILES, label_suffix=""))
    if kept := request.GET.get("kept", ""):
        search = _kept(request, whole(kept, 0))
        sought = Sought.read(search.asked)
        form = SimilarForm({name: getattr(sought, name) for name in kept_likes.NAMES}, label_suffix="")
        return _answered(request, form, search)
    number = request.GET.get("number", "")[:40]
    if number:
        narrowed = {name: request.GET.get(name, "") for name in ("before_on", "within")}
        return _answered(request, SimilarForm({"number": number, **narrowed}, label_suffix=""))
    return _page(request, SimilarForm(label_suffix=""), {})


def _with_class(sent: QueryDict) -> QueryDict:
    """Add a class that was suggested and chosen to those that were typed."""
    if chosen := sent.get("add", ""):
        sent = sent.copy()
        sent["classes"] = f"{sent.get('classes', '')} {chosen}".strip()
    return sent


def _kept(request: HttpRequest, number: int) -> Search:
    """Give what the visitor's body keeps under a number; refuses anything else as not found."""
    by = navigator(request)
    own = patent_work.searches(by=by) if by else ()
    found = next((each for each in own if each.id == number and each.is_similar), None)
    if found is None:
        raise NotFound
    return found


def _slowed(request: HttpRequest) -> HttpResponse | None:
    """Count a dear question of an address, and answer who asks too many of them."""
    try:
        throttling.begin(
            secret=throttling.SEARCH, account="", address=seats.address_of(request), at=clock.now()
        )
    except throttling.TooManyTries as refusal:
        return slow_down(request, refusal)
    return None


def _answered(request: HttpRequest, form: SimilarForm, kept: Search | None = None) -> HttpResponse:
    if not form.is_valid():
        return _page(request, form, {"faults": faults.of_form(form)}, status=400)
    typed = form.cleaned_data
    try:
        opened, by_meaning = engine(), meaning.opened(home=settings.HOME)
    except Refusal as refusal:
        return _page(request, form, {"faults": [faults.ShownFault("", refusal.said)]}, status=400)
    wrong: list[faults.ShownFault] = []
    told: dict[str, object] = {"faults": wrong}
    within = _tried(wrong, "id_within", lambda: likes.condition(engine=opened, text=typed["within"]))
    symbols = _tried(wrong, "id_classes", lambda: likes.classes_typed(text=typed["classes"])) or ()
    narrowed = {"before_on": typed["before_on"], "within": within, "meaning": by_meaning}
    number, found = typed["number"].strip(), None
    if number:
        patent = _tried(wrong, "id_number", lambda: likes.named(engine=opened, number=number))
        if patent is not None and not wrong:
            found = likes.of_patent(engine=opened, patent=patent, **narrowed)
            told |= {"patent": patent, "title": shown.title_of(patent)}
    else:
        of_file = typed["document"] is not None and not typed["text"].strip()
        target = "id_document" if of_file else "id_text"
        read = _tried(wrong, target, lambda: _text(typed["text"], typed["document"]))
        if read is not None and of_file:
            told["is_of_file"] = True
            _take_down(form, read.text)
        if read is not None and not wrong:
            found = _tried(
                wrong,
                target,
                lambda: likes.of_text(engine=opened, text=read.text, classes=symbols, **narrowed),
            )
            told |= {"read": len(" ".join(read.text.split())), "claims": read.claims}
            if not symbols and found is not None:
                told |= _suggested(opened, read.text, by_meaning)
    if found is None:
        return _page(request, form, told, status=400)
    told |= {
        "within": understood(query=within) if within is not None else "",
        "hits": [shown.like(each) for each in found],
        "also": found.also,
        "model": found.model,
        "data_on": searching.data_on(engine=opened),
        "answered": True,
        "asked": [(name, getattr(_sought(form), name)) for name in kept_likes.NAMES],
        "like": (number or form.data.get("text", ""))[:LONGEST_LIKE],
    }
    if kept is not None:
        told |= _news(request, opened, found, kept)
    if request.POST.get("do") == "keep":
        target = "keep-name" if navigator(request) else "id_number" if number else "id_text"
        if _tried(wrong, target, lambda: _keep(request, opened, form, found)) is not None:
            return HttpResponseRedirect(reverse("saved-searches"))
        return _page(request, form, told, status=400)
    return _page(request, form, told)


def _keep(request: HttpRequest, opened: SearchEngine, form: SimilarForm, found: Likes) -> str:
    """Keep what was asked under a name, with how much is found now; refuses who has no desk, or no longer."""
    by = navigator(request)
    if by is None:
        raise Faulty([Fault(Said("检索的名称"), Said("没有保存：请先登录，再找一次、再保存"))])
    return patent_searches.save(
        by=by,
        organisation=by.organisation_id,
        key=sent_key(request),
        name=request.POST.get("name", ""),
        asked=_sought(form).written(),
        is_similar=True,
        hits=len(found.found),
        data_on=searching.data_on(engine=opened),
        batch=engines.batch(engine=opened),
    )


def _sought(form: SimilarForm) -> Sought:
    """Give what was asked; of a file its text, which the form took down. Beside a number no text and no class counts."""
    typed = form.cleaned_data
    before_on = typed["before_on"].isoformat() if typed["before_on"] else ""
    narrowed = Sought(before_on=before_on, within=typed["within"])
    if typed["number"]:
        return replace(narrowed, number=typed["number"])
    return replace(narrowed, text=form.data.get("text", ""), classes=typed["classes"])


def _news(request: HttpRequest, opened: SearchEngine, found: Likes, kept: Search) -> dict[str, object]:
    """Say which are new since they were seen last, or since the batch that the address names, as a message does."""
    since, batch = whole(request.GET.get("since", ""), kept.batch), engines.batch(engine=opened)
    came = kept_likes.fresh(engine=opened, found=found, since=since)
    is_whole = kept.is_own and since <= kept.batch < batch
    return {
        "kept": kept,
        "fresh": {each.patent.publication for each in came},
        "news_of": kept if is_whole and came else None,
        "news_batch": batch,
        "all_news": f"?kept={kept.id}" if kept.is_own and since > kept.batch and kept.batch < batch else "",
    }


def _tried(wrong: list[faults.ShownFault], target: str, ask: Callable[[], Thing]) -> Thing | None:
    """Give what is asked for, or add what is wrong with it, at its field: all that is wrong is said at once."""
    try:
        return ask()
    except Faulty as faulty:
        wrong.extend(faults.of_input(faulty.faults, target=target))
    except Refusal as refusal:
        wrong.append(faults.ShownFault("", refusal.said, target))
    return None


def _suggested(opened: SearchEngine, text: str, by_meaning: meaning.Meaning | None) -> dict[str, object]:
    """Suggest classes to ask again with, and say of how many patents they were learned."""
    learned = classes.opened(home=settings.HOME)
    found = likely_classes.of_text(engine=opened, text=text, learned=learned, meaning=by_meaning)
    return {
        "suggested": [
            (each, labels.class_title(symbol=each.subclass, language=shown.tongue())) for each in found
        ],
        "learned": classes.standing(home=settings.HOME).patents,
    }


def _text(typed: str, upload: UploadedFile | None) -> Telling:
    """Give what was pasted, else what the document tells of an invention: of an application its abstract and claims.

    Refuses a document too large or of another kind.
    """
    if not typed.strip() and upload is None:
        raise Faulty([Fault(Said("文字"), Said("请写一个专利号码、贴一段文字，或者选一个文件"))])
    if typed.strip() or upload is None:
        return Telling(typed, 0)
    if upload.size is None or upload.size > LARGEST:
        raise Faulty([Fault(Said("文件"), Said("文件太大，最大%(most)s MB", most=LARGEST >> 20))])
    assert upload.file is not None, "an upload has a body"
    return telling(document_texts.text_of(upload.file, upload.name or "", most=LONGEST_DOCUMENT))


def _take_down(form: SimilarForm, text: str) -> None:
    """Put what was read of a file where texts are typed, to be asked again with a class: the file itself is not kept."""
    form.data = form.data.copy()
    form.data["text"] = text[: likes.LONGEST].strip()


def _page(
    request: HttpRequest, form: SimilarForm, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    page = {
        "desk": "patents",
        "form": form,
        "most": likes.MOST,
        "navigates": navigator(request) is not None,
        "key": new_key(),
        "name": request.POST.get("name", ""),
        **context,
    }
    return render(request, "zhiyun/navigation/similar.html", page, status=status)
