"""Hears what axe says of a page: what keeps anyone from reading or working it.

Half of that is contrast, element by element, and on a long list the same is asked of every row. What decides it are the
colours of the words and of all that lies behind them, their size and their weight. So of those that are alike in all of
this the first three are asked, and of each kind that differs in anything. Unlike them may still be one that something
else is drawn over.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_SOME_OF_EACH_LOOK = """() => {
  const known = new Map();
  const behind = element => {
    if (element === null) return "";
    if (!known.has(element)) {
      const style = getComputedStyle(element);
      const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter, style.mixBlendMode];
      known.set(element, `${behind(element.parentElement)}/${own}`);
    }
    return known.get(element);
  };
  const isOff = element =>
    element.matches(":disabled") || element.closest("[aria-disabled=true]") !== null ||
    Boolean(element.closest("label")?.control?.disabled);
  const words = element => element.matches("input, select, textarea") ? "typed" :
    [...element.childNodes].map(node => node.nodeType === Node.TEXT_NODE ? node.data : "").join("").trim();

  const looks = new Map();
  for (const element of document.querySelectorAll("body, body *")) {
    element.removeAttribute("data-look");
    const own = words(element);
    if (own === "" || element.getClientRects().length === 0) continue;
    const style = getComputedStyle(element);
    const look = [behind(element), style.color, style.fontSize, style.fontWeight, style.textShadow,
      style.visibility, isOff(element), own.length > 1].join("|");
    // Of a single character axe says nothing.
    looks.set(look, (looks.get(look) ?? 0) + 1);
    if (looks.get(look) <= 3) element.setAttribute("data-look", "");
  }
  axe.configure({rules: [{id: "color-contrast", selector: "[data-look]"}]});
}"""


def none_is_found(page: Page, *, only_colours: bool = False) -> None:
    """Fail for any violation axe finds in what the page shows now.

    ``only_colours`` leaves out the rest where nothing else changed since the last time.
    """
    # What passes is not written up: half the work on a large page.
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if only_colours:
        options["runOnly"] = ["color-contrast"]
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    page.evaluate(_SOME_OF_EACH_LOOK)
    results = Axe("").run(page, options=options)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
