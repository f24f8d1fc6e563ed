"""The first page, for three in the morning: what to do now, in order, with names and numbers; and the clock."""

from __future__ import annotations

from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.frameworks.deadlines import deadline
from bcdr.model.communication import Notification
from bcdr.report.block import Blanks, Callout, Column, Pairs, Table, Ticks, say
from bcdr.report.breach.procedure import Line, has_no_officer, officer, procedure
from bcdr.report.document import Section
from bcdr.report.naming import name_of
from bcdr.report.notice import within
from bcdr.report.site.link import call, short_reach
from bcdr.report.span import NOT_PROVIDED, Cell, Span, cell, line

TO_WRITE = "\u00a0"
_WRITE = Span("write in: name, number", by_hand=True)
_FIELD = Span("organization.gdpr.breach.procedure", code=True)


def start(facts: Facts) -> Section:
    """The first hour, as a list to tick."""
    own = procedure(facts)
    limit = deadline("authority-notice")
    written = name_of(facts, own.procedure) if own.procedure else None
    lines: list[Line] = [
        line(
            "Write down ", Span("when it was noticed, by whom, and how", strong=True),
            ": date, time, zone. From now on note every action with its time.",
        ),
        line("Call who decides", "" if has_no_officer(facts) else ", and the data protection officer", "."),
        line(
            "Follow the written procedure: ",
            *((written,) if written else (Span(NOT_PROVIDED, tone="muted"), ", field ", _FIELD)),
            ". Keep what shows what happened; tidy up later.",
        ),
        line(
            "Decide since when you are reasonably certain that personal data are concerned. This starts the clock: ",
            Span("The clock", href="#clock", page=True), ".",
        ),
        line("Mark what is concerned, with its numbers: ", Span("The numbers", href="#numbers", page=True), "."),
        line("Go through ", Span("The decision", href="#decision", page=True), ". A person decides, and signs."),
        line(
            f"If the authority is to be told: within {limit.limit} of awareness, also if not everything is known yet "
            "(Art. 33(4)): ", Span("Form for the authority", href="#authority", page=True), ".",
        ),
        line("If people are to be told: ", Span("Letter to the people", href="#letter", page=True), "."),
        *((line(
            Span("If data that you process for others are concerned", strong=True),
            ": tell each controller without undue delay, whatever the risk (Art. 33(2)): ",
            Span("Notice to controllers", href="#controllers", page=True), ".",
        ),) if _is_processor(facts) else ()),
        line("Tell insurers and others in their own times: ", Span("Whom to call", href="#contacts", page=True), "."),
        line("Enter it, whatever was decided: ", Span("Register of breaches", href="#register", page=True), "."),
    ]  # fmt: skip
    kept = own.register
    where = line("The register is kept in: ", kept) if kept else line("Where the register is kept: ", NOT_PROVIDED, ".")
    loss = own.counts_availability_loss
    counts = line(
        "Data that nobody can reach count as a breach too (Art. 4(12)), even if nobody saw them."
        + (" The plan says so." if loss else " The plan does not say so yet.")
    )
    return Section(
        "start",
        "Start here",
        (_calling(facts), Ticks(tuple(lines), "What to do now"), Callout("Keep in mind", (counts, where))),
        starts_page=True,
    )


def _is_processor(facts: Facts) -> bool:
    return any(p.role == "processor" for p in facts.plan.processing.values())


def _calling(facts: Facts) -> Pairs:
    """Who decides and who advises, holder first, each with the number that works best."""
    none = (line("none is appointed, stated as not required"),)
    officer_ = none if has_no_officer(facts) else _numbers(facts, officer(facts))
    decider = _numbers(facts, procedure(facts).decided_by)
    return Pairs(
        (("Who decides", decider), ("Data protection officer", officer_)),
        "Whom to call first: in each row from top to bottom, until somebody answers",
        is_large=True,
    )


def _numbers(facts: Facts, ref: str | None) -> tuple[Line, ...]:
    vendor = facts.plan.vendors.get(ref[8:]) if ref is not None and ref.startswith("vendors/") else None
    if vendor is not None:
        return (
            line(
                Span(vendor.name_or_id, strong=True),
                " ",
                *(short_reach(vendor.contacts[0]) if vendor.contacts else (_WRITE,)),
            ),
        )
    found = tuple(line(Span(p.name, strong=True), " ", *call(p)) for p in facts.people(ref))
    return found or (line(Span(name_of(facts, ref), tone="muted" if ref is None else "bad"), " ", _WRITE),)


def clock(facts: Facts) -> Section:
    """When the clock starts, who decides, and the hours after awareness with room for the times."""
    own = procedure(facts)
    limit = deadline("authority-notice")
    rules = Callout(
        f"{limit.limit} from awareness, Art. 33(1)",
        (
            line(
                "The clock starts when there is reasonable certainty that a breach of personal data has occurred, not "
                "when the cause is known. A short check of a first hint may come before it; write down how long it "
                "took. Nights, weekends and holidays count; hours are real hours, also when clocks change."
            ),
            line("Who decides that it has started: ", Span(name_of(facts, own.decided_by), strong=True), "."),
            line(
                "Later than that, the notice gives the reasons for the delay. For telling people at high risk the law "
                "sets no hours: without undue delay, Art. 34(1)."
            ),
        ),
    )
    times = Blanks(
        (
            ("It began", "date, time, zone; or: not known"),
            ("Noticed", "date, time, by whom"),
            ("Aware", "date, time, by whom decided: hour 0"),
            ("Why aware later than noticed", "if it was"),
            (f"Aware + {limit.limit}", "date, time: the latest moment"),
        ),
        "Fill in first",
    )
    hours = Table(
        "Hours after awareness",
        (
            Column("Hours", 7, "right"),
            Column("What", 35),
            Column("By", 30),
            Column("That is (fill in)", 14),
            Column("Done at (fill in)", 14),
        ),
        tuple(_row(hour, what, who) for hour, what, who in _hours(facts)),
        compact=True,
    )
    said = [say("Times of the plan count from awareness; our own marks, which no law sets, are in grey.")]
    others = _others(facts)
    more = (others,) if others.rows else ()
    return Section("clock", "The clock", (rules, times, *said, hours, *more), starts_page=True)


def _row(hours: timedelta, what: Span, who: str) -> tuple[Cell, ...]:
    number = hours / timedelta(hours=1)
    return (
        cell(f"{number:g}", align="right", header=True),
        cell(what),
        cell(who),
        cell(TO_WRITE),
        cell(TO_WRITE),
    )


def _hours(facts: Facts) -> list[tuple[timedelta, Span, str]]:
    """Marks by hour: the law's, those of the plan that count from awareness, and a few of ours between them."""
    own = procedure(facts)
    limit = timedelta(hours=deadline("authority-notice").amount)
    decider, keeper = name_of(facts, own.decided_by), name_of(facts, own.owner)
    drafted = "Notice drafted" if has_no_officer(facts) else "Notice drafted, read by the officer"
    reader = keeper if has_no_officer(facts) else name_of(facts, officer(facts))
    found = [
        (timedelta(), Span("Awareness: the clock starts", strong=True), decider),
        (timedelta(hours=4), Span("First picture: what, whose data, about how many", tone="muted"), keeper),
        (timedelta(hours=24), Span("Decision on risk, or why it is not possible yet", tone="muted"), decider),
        (timedelta(hours=48), Span(drafted, tone="muted"), reader),
        (limit, Span("Latest moment for the authority, Art. 33(1)", strong=True), decider),
    ]
    found += [
        (n.within, Span(f"Tell: {n.audience}"), name_of(facts, n.by))
        for n in _notices(facts)
        if _is_hour(n) and n.within is not None
    ]
    return sorted(found, key=lambda row: row[0])


def _notices(facts: Facts) -> tuple[Notification, ...]:
    told = facts.plan.communication
    return tuple(told.notify.values()) if told is not None else ()


def _is_hour(notice: Notification) -> bool:
    """Its time is a number of hours after awareness."""
    return notice.from_ == "awareness" and notice.within is not None and notice.within < timedelta(days=365)


def _others(facts: Facts) -> Table:
    """Notices whose time counts from another moment, or that have none."""
    rows = tuple(
        (
            cell(n.audience, header=True),
            cell(f"{within(n.within)} from {n.from_.replace('-', ' ')}"),
            cell(name_of(facts, n.by)),
            cell(TO_WRITE),
        )
        for n in _notices(facts)
        if not _is_hour(n)
    )
    columns = (Column("Who is told", 34), Column("Within", 22), Column("By", 28), Column("Done at (fill in)", 16))
    return Table("Other notices of the plan", columns, rows, compact=True)
