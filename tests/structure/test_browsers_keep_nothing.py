"""Our pages keep nothing in a browser but cookies: journeys share a window and empty it of cookies alone."""

import re

from tests.structure.sources import ROOT

KEEPS = re.compile(r"\b(localStorage|sessionStorage|indexedDB|caches|serviceWorker)\b")


def test_no_script_keeps_anything_in_a_browser() -> None:
    scripts = sorted(ROOT.glob("src/zhiyun/web/static/**/*.js"))

    assert scripts
    assert [str(each) for each in scripts if KEEPS.search(each.read_text(encoding="utf-8"))] == []
