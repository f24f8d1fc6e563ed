"""What a person sees and a browser does: from disk, with the network cut, on a desk and on a phone."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bcdr.source.folder import read_folder
from bcdr.source.load import load

PAGES = (
    "index.html", "runbooks/index.html", "runbooks/restore-server.html", "services/treatment.html",
    "datastores/patient-records.html", "scenarios/ransomware.html", "vendors/molardesk.html", "roles/technician.html",
    "people/tom.html", "drills/2026-05-system-restore.html", "contacts.html", "communication.html", "findings.html",
    "due.html", "register.html", "places.html", "documents.html", "evidence.html", "record.html", "rules/index.html",
    "rules/restore-never-tested.html", "rules/acceptance-invalid.html", "frameworks/index.html", "frameworks/gdpr.html",
)  # fmt: skip

Open = Callable[..., Any]


def search(page: Any, word: str) -> list[str]:
    """Addresses that the search finds for a word."""
    page.keyboard.press("/")
    page.locator("input.md-search__input").press_sequentially(word)
    page.locator(".md-search-result__link").first.wait_for(timeout=10_000)
    found: list[str] = page.eval_on_selector_all(".md-search-result__link", "links => links.map(l => l.href)")
    return found


@pytest.mark.parametrize("width", [1280, 390], ids=["desk", "phone"])
def test_pages_from_disk_ask_nobody_and_complain_of_nothing(dental: Path, visit: Open, width: int) -> None:
    seen = visit(width)
    for name in PAGES:
        page = seen.open(dental / name)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, f"{name} is {wide} pixels wider than the screen"
    assert seen.strangers == []
    assert seen.complaints == []


def test_search_from_disk_finds_the_runbook(dental: Path, visit: Open) -> None:
    seen = visit()
    found = search(seen.open(dental / "contacts.html"), "loan server")
    assert any(url.partition("?")[0].endswith("runbooks/restore-server.html") for url in found)
    assert seen.strangers == []
    assert seen.complaints == []


def test_a_found_page_opens(dental: Path, visit: Open) -> None:
    page = visit().open(dental / "index.html")
    search(page, "loan server")
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**/runbooks/restore-server.html*")
    assert "Put the practice server back" in page.locator("h1").inner_text()


@pytest.mark.parametrize("name", PAGES)
def test_hostile_text_is_shown_and_not_executed(spoiled: Path, visit: Open, name: str) -> None:
    seen = visit()
    page = seen.open(spoiled / name)
    page.wait_for_timeout(50)
    assert page.evaluate("window.pwned") is None
    assert page.locator("article img, article script, article iframe, article form").count() == 0
    # the only drawings are our own, made of shapes and texts
    assert page.locator("article svg:not(.b-picture > svg)").count() == 0
    assert page.locator(".b-picture svg :not(title, desc, text, rect, circle, path)").count() == 0
    assert page.locator("a[href^='javascript:' i], [onclick], [onerror], [onload]").count() == 0
    assert seen.strangers == []
    assert seen.complaints == []
    text = page.locator("body").inner_text()
    assert "<script>window.pwned=1</script>" in text
    assert "{{ 7*7 }}" in text
    assert "root:" not in text
    assert page.locator("nav.md-nav--primary").count() == 1
    assert page.locator("footer.b-foot").count() == 1


def test_hostile_text_in_search_results_stays_text(spoiled: Path, visit: Open) -> None:
    seen = visit()
    page = seen.open(spoiled / "index.html")
    assert search(page, "passwd")
    page.wait_for_timeout(200)
    assert page.evaluate("window.pwned") is None
    assert page.locator(".md-search-result img, .md-search-result svg[onload], .md-search-result script").count() == 0
    assert seen.strangers == []


def test_ticks_stay_and_can_be_cleared(dental: Path, visit: Open) -> None:
    page = visit().open(dental / "runbooks" / "restore-server.html")
    page.locator("label[for=step-1-done]").click()
    page.reload()
    assert page.locator("#step-1-done").is_checked()
    page.locator("[data-untick]").click()
    assert not page.locator("#step-1-done").is_checked()


def test_a_command_can_be_copied(dental: Path, visit: Open) -> None:
    page = visit().open(dental / "runbooks" / "restore-server.html")
    run = page.locator("pre.b-run").first
    run.hover()
    assert run.locator("button[data-md-type=copy]").count() == 1


@pytest.mark.parametrize("width", [1280, 390], ids=["desk", "phone"])
def test_a_command_reads_as_it_was_typed(root: Path, dental: Path, visit: Open, width: int) -> None:
    plan = load(read_folder(str(root / "plans" / "corner-dental"))).plan
    assert plan is not None
    typed = [s.run for s in plan.runbooks["restore-server"].steps if s.run]
    shown = visit(width).open(dental / "runbooks" / "restore-server.html").locator("pre.b-run code")
    assert [text.strip() for text in shown.all_inner_texts()] == [run.strip() for run in typed]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_on_its_ground(dental: Path, visit: Open, scheme: str) -> None:
    """WCAG 2 AA: 4.5 to 1, for every text of the start page and a runbook."""
    seen = visit(scheme=scheme)
    for name in (
        "index.html",
        "runbooks/restore-server.html",
        "findings.html",
        "frameworks/gdpr.html",
        "rules/restore-never-tested.html",
    ):
        assert seen.open(dental / name).evaluate(FAINT) == []


FAINT = """() => {
  const rgb = text => { const n = text.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n }
  const light = c => c.slice(0, 3).map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0)
  const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c[3] > .99) return c } return [255, 255, 255, 1] }
  const found = []
  const walk = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT)
  for (let n; n = walk.nextNode();) {
    const e = n.parentElement
    if (!n.textContent.trim() || !e.getClientRects().length || e.closest(".b-hidden, .md-clipboard")) continue
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x)
    if ((a + .05) / (b + .05) < 4.5) found.push(`${n.textContent.trim().slice(0, 40)} ${e.className}`)
  }
  return found
}"""


def test_a_runbook_on_paper_has_steps_and_no_frame(dental: Path, visit: Open) -> None:
    page = visit().open(dental / "runbooks" / "restore-server.html")
    page.emulate_media(media="print")
    assert page.locator(".b-sign").first.is_visible()
    for frame in (".md-header", ".md-sidebar--primary", ".b-tools"):
        assert not page.locator(frame).first.is_visible()


def test_a_served_site_follows_edits_and_searches(root: Path, browser: Any, tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    shutil.copytree(root / "tests" / "real" / "contingency", plan)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    serve = "from pathlib import Path; import sys; from bcdr.site_plugin import serve_site; "
    words = [sys.executable, "-c", serve + "serve_site(Path(sys.argv[1]), address=sys.argv[2])", str(plan), address]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            page = opened(browser, f"http://{address}/")
            assert search(page, "documentation")
            file = plan / "plan.yaml"
            file.write_text(file.read_text(encoding="utf-8").replace("name: cloud.gov", "name: Cloud Edited"), "utf-8")
            page.locator("text=Cloud Edited").first.wait_for(timeout=30_000)
        finally:
            server.terminate()


def opened(browser: Any, address: str) -> Any:
    """The page, as soon as the server answers."""
    page = browser.new_page()
    for _ in range(100):
        with contextlib.suppress(Exception):
            page.goto(address)
            return page
        time.sleep(0.2)
    pytest.fail(f"{address} does not answer")
