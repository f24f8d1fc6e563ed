"""Who must hear what by when, on which channels, with which prepared words."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.model.communication import Notification, Template
from bcdr.report.block import Pairs, Table
from bcdr.report.site.link import link, outward, way
from bcdr.report.site.page import NOT_KNOWN, Message, Page, Section
from bcdr.report.site.part import contact_lines, pairs, section, sections, table
from bcdr.report.site.places import anchored
from bcdr.report.span import Span, cell, pair
from bcdr.report.wording import day, duration

FROM = {
    "occurrence": "the event", "detection": "it is noticed", "awareness": "a breach is reasonably certain",
    "activation": "the plan is activated", "declaration": "a disaster is declared",
}  # fmt: skip


def communication(facts: Facts) -> Page:
    """The communication plan."""
    plan = facts.plan.communication
    messages = [
        Message(_to(t), f"language {t.language}, approved {day(t.approved, 'never')}", t.text)
        for t in (plan.templates.values() if plan else ())
    ]
    return Page(
        path="communication",
        title="Communication",
        kind="Tell people",
        is_printable=True,
        sections=sections(
            section("rhythm", "Rhythm", _rhythm(facts)),
            section("notify", "Who must be told", _notify(facts)),
            section("templates", "Prepared words", *messages),
            Section("channels", "Channels", (_channels(facts),)),
        ),
    )


def _to(text: Template) -> str:
    """For whom a text is; where it has a name of its own, which one of several that is."""
    name = text.id.replace("-", " ")
    return f"To {text.audience}" if name in text.audience else f"To {text.audience}: {name}"


def _rhythm(facts: Facts) -> Pairs:
    plan = facts.plan.communication
    copy = plan.customer_contacts if plan else None
    return pairs(
        pair("Who speaks", *contact_lines(facts, plan.lead if plan else None)),
        pair("First public notice within", duration(plan.first_notice if plan else None)),
        pair("Then an update every", duration(plan.update_every if plan else None)),
        pair("How customers reach us meanwhile", plan.inbound if plan else None),
        pair("Decisions are written down in", plan.decision_log if plan else None),
        pair(
            "Copy of customers' contacts",
            link(facts, copy.at) if copy else None,
            f"refreshed {day(copy.refreshed, 'never')}" if copy else None,
        ),
    )


def _notify(facts: Facts) -> Table:
    plan = facts.plan.communication
    return table(
        "Deadlines",
        "Who | Within | What | By | How",
        (
            (
                cell(n.audience, *((Span(n.contact, tone="muted"),) if n.contact else ()), header=True),
                cell(*_within(n)),
                cell(n.what or Span(NOT_KNOWN, tone="muted")),
                cell(*contact_lines(facts, n.by)) if n.by else cell(Span("nobody is named", tone="fair")),
                cell(way(facts, n.channel), *(((Span("else "), way(facts, n.fallback)),) if n.fallback else ())),
            )
            for n in (plan.notify.values() if plan else ())
        ),
        "the plan names nobody",
    )


def _within(told: Notification) -> tuple[str, ...]:
    first = (f"{duration(told.within)} after {FROM[told.from_]}" if told.within is not None else NOT_KNOWN,)
    return (*first, f"then every {duration(told.repeat_every)}") if told.repeat_every else first


def _channels(facts: Facts) -> Table:
    return table(
        "Ways to speak",
        "Channel | For | Runs at | Run by | When it is down | Last tried",
        (
            (
                anchored(
                    "channels",
                    c.id,
                    Span(c.name_or_id, strong=True),
                    c.kind.replace("-", " "),
                    *((outward(c.url),) if c.url else ()),
                ),
                cell(c.audience, *(("the primary one",) if c.primary else ())),
                cell(link(facts, c.at)),
                cell(link(facts, c.owner, "nobody is named")),
                cell(link(facts, f"channels/{c.fallback}" if c.fallback else None, "no fallback")),
                cell(day(c.tested, "never")),
            )
            for c in facts.plan.channels.values()
        ),
        "the plan names no channel",
    )
