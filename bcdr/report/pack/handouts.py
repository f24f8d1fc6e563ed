"""The sheets for the table: the rules, the situation, and each message on a page of its own. They tell nothing more."""

from __future__ import annotations

from datetime import timedelta

from bcdr.report.block import Blanks, Column, Items, Note, Table, say
from bcdr.report.document import Document, Section
from bcdr.report.pack.choice import Inject
from bcdr.report.pack.pack import Pack
from bcdr.report.pack.sheet import document, moment, offset
from bcdr.report.provenance import Provenance
from bcdr.report.span import cell, line

RULES = (
    "It is an exercise of the plan and of how you work together. Nobody is examined.",
    "Nothing is really done: no system is touched, nobody outside is called. Whoever would do something says it.",
    "You know what stands on the sheets that you were given. For anything else ask the exercise leader.",
    "Use the plan as you would have it at hand in that situation: on paper, on a stick, or not at all.",
    "One of you keeps the log, with times. Decisions count only when they stand there.",
    "Whatever really happens goes first. Then say: “No exercise”, and everybody stops.",
)
ASKED = (
    ("What do you know for certain, and what do you only think?", ""),
    ("What do you decide, and who decides it?", ""),
    ("Who does what, and until when?", ""),
    ("Whom do you tell, and in which words?", ""),
    ("What do you need to know next?", ""),
)
LOG_ROWS = 20


def handouts(pack: Pack, provenance: Provenance) -> Document:
    """The sheets that participants get, in the order in which they get them."""
    return document(
        pack,
        provenance,
        kind="tabletop-handouts",
        title="Tabletop: sheets for the table",
        subtitle="Hand them out one by one; until then only the exercise leader reads them",
        cover=(("Messages", str(len(pack.injects))),),
        sections=(_rules(), _situation(pack), *(_message(pack, i) for i in pack.injects), _log()),
    )


def _rules() -> Section:
    rows = tuple((role, "") for role in ("Who leads", "Who keeps the log", "Who speaks to the outside"))
    return Section(
        "rules",
        "Before you begin",
        (
            Items(tuple(line(r) for r in RULES)),
            say("Agree on three things, and write them down here:"),
            Blanks(rows),
        ),
    )


def _situation(pack: Pack) -> Section:
    story = pack.story
    lines = [f"It is {moment(story, timedelta())}.", story.signs]
    if pack.signs:
        lines += ["Reported so far:", *(f"– {sign}" for sign in pack.signs)]
    lines.append(
        "Is this an emergency in the sense of the plan? If it is: who says so, from which minute does it count, and "
        "what do you do in the next ten minutes?"
    )
    head = (("Time", f"{moment(story, timedelta())} ({offset(timedelta())})"), ("To", "everybody at the table"))
    return Section("situation", "The situation", (Note(head, tuple(lines)), Blanks(ASKED)), starts_page=True)


def _message(pack: Pack, inject: Inject) -> Section:
    draft = inject.draft
    head = (
        ("Time", f"{moment(pack.story, inject.at)} ({offset(inject.at)})"),
        ("To", draft.to),
        ("From", f"{draft.sender}, {draft.by}"),
    )
    blocks = (Note(head, (draft.text,)), Blanks(ASKED))
    return Section(f"message-{inject.number}", f"Message {inject.number}", blocks, starts_page=True)


def _log() -> Section:
    columns = (
        Column("Time", 10), Column("What is known or decided", 52), Column("Who does it", 20), Column("Until", 18),
    )  # fmt: skip
    rows = tuple((cell("\u00a0", "\u00a0"), cell(""), cell(""), cell("")) for _ in range(LOG_ROWS))
    return Section("log", "Log", (Table("Log of the exercise", columns, rows),), starts_page=True)
