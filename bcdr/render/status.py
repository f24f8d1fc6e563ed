"""The state of a plan on one screen."""

from __future__ import annotations

from textwrap import wrap

from bcdr.render.due import items
from bcdr.render.terminal import BOLD, DIM, GREEN, RED, YELLOW, Page, cut, escaped, padded
from bcdr.render.text import counts, do_first
from bcdr.report.status import Line, Status
from bcdr.report.wording import duration

NAME, FIGURE, WIDTH, WHAT = 22, 13, 110, 44
SHOWN = 5
"""So many dates fit on the screen with the rest; `bcdr due` lists them all."""
TONES = {"proven": GREEN, "missed": RED}


def status(found: Status, *, colour: bool = False) -> str:
    """The screen: services, first actions, dates."""
    page = Page(colour=colour)
    lint = found.lint
    page.line((BOLD, lint.organization), f" ({lint.plan}), as of {lint.as_of.isoformat()}, profile {lint.profile}")
    page.line(counts(lint), f"; {len(lint.checked)} rules checked")
    if found.services:
        _fatal(page, found.fatal)
    page.line()
    _services(page, found)
    do_first(page, lint)
    _dates(page, found)
    _not_proven(page, found.not_proven)
    return page.text()


def _fatal(page: Page, count: int) -> None:
    if not count:
        page.line((GREEN, "No single event is fatal"), "; of two together: bcdr whatif --pairs")
        return
    noun = "single event is" if count == 1 else "single events are"
    page.line((RED, f"{count} {noun} fatal, or not shown to be survived"), ": bcdr whatif --all")


def _services(page: Page, found: Status) -> None:
    if not found.services:
        page.line("No service is declared yet: add one under `services`, with a tier, an owner, an rto and an rpo.")
        page.line()
        return
    head = "".join(padded(w, FIGURE) for w in ("promised", "by design", "proven"))
    page.line((BOLD, f"{'':5}{padded('Service', NAME)}{'':13}{head}State"))
    for service in found.services:
        tier = f"T{service.tier}" if service.tier else "T?"
        _objective(page, f"{tier:<4} {padded(service.name, NAME - 1)} ", "back within", service.back)
        _objective(page, f"{'':5}{'':{NAME}}", "data lost", service.loss)
        if service.back.state == service.loss.state == "proven":
            _remark(page, service.weakest)
    page.line()


def _objective(page: Page, start: str, what: str, line: Line) -> None:
    figures = (
        duration(line.promised, "none"),
        duration(line.design, "unknown"),
        duration(line.proven, "never"),
    )
    tone = TONES.get(line.state, YELLOW)
    on = f" {line.proven_on.isoformat()}" if line.proven_on else ""
    page.line(f"{start}{what:<13}" + "".join(padded(f, FIGURE) for f in figures), (tone, line.state), (DIM, on))
    if line.state != "proven":
        _remark(page, line.weakest)


def _remark(page: Page, text: str) -> None:
    for part in wrap(escaped(text), WIDTH - 5 - NAME):
        page.line((DIM, f"{'':{5 + NAME}}{part}"))


def _dates(page: Page, found: Status) -> None:
    due = found.due
    late, soon = len(due.overdue), len(due.coming)
    page.line((BOLD, "Due:"), f" {late} overdue, {soon} in the next {due.within.days} days")
    items(page, (*due.overdue, *due.coming)[:SHOWN], WHAT)
    if late + soon > SHOWN:
        page.line((DIM, f"  {late + soon - SHOWN} more: bcdr due"))


def _not_proven(page: Page, titles: tuple[str, ...]) -> None:
    if not titles:
        return
    noun = "action of a drill or incident is" if len(titles) == 1 else "actions of drills and incidents are"
    page.line((BOLD, "Not proven:"), f" {len(titles)} {noun} said to be done, and no later drill has shown it")
    for title in titles[:SHOWN]:
        page.line(f"  {cut(title, WIDTH - 2)}")
    if len(titles) > SHOWN:
        page.line((DIM, f"  {len(titles) - SHOWN} more: bcdr lint --select closure-unproven"))
