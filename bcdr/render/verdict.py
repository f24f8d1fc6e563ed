"""The verdict on a document: for a person, verdict first; or as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap
from typing import Any

from bcdr.render.terminal import BOLD, DIM, GREEN, RED, YELLOW, Page, escaped
from bcdr.report.verdict import Check, Outcome, Result, Verdict

WIDTH = 100
TONES: Mapping[Outcome, str] = {
    "as-made": GREEN,
    "signed-since": GREEN,
    "plan-moved-on": YELLOW,
    "changed": RED,
    "not-shown": YELLOW,
}
_MARKS: Mapping[Result, tuple[str, str]] = {"holds": ("ok", GREEN), "differs": ("NO", RED), "open": ("? ", YELLOW)}
MOST = 40
"""So many lines of details are shown of one check; JSON has all."""


def verdict(found: Verdict, *, colour: bool = False) -> str:
    """Verdict, what the document is, what was checked, what could not be, and what no check shows."""
    page = Page(colour=colour)
    for number, line in enumerate(wrap(escaped(found.headline), WIDTH)):
        page.line((TONES[found.outcome], line) if number == 0 else line)
    page.line()
    page.line((BOLD, found.title or found.file))
    for name, value in (*found.about, ("File", f"{found.file} (SHA-256 {found.sha256})")):
        page.line(f"  {name:<10} ", value)
    checked = [c for c in found.checks if c.result != "open"]
    undecided = [c for c in found.checks if c.result == "open"]
    _checks(page, "What was checked", checked)
    _checks(page, "What was not shown", undecided)
    if found.empty:
        page.line()
        page.line((BOLD, "Lines to sign on that are empty"))
        _details(page, tuple(f"{name}: {label}" for name, label in found.empty), "  ")
    if found.changes:
        page.line()
        page.line((BOLD, "How the working plan differs from the attached one"))
        _details(page, found.changes, "  ")
    page.line()
    page.line((DIM, "What no check of a document can show:"))
    for limit in found.limits:
        for line in wrap(limit, WIDTH - 4, initial_indent="  - ", subsequent_indent="    "):
            page.line((DIM, line))
    return page.text()


def _checks(page: Page, title: str, checks: list[Check]) -> None:
    if not checks:
        return
    page.line()
    page.line((BOLD, title))
    for check in checks:
        mark, tone = _MARKS[check.result]
        first, *more = wrap(escaped(check.said), WIDTH - 6) or [""]
        page.line("  ", (tone, mark), f"  {first}")
        for line in more:
            page.line(f"      {line}")
        _details(page, check.details, "      - ")


def _details(page: Page, lines: tuple[str, ...], lead: str) -> None:
    for line in lines[:MOST]:
        first, *more = wrap(escaped(line), WIDTH - len(lead), break_on_hyphens=False) or [""]
        page.line(f"{lead}{first}")
        for rest in more:
            page.line(f"{' ' * len(lead)}{rest}")
    if len(lines) > MOST:
        page.line((DIM, f"{' ' * len(lead)}{len(lines) - MOST} more: --format json"))


def verdict_json(found: Verdict) -> str:
    """`"version": 1`; `result` is holds, differs or open, `outcome` one of the five words of the verdict."""
    from bcdr.render.json import VERSION, encoded  # noqa: PLC0415 - only this format needs it

    said: dict[str, Any] = {
        "version": VERSION,
        "file": found.file,
        "sha256": found.sha256,
        "outcome": found.outcome,
        "as_made": found.is_as_made,
        "headline": found.headline,
        "document": {"title": found.title, **{name.lower().replace(" ", "_"): value for name, value in found.about}},
        "checks": [
            {"name": c.name, "result": c.result, "message": c.said, "details": list(c.details)} for c in found.checks
        ],
        "signatures": [one._asdict() for one in found.signatures],
        "empty_lines": [{"line": name, "label": label} for name, label in found.empty],
        "plan_changes": None if found.changes is None else list(found.changes),
        "limits": list(found.limits),
    }
    return encoded(said)
