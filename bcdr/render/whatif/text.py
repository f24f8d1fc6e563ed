"""What happens after given events, as a person needs it: the verdict, the data, the services, the way back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bcdr.render.terminal import BOLD, DIM, GREEN, RED, YELLOW, Page, padded
from bcdr.render.whatif.paragraph import paragraph
from bcdr.report.derivation import exact
from bcdr.report.whatif.aftermath import WhatIf
from bcdr.report.whatif.data import StoreLine
from bcdr.report.whatif.means import MeansLine
from bcdr.report.whatif.service import ServiceLine
from bcdr.report.wording import duration

NAME, FIGURE, COPY, STEP = 36, 13, 20, 32
REASONS = 2
TONES = {"survived": GREEN, "late": YELLOW, "too late": RED, "not survived": RED, "not shown": YELLOW}
KINDS = {"credentials": "login", "roles": "role", "runbooks": "runbook", "channels": "channel"}


def aftermath_text(found: WhatIf, *, colour: bool = False) -> str:
    """One page: only what the events touch, and a count of the rest."""
    page = Page(colour=colour)
    _heading(page, found)
    paragraph(page, found.verdict, hang=0, style=TONES[found.outcome])
    page.line()
    _lost(page, found.stores)
    _back(page, found.stores)
    _uncovered(page, found.stores)
    _services(page, found.services, frozenset(s.cure for s in found.stores))
    _taken(page, found)
    _way(page, found.longest)
    _untouched(page, found)
    return page.text()


def _heading(page: Page, found: WhatIf) -> None:
    page.line((BOLD, found.organization), f" ({found.plan}), as of {found.as_of.isoformat()}")
    page.line()
    if found.scenario:
        paragraph(page, f"Scenario {found.scenario}: {found.title}", hang=0, style=BOLD)
    if len(found.happenings) == 1 and not found.scenario:
        paragraph(page, f"What if {found.happenings[0].words}?", hang=0, style=BOLD)
    else:
        if not found.scenario:
            page.line((BOLD, "What if all of this is true?"))
        for happening in found.happenings:
            paragraph(page, happening.words, hang=4, lead="  -")
    if any(s.is_corruption for s in found.stores):
        when = f"after {duration(found.detection)}" if found.detection else "at once"
        page.line((DIM, f"Damage to data is taken to be found {when}."))
    page.line()


def _lost(page: Page, stores: Sequence[StoreLine]) -> None:
    """What is lost for good, then what is not shown to survive: each copy with its reasons."""
    for states, title, tone in (
        (("lost", "partly lost"), "Lost for good:", RED),
        (("not shown",), "Not shown to survive:", YELLOW),
    ):
        found = [s for s in stores if s.state in states]
        if found:
            page.line((tone, title))
            for store in found:
                _store(page, store, tone)
            page.line()


def _store(page: Page, store: StoreLine, tone: str) -> None:
    paragraph(page, f"{store.name} ({store.ref})", hang=2, style=BOLD)
    paragraph(page, _reasons(store.why), hang=COPY + 4, lead="    the data itself")
    for copy in store.copies:
        words = _reasons(copy.why) if copy.why else f"stands, at {copy.where}"
        paragraph(page, words, hang=COPY + 4, lead=f"    {copy.id}")
    if not store.copies:
        paragraph(page, "there is none that counts", hang=COPY + 4, lead="    copies")
    if store.state == "partly lost":
        paragraph(
            page,
            f"{', '.join(store.parts)}; the rest comes from {store.via}{_missing(store)}",
            hang=COPY + 4,
            lead=(tone, "    lost"),
        )
    paragraph(
        page,
        store.cure or "no single change was found that would save it",
        hang=COPY + 4,
        lead=(GREEN if store.cure else DIM, "    what would help"),
    )


def _reasons(why: Sequence[str]) -> str:
    """One reason is enough to fall; a second is told, further ones are counted."""
    more = len(why) - REASONS
    return "; ".join(why[:REASONS]) + (f"; and for {more} more reason{'s' if more > 1 else ''}" if more > 0 else "")


def _back(page: Page, stores: Sequence[StoreLine]) -> None:
    found = [s for s in stores if s.state in {"restorable", "rebuilt"}]
    if not found:
        return
    page.line((BOLD, "Data that comes back:"))
    for store in found:
        if store.state == "rebuilt":
            words = f"made again from {', '.join(store.sources)}" if store.sources else "made again"
        else:
            words = f"from {store.via or 'what is left'}{_missing(store)}"
        paragraph(page, words, hang=NAME + 2, lead=f"  {store.name}", style=YELLOW if store.misses_rpo else "")
    page.line()


def _uncovered(page: Page, stores: Sequence[StoreLine]) -> None:
    """Data that is there, but with fewer copies than before."""
    found = [s for s in stores if s.state == "intact" and s.fallen]
    if not found:
        return
    page.line((BOLD, "Data that is there, but with fewer copies:"))
    for store in sorted(found, key=lambda s: not s.is_bare):
        gone = ", ".join(c.id if c.state == "falls" else f"{c.id} (not shown)" for c in store.fallen)
        words = f"without {gone}; {'no copy is left: make one now' if store.is_bare else _left(store)}"
        paragraph(page, words, hang=NAME + 2, lead=f"  {store.name}", style=RED if store.is_bare else "")
    page.line()


def _left(store: StoreLine) -> str:
    return f"left: {', '.join(c.id for c in store.copies if c.state == 'stands')}"


def _missing(store: StoreLine) -> str:
    """At most how much is missing, how that adds up, and what was promised."""
    if store.lost is None:
        return f"; how much is missing then is not known ({store.unknown})"
    parts = [a for a in store.derivation if a.value] or list(store.derivation)
    sums = " + ".join(f"{exact(a.value)} {a.means}{_of(a.copy, store.via)}" for a in parts)
    derived = f" ({sums})" if sums and store.lost else ""
    promised = f"; promised: at most {duration(store.rpo)}" if store.misses_rpo else ""
    return f", at most {exact(store.lost)} missing{derived}{promised}" if store.lost else ", nothing missing"


def _of(copy: str, via: str | None) -> str:
    return f" of {copy}" if copy != via else ""


def _services(page: Page, services: Sequence[ServiceLine], said: frozenset[str]) -> None:
    """Those that are down, the hopeless first; cures that stand with the data already are not `said` again."""
    down = [s for s in services if not s.is_up]
    on_fallback = [s for s in services if s.fallbacks and s.is_up]
    if not down and not on_fallback:
        return
    head = "".join(padded(w, FIGURE) for w in ("back after", "promised", "tolerable"))
    page.line((BOLD, f"{padded('Services:', NAME + 2)}{head}"))
    for service in sorted(down, key=_gravity):
        _service(page, service, said)
    for service in on_fallback:
        page.line(f"  {padded(_tiered(service), NAME - 1)} ", "goes on")
        for words in service.fallbacks:
            paragraph(page, words, hang=9)
    page.line()


def _gravity(service: ServiceLine) -> tuple[bool, bool, int, timedelta]:
    return (not service.is_hopeless, service.after is not None, service.tier or 5, service.after or timedelta())


def _tiered(service: ServiceLine) -> str:
    return f"{'T' + str(service.tier) if service.tier else 'T?'} {service.name}"


def _service(page: Page, service: ServiceLine, said: frozenset[str]) -> None:
    after = duration(service.after, "not known") if not service.is_hopeless else "-"
    figures = (after, duration(service.rto, "none"), duration(service.mtpd, "none"))
    tone, words = _standing(service)
    page.line(f"  {padded(_tiered(service), NAME - 1)} ", "".join(padded(f, FIGURE) for f in figures), (tone, words))
    if service.is_hopeless:
        for why in service.obstacles:
            paragraph(page, why, hang=9, lead="       -")
        for circle in service.circles:
            paragraph(page, f"in a circle: {circle}", hang=9, lead="       -")
        if service.cure and service.cure not in said:
            paragraph(page, service.cure, hang=24, lead=(GREEN, "       what would help"))
    elif not service.is_hit and service.stopped:
        paragraph(page, f"stops because {'; '.join(service.stopped)}", hang=7, style=DIM)
    if service.missing:
        known = "measured in a drill; to work it out" if service.measured is not None else "to know when"
        paragraph(page, f"{known}, the plan lacks: {', '.join(service.missing)}", hang=9, lead="       -")
    if service.by_hand:
        paragraph(page, f"until then: {service.by_hand}", hang=7, style=DIM)


def _standing(service: ServiceLine) -> tuple[str, str]:
    if service.state == "not shown":
        return YELLOW, "no way back is shown"
    if service.is_hopeless:
        return RED, "no way back"
    if service.after is None:
        return YELLOW, "time not known"
    if service.beyond is not None:
        return RED, f"{duration(service.beyond)} too late"
    if service.late_by is not None:
        return YELLOW, f"{duration(service.late_by)} late"
    return (GREEN, "in time") if service.rto is not None else (DIM, "nothing promised")


def _taken(page: Page, found: WhatIf) -> None:
    """Logins, roles, runbooks and channels that the events took, and the copies of the plan."""
    taken = [m for m in found.means if m.is_new]
    if taken:
        page.line((BOLD, "Gone as well:"))
        for means in taken:
            _means(page, means)
        page.line()
    if found.stand_ins:
        page.line((BOLD, "Who takes over:"))
        for role in found.stand_ins:
            paragraph(page, f"{role.acting}, for {role.holder}", hang=NAME + 2, lead=f"  {role.role}")
        page.line()
    left = [p for p in found.papers if p.state == "there"]
    if len(left) == len(found.papers):
        return
    page.line((BOLD, "Copies of this plan:") if left else (RED, "No copy of this plan is shown to be left:"))
    for paper in found.papers:
        made = f", of {paper.made}" if paper.made else ""
        paragraph(page, f"{paper.form}, at {paper.where}{made}", hang=13, lead=f"  {paper.state}")
    page.line()


def _means(page: Page, means: MeansLine) -> None:
    kind = KINDS[means.ref.partition("/")[0]]
    paragraph(page, f"{kind} {means.name} ({means.ref}): {means.state}", hang=2)
    for why in means.why:
        paragraph(page, why, hang=9, lead="       -")
    for circle in means.circles[:1]:
        paragraph(page, f"in a circle: {circle}", hang=9, lead="       -")


def _way(page: Page, service: ServiceLine | None) -> None:
    """The critical path of the service that is latest."""
    if service is None:
        return
    words = f"The longest way back, step by step: {service.name}, {duration(service.after)}"
    if service.is_measured_longer:
        words += ", as the last drill took; the steps say less"
    paragraph(page, words, hang=0, style=BOLD)
    of = ""
    for step in service.path:
        if step.of != of:
            of = step.of
            paragraph(page, of, hang=2, style=DIM)
        who = f" [{step.who}]" if step.who else ""
        lead = f"    {duration(step.start)} to {duration(step.end)}"
        paragraph(page, f"{step.what}{who}", hang=STEP, lead=lead)
        if step.waited_for:
            paragraph(page, f"waited for {step.waited_for}", hang=STEP, style=YELLOW)
    page.line()


def _untouched(page: Page, found: WhatIf) -> None:
    data = sum(s.state == "intact" and not s.fallen for s in found.stores)
    services = sum(s.state == "runs" for s in found.services)
    words = f"Not touched: {data} of {len(found.stores)} datastores, {services} of {len(found.services)} services"
    papers = (
        f"; all copies of this plan ({len(found.papers)}) are left"
        if found.papers and all(p.state == "there" for p in found.papers)
        else ""
    )
    page.line((DIM, f"{words}{papers}."))
