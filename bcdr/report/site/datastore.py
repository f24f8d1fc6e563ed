"""The page of a datastore: its copies, what would be lost, how isolated they are, keys, personal data, restores."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.analysis.three_two_one import Digit
from bcdr.audit import Audit
from bcdr.model.datastore import Copy, Datastore
from bcdr.report import three_two_one
from bcdr.report.block import Pairs, Table
from bcdr.report.naming import place_words
from bcdr.report.picture import store_map
from bcdr.report.proven import assurance_words
from bcdr.report.site.link import href, link, links, path_of, slug, typed
from bcdr.report.site.map import illustrated
from bcdr.report.site.page import NOT_KNOWN, Line, Page
from bcdr.report.site.part import (
    contact_lines,
    drill_table,
    findings_about,
    known,
    pairs,
    prose,
    runbook_choices,
    section,
    sections,
    table,
)
from bcdr.report.site.protection import keys, losses
from bcdr.report.span import Cell, Span, cell, line, pair
from bcdr.report.wording import day, duration, listed, lock, period, size

CLASSES = {
    "truth": "source of truth", "derived": "derived, can be rebuilt", "config": "configuration", "secrets": "secrets",
    "identity": "identity", "code": "code",
}  # fmt: skip


def datastore(store: Datastore, audit: Audit) -> Page:
    """One datastore."""
    facts = audit.facts
    personal = store.personal.level if store.personal else None
    badges = [Span(f"Tier {three_two_one.tier_words(facts, store)}"), Span(CLASSES[store.class_])]
    badges += [Span(f"personal data: {personal}")] if personal and personal != "none" else []
    badges += [] if store.active else [Span("not in use", tone="fair")]
    books = facts.runbooks(store)
    rebuild = store.rebuild
    return Page(
        path=path_of("datastores", store.id),
        title=store.name_or_id,
        kind="Datastore",
        badges=tuple(badges),
        sections=sections(
            section("about", "", *prose(store.description)),
            section(
                "back",
                "Get it back",
                pairs(
                    pair("Owner", *contact_lines(facts, store.owner)),
                    pair("Where it is", Span(place_words(facts, store.at), href=href(store.at or ""))),
                    pair("Used by", links(facts, (s.ref for s in facts.users(store)), "no service")),
                    known("Rebuilt from", links(facts, typed("datastores", rebuild.from_)) if rebuild else None),
                    known("Rebuild takes", _rebuild_words(store)),
                    pair("Must be restored within (RTO)", duration(facts.rto(store), "not set")),
                ),
                runbook_choices(facts, books, "Runbooks"),
            ),
            section("copies", "Copies", *illustrated(store_map(facts, store, href)), _copies(facts, store)),
            section("three-two-one", "3-2-1-1-0", _digits(facts, store)),
            section("loss", "What would be lost", *losses(facts, store)),
            section("keys", "Keys and encryption", keys(facts, store)),
            section("contents", "What it is", _what(facts, store)),
            section("personal", "Personal data", _personal(facts, store)),
            section(
                "drills",
                "Restores and drills",
                drill_table(facts, facts.drills(store), "never restored in a drill", of=store),
            ),
            section("note", "Remark", *prose(store.note)),
            findings_about(audit, store.ref),
        ),
    )


def _rebuild_words(store: Datastore) -> str | None:
    if store.rebuild is None:
        return None
    measured = duration(store.rebuild.measured, "never measured")
    return f"{duration(store.rebuild.duration, NOT_KNOWN)} by estimate, measured: {measured}"


def _copies(facts: Facts, store: Datastore) -> Table:
    return table(
        "Live copies repeat deletions and are no backup",
        "Copy | Where | How often | Kept | Cannot be deleted | Last success | How far it is proven",
        (_copy(facts, c) for c in store.copies.values()),
        "no copy of any kind",
    )


def _copy(facts: Facts, copy: Copy) -> tuple[Cell, ...]:
    kind = "live copy" if copy.is_live else "backup"
    sort = Span(
        f"{copy.kind}, {kind}" if copy.active else f"{copy.kind}, no longer made", tone="" if copy.active else "fair"
    )
    often = [times(copy.cron)] if copy.cron else [f"every {duration(copy.every)}"] if copy.every else []
    often += [f"lag {duration(copy.lag)}"] if copy.lag is not None else []
    often += ["commits wait for it"] if copy.waits else []
    often += [f"delayed by {duration(copy.delay)}"] if copy.delay else []
    often += [f"not from {_day_of_year(p.from_)} to {_day_of_year(p.to)}" for p in copy.pauses]
    often += [f"made from {copy.from_}"] if copy.from_ else []
    kept = [duration(copy.keep)] if copy.keep else []
    kept += [f"{copy.generations} generations"] if copy.generations else []
    last = copy.last_success
    name = (Span(copy.id, strong=True),)
    head = Cell(
        (name, (sort,), *(((Span(copy.tool, tone="muted"),),) if copy.tool else ())),
        header=True,
        id=f"copy-{slug(copy.id)}",
    )
    return (
        head,
        cell(Span(place_words(facts, copy.at), href=href(copy.at or ""))),
        cell(*often) if often else cell(Span(NOT_KNOWN, tone="muted")),
        cell(*kept) if kept else cell(Span(NOT_KNOWN, tone="muted")),
        cell(_lock(facts, copy)),
        cell(*((day(last.occurred), size(last.size, "size not known")) if last else (Span(NOT_KNOWN, tone="muted"),))),
        cell(*_proven(facts, copy)),
    )


def _proven(facts: Facts, copy: Copy) -> tuple[Line, ...]:
    """The rung that the copy stands on, when that was shown, and the drill that did."""
    if copy.is_live:
        return ((Span("not asked: it is no backup", tone="muted"),),)
    shown = facts.assurance(copy)
    drill = (line(link(facts, f"drills/{shown.drill}")),) if shown.drill is not None else ()
    return ((assurance_words(shown),), *((line(day(shown.day)),) if shown.day is not None else ()), *drill)


def _digits(facts: Facts, store: Datastore) -> Table | None:
    if not three_two_one.is_asked(facts, store):
        return None
    return table(
        "What the rule of three, two, one, one and zero asks, and what the plan shows",
        "Digit | Asks for | Result | What counts | What is missing",
        (
            (
                cell(d.name, header=True),
                cell(three_two_one.asks(d, facts.store_tier(store))),
                cell(three_two_one.verdict(d)),
                cell(*_counting(facts, d)),
                cell(three_two_one.lacks(d) or Span("nothing", tone="muted")),
            )
            for d in facts.digits(store)
        ),
    )


def _counting(facts: Facts, digit: Digit) -> tuple[Line, ...]:
    restored = ((Span("restore: "), link(facts, f"drills/{digit.drill}")),) if digit.drill is not None else ()
    counts = three_two_one.counts(digit)
    return (*restored, *((line(counts),) if counts else ())) or ((Span("nothing", tone="muted"),),)


def _day_of_year(day: tuple[int, int]) -> str:
    return f"{day[0]:02}-{day[1]:02}"


_WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


def times(cron: str) -> str:
    """`every day at 02:30`, `every Sunday at 04:00 and 16:00`; other schedules as they are written."""
    minute, hour, *days = cron.split()
    hours = hour.split(",")
    if not minute.isdigit():
        return f"cron {cron}"
    if days == ["*", "*", "*"] and hour == "*":
        return f"every hour at minute {int(minute)}"
    day = "day" if days[2] == "*" else _WEEKDAYS[int(days[2]) % 7] if days[2] in set("01234567") else ""
    if not day or days[:2] != ["*", "*"] or not all(h.isdigit() for h in hours):
        return f"cron {cron}"
    times = [f"{int(h):02}:{int(minute):02}" for h in hours]
    return f"every {day} at {' and '.join([', '.join(times[:-1]), times[-1]] if len(times) > 1 else times)}"


def _lock(facts: Facts, copy: Copy) -> Span:
    if facts.labels(copy).offline:
        return Span("offline")
    if copy.immutable is not None:
        return Span(f"locked for {lock(copy.immutable.for_, copy.immutable.mode)}")
    return Span("append only" if copy.append_only else "no lock", tone="" if copy.append_only else "muted")


def _what(facts: Facts, store: Datastore) -> Pairs:
    limit = store.limit
    deletion = store.deletion
    return pairs(
        pair("Software", store.engine),
        pair(
            "Size", size(store.size), f"grows {size(round(store.growth * 2592000))} a month" if store.growth else None
        ),
        pair("Must be in a backup", listed(store.contents, NOT_KNOWN)),
        known("Run by", link(facts, f"vendors/{store.run_by}") if store.run_by else None),
        known("Restored together with", f"group {store.consistency_group}" if store.consistency_group else None),
        known("Ceiling", size(limit.size, limit.note or NOT_KNOWN) if limit else None),
        known(
            "After a deletion",
            f"{duration(deletion.grace, NOT_KNOWN)}: {deletion.how or NOT_KNOWN}" if deletion else None,
        ),
        known("Keeps several customers", "yes" if store.multi_tenant else None),
        known("In infrastructure files", listed(store.discovered_as) if store.discovered_as else None),
    )


def _personal(facts: Facts, store: Datastore) -> Pairs | None:
    data = store.personal
    if data is None or data.level == "none":
        return None
    harm: tuple[Line, ...] = tuple(
        line(f"after {duration(h.after)}: {h.score} of 4{f', {h.why}' if h.why else ''}") for h in data.impact_on_people
    )
    return pairs(
        pair("Level", data.level),
        pair("Categories", listed(data.categories)),
        pair("People concerned", listed(data.subjects)),
        pair(
            "Approximate number",
            f"{data.people:,} people" if data.people is not None else None,
            f"{data.records:,} records" if data.records is not None else None,
        ),
        pair("In the register as", links(facts, typed("processing", data.processing), "no entry")),
        pair("Harm while it is gone", *harm),
        known("Longest lawful storage", period(data.legal_retention) if data.legal_retention else None),
        known("Erasures after a restore", link(facts, data.erasure_replay) if data.erasure_replay else None),
    )
