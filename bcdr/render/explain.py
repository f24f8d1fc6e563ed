"""A lesson, the list of all lessons, or the crosswalk of a framework, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import fill

from bcdr.render.terminal import BOLD, DIM, GREEN, RED, Page, padded
from bcdr.report.crosswalk import STANDING, UNVERIFIED, Crosswalk, Row
from bcdr.report.explain import Chapter, Citations, Lesson

WIDTH = 100
NUMBER = 14
"""Width of the numbers of clauses beside their titles."""


def explain(lesson: Lesson, *, colour: bool = False) -> str:
    """One lesson: what, why, bad, good, what clears it, how grave it is, and which clauses it serves."""
    page = Page(colour=colour)
    page.line((BOLD, lesson.name), (DIM, f" ({lesson.family})"))
    _words(page, lesson.summary, "")
    for title, text in (("Why", lesson.why), ("What clears it", lesson.clears)):
        if text:
            page.line()
            page.line((BOLD, title))
            _words(page, text)
        if title == "Why":
            _yaml(page, "Bad", RED, lesson.bad)
            _yaml(page, "Good", GREEN, lesson.good)
    if lesson.choices:
        page.line()
        page.line((BOLD, "How it judges"))
        _words(page, lesson.choices)
    _grades(page, lesson)
    _list(
        page,
        f"Options (policy.rules.{lesson.name})",
        [f"{o.name}: {o.meaning or 'see above'} (default {o.default})" for o in lesson.options],
    )
    _citations(page, lesson.citations)
    return page.text()


def overview(chapters: Iterable[Chapter], *, colour: bool = False) -> str:
    """All lessons by family, one line each."""
    page = Page(colour=colour)
    for chapter in chapters:
        page.line((BOLD, chapter.name), f"  {chapter.question}")
        for lesson in chapter.lessons:
            page.line(f"  {padded(lesson.name, 32)} {lesson.summary}")
        page.line()
    page.line(
        "bcdr explain RULE tells the whole story of one; bcdr explain gdpr, iso22301 or nist which clause it serves."
    )
    return page.text()


def crosswalks(found: Iterable[Crosswalk], *, colour: bool = False) -> str:
    """Frameworks: each clause with the codes of what can show it and the rules that look after it."""
    page = Page(colour=colour)
    for one in found:
        whole = one.framework
        page.line((BOLD, whole.id), f"  {whole.title}")
        page.line((DIM, f"  {whole.version}; {whole.kind}, {whole.applies}"))
        if whole.url:
            page.line((DIM, f"  {whole.url}"))
        page.line(f"  {len(one.rows)} clauses, {one.served} of them served by rules")
        if not one.is_verified:
            page.line((DIM, f"  {UNVERIFIED}"))
        page.line()
        for row in one.rows:
            _clause(page, row, f" ({UNVERIFIED})" if one.is_verified and not row.clause.verified else "")
        page.line()
    _words(page, STANDING, "")
    page.line('bcdr explain "gdpr 32(1)(c)" tells the whole story of one clause.')
    return page.text()


def rows(found: Iterable[Row], *, colour: bool = False) -> str:
    """Clauses in full: what they ask, what in a plan can show it, and which rules look after it."""
    page = Page(colour=colour)
    for row in found:
        page.line((BOLD, row.clause.label), f"  {row.clause.title}")
        if row.clause.requirement:
            _words(page, row.clause.requirement)
        if not row.clause.verified:
            page.line((DIM, f"  {UNVERIFIED}"))
        _list(page, "What can show it", (f"{padded(e.code, 6)}{e.holds}" for e in row.evidence))
        _list(page, "Rules", (f"{padded(r.name, 32)} {r.summary}" for r in row.rules))
        if not row.rules:
            page.line()
            page.line("  No rule looks after it.")
        page.line()
    _words(page, STANDING, "")
    return page.text()


def _clause(page: Page, row: Row, mark: str) -> None:
    codes = " ".join(e.code for e in row.evidence)
    number = padded(row.clause.id, NUMBER)
    page.line("  ", (BOLD, number), f" {row.clause.title}", (DIM, f"  [{codes}]{mark}"))
    for line in fill(", ".join(r.name for r in row.rules), WIDTH - NUMBER - 3, break_on_hyphens=False).splitlines():
        page.line(" " * (NUMBER + 3) + line)


def _citations(page: Page, found: Iterable[Citations]) -> None:
    _list(
        page,
        "Clauses",
        (
            f"{c.label}, {c.title}" + ("" if c.is_verified else f" ({UNVERIFIED})")
            for group in found
            for c in group.clauses
        ),
    )


def _words(page: Page, text: str, indent: str = "  ") -> None:
    for paragraph in text.split("\n\n"):
        if paragraph.lstrip().startswith(("-", "```", "|")):
            lines = paragraph.splitlines()
        else:
            lines = fill(" ".join(paragraph.split()), WIDTH - len(indent)).splitlines()
        for line in lines:
            page.line(indent + line)


def _yaml(page: Page, title: str, tone: str, text: str) -> None:
    if not text:
        return
    page.line()
    page.line((tone, title))
    for line in text.splitlines():
        page.line("  " + line)


def _grades(page: Page, lesson: Lesson) -> None:
    if not lesson.grades:
        return
    page.line()
    width = max(22, *(len(name) + 4 for name, _ in lesson.grades))
    page.line((BOLD, f"{'How grave':{width}}{'tier 1':<10}{'tier 2':<10}{'tier 3':<10}tier 4"))
    for name, words in lesson.grades:
        page.line(f"  {name:<{width - 2}}" + "".join(f"{w:<10}" for w in words))
    for sentence in lesson.applies:
        page.line((DIM, f"  {sentence}"))
    waiver = f"; may be accepted for at most {lesson.waiver_days} days" if lesson.waiver_days else ""
    page.line((DIM, f"  {lesson.fix}{waiver}"))


def _list(page: Page, title: str, lines: Iterable[str]) -> None:
    shown = tuple(lines)
    if shown:
        page.line()
        page.line((BOLD, title))
        for line in shown:
            page.line("  " + line)
