"""A lesson, or the list of all lessons, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import fill

from bcdr.render.terminal import BOLD, DIM, GREEN, RED, Page, padded
from bcdr.report.explain import Chapter, Lesson

WIDTH = 100


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
    _grades(page, lesson)
    _list(page, "Clauses", lesson.clauses)
    _list(page, "Options (policy.rules)", [f"{name}: default {default}" for name, default in lesson.options])
    return page.text()


def overview(chapters: Iterable[Chapter], *, colour: bool = False) -> str:
    """All lessons by family, one line each."""
    page = Page(colour=colour)
    for chapter in chapters:
        page.line((BOLD, chapter.name), f"  {chapter.question}")
        for lesson in chapter.lessons:
            page.line(f"  {padded(lesson.name, 32)} {lesson.summary}")
        page.line()
    page.line("bcdr explain RULE tells the whole story of one.")
    return page.text()


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
    page.line((BOLD, f"{'How grave':22}{'tier 1':<10}{'tier 2':<10}{'tier 3':<10}tier 4"))
    for name, words in lesson.grades:
        page.line(f"  {name:<20}" + "".join(f"{w:<10}" for w in words))
    waiver = f"; may be accepted for at most {lesson.waiver_days} days" if lesson.waiver_days else ""
    page.line((DIM, f"  {lesson.fix}{waiver}"))


def _list(page: Page, title: str, lines: Iterable[str]) -> None:
    shown = tuple(lines)
    if shown:
        page.line()
        page.line((BOLD, title))
        for line in shown:
            page.line("  " + line)
