"""The book of the exercise leader: aims, agenda, rules, the truth, what the plan answers, the score and the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from bcdr.model.exercise import MEANINGS
from bcdr.report.block import Blanks, Block, Callout, Card, Column, Items, Pairs, Paragraph, Table, Ticks, say
from bcdr.report.document import Document, Section, numbered
from bcdr.report.pack.choice import Inject
from bcdr.report.pack.inject.template import Answer
from bcdr.report.pack.pack import AFTER, BEFORE, EACH, Pack
from bcdr.report.pack.score import CRITERIA, ENOUGH, SCALE, Criterion
from bcdr.report.pack.sheet import document, moment, offset
from bcdr.report.provenance import Provenance
from bcdr.report.span import Cell, Span, cell, coded, line, pair
from bcdr.report.survival import outcome, reason
from bcdr.report.whatif.data import StoreLine
from bcdr.report.whatif.service import ServiceLine
from bcdr.report.wording import counted, duration
from bcdr.rules.phrase import listed

RULES = (
    "You lead the exercise and not the response. Do not help unless they are stuck for five minutes; note every hint.",
    "Nothing is really done. Before you begin, tell the people who might notice that it is an exercise.",
    "Hand out a message when its time has come or when the talk has run dry. Leave one out rather than hurry.",
    "What they ask and no sheet answers: answer from this book; if it is not here, say that it is not known yet.",
    "Mistakes are what you are here for. Stop blame at once: it is about the plan and not about persons.",
    "“No exercise” ends it. Something real always goes first.",
)
TALK = (
    "What would we do in another way tomorrow? One thing from each, the quietest first.",
    "Where did the plan help, where was it in the way, and where was it silent?",
    "What did only one of us know?",
    "Which three things do we change, who does it, and by when? They become actions in the plan.",
)
PREPARE = (
    "A room for two hours, a wall clock, phones switched off",
    "The sheets for the table, printed single-sided, in their order",
    "The plan as people would have it in this scenario: on paper, on a stick, or not at all",
    "The log sheet, several times, and pens",
    "Somebody who observes and scores and says nothing",
    "Everybody who might be called knows that today is an exercise",
)
MANY_EVENTS, MANY_LINES = 6, 8


def facilitator(pack: Pack, provenance: Provenance) -> Document:
    """The whole book."""
    return document(
        pack,
        provenance,
        kind="tabletop-facilitator",
        title="Tabletop: book of the exercise leader",
        subtitle="Not for those who sit at the table: it holds the truth and the answers",
        cover=(
            ("Scenario", pack.title),
            ("Length", f"{duration(pack.length)}, with the talk afterwards"),
            ("Led by", pack.leader or "not named in the plan"),
        ),
        sections=numbered((
            _short(pack), _agenda(pack), _table(pack), _truth(pack), _messages(pack), _gaps(pack), _score(pack),
            _afterwards(pack), _record(pack),
        )),
    )  # fmt: skip


# -- before --


def _short(pack: Pack) -> Section:
    meaning = MEANINGS["tabletop"]
    aims = list(dict.fromkeys(i.template.tests for i in pack.injects))
    takes = f"The story takes {pack.focus}, the most critical service." if pack.focus else "The story stays general."
    assumed = (pair("Assumed", f"The plan does not say what is lost in this scenario. {takes}"),)
    blocks = (
        Pairs((
            pair("Scenario", f"{pack.title}" + (f" ({pack.group.lower()})" if pack.group else "")),
            pair("Why this one", pack.why),
            *(assumed if pack.is_assumed else ()),
            pair("Exercise", f"{meaning.title}: it can show {meaning.proves}; it does not show {meaning.lacks}."),
            pair("Messages", f"{counted(len(pack.injects), 'message')} after the situation at the beginning"),
            pair("Open questions", f"{counted(len(pack.gaps), 'point')} to which the plan has no answer"),
        )),
        say("What is to be seen:"),
        Items(tuple(line(f"{a}.") for a in aims)),
    )  # fmt: skip
    return Section("short", "In short", blocks)


def _agenda(pack: Pack) -> Section:
    rows: list[tuple[Cell, ...]] = [_row(timedelta(), "", "Welcome: rules, roles, log", "all")]
    at = BEFORE
    rows.append(_row(at, offset(timedelta()), "The situation; the first ten minutes", "Situation"))
    for inject in pack.injects:
        at += EACH
        rows.append(_row(at, offset(inject.at), _name(inject), f"Message {inject.number}"))
    at += EACH
    rows.append(_row(at, "", "End of the story; everybody puts the pen down", "all"))
    rows.append(_row(at, "", f"Talk afterwards, {duration(AFTER)}", "Score, record"))
    columns = (Column("Minute", 10, "right"), Column("In the story", 16), Column("What", 52), Column("Sheet", 22))
    return Section(
        "agenda",
        "Agenda",
        (
            say("About eight minutes for each message. The time in the story runs faster than the clock on the wall."),
            Table("Course of the exercise", columns, tuple(rows)),
        ),
    )


def _row(at: timedelta, story: str, what: str, sheet: str) -> tuple[Cell, ...]:
    return cell(str(int(at.total_seconds() // 60)), align="right"), cell(story), cell(what), cell(sheet)


def _name(inject: Inject) -> str:
    return inject.template.id.replace("-", " ").capitalize()


def _table(pack: Pack) -> Section:
    seats = Table(
        "Who should sit there",
        (Column("Person", 34), Column("Because of the role", 66)),
        tuple((cell(s.person, header=True), cell(s.why)) for s in pack.seats),
        empty="the plan names nobody whom this scenario needs",
    )
    led = pack.leader or "not named in the plan: take somebody who has no part in the story"
    return Section(
        "table",
        "Preparation",
        (
            Pairs((pair("Exercise leader", led),)),
            seats,
            Ticks(tuple(line(p) for p in PREPARE), "To prepare"),
            say("Rules for you:"),
            Items(tuple(line(r) for r in RULES)),
        ),
    )


# -- the truth --


def _truth(pack: Pack) -> Section:
    story = pack.story
    rows = [
        pair("Begins", moment(story, timedelta())),
        pair("What is noticed", story.signs, *(f"As the plan says: {s}" for s in pack.signs)),
    ]
    if pack.after is not None:
        happenings = [h.words for h in pack.after.happenings]
        more = [f"and {len(happenings) - MANY_EVENTS} more"] if len(happenings) > MANY_EVENTS else []
        said = (outcome(pack.after.outcome), Span(f": {reason(pack.after.verdict)}"))
        rows += [
            pair("The plan says is lost", *happenings[:MANY_EVENTS], *more),
            pair("By the survival analysis", said),
        ]
    blocks = (Callout("What has really happened", (line(story.truth),), "bad"), Pairs(tuple(rows)))
    figures = _figures(pack)
    first = Section("first", "The first question: who declares, and from when on?", (_answers(pack.first),))
    return Section("truth", "What has happened", blocks, (*figures, first), starts_page=True)


def _figures(pack: Pack) -> tuple[Section, ...]:
    if pack.after is None:
        return ()
    stores = [s for s in pack.after.stores if s.state != "intact"][:MANY_LINES]
    services = [s for s in pack.after.services if not s.is_up][:MANY_LINES]
    if not stores and not services:
        return ()
    tables = (
        Table(
            "Services that stop",
            (Column("Service", 30), Column("Back after", 18), Column("Promised", 16), Column("Tolerable", 16),
             Column("Measured", 20)),
            tuple(map(_service, services)), empty="none", compact=True,
        ),
        Table(
            "Data that is harmed",
            (Column("Datastore", 28), Column("Then", 18), Column("At most missing", 20), Column("Comes back from", 34)),
            tuple(map(_store, stores)), empty="none", compact=True,
        ),
    )  # fmt: skip
    words = say("Worked out from the plan, for your answers. Those at the table have to find it themselves.")
    return (Section("figures", "What the plan's own figures say", (words, *tables)),)


def _service(found: ServiceLine) -> tuple[Cell, ...]:
    after = duration(found.after, "not known") if not found.is_hopeless else "no way back"
    after = "at once" if found.after is not None and not found.after else after
    return (
        cell(found.name, header=True), cell(after), cell(duration(found.rto, "nothing")),
        cell(duration(found.mtpd, "not stated")), cell(duration(found.measured, "never")),
    )  # fmt: skip


def _store(found: StoreLine) -> tuple[Cell, ...]:
    lost = duration(found.lost) if found.lost is not None else found.unknown or "–"
    return cell(found.name, header=True), cell(found.state), cell(lost), cell(found.via or "–")


# -- messages --


def _messages(pack: Pack) -> Section:
    words = say("Read each one before you hand it out: what the plan says, and where it is silent.")
    return Section("messages", "Messages", (words, *(_card(pack, i) for i in pack.injects)), starts_page=True)


def _card(pack: Pack, inject: Inject) -> Card:
    draft = inject.draft
    rows = [
        pair("Time", f"{moment(pack.story, inject.at)} ({offset(inject.at)})"),
        pair("To, from", f"{draft.to}; from {draft.sender}, {draft.by}"),
        pair("Text", f"“{draft.text}”"),
        pair("Watch for", f"{inject.template.tests}."),
    ]
    if inject.findings:
        rows.append(pair("Aimed at", *(coded(f"{f.message} ({f.rule})") for f in inject.findings)))
    rows += [*_said(draft.answers), ("Seen, and when", ((Span("\u00a0"),), (Span("\u00a0"),)))]
    return Card(
        f"inject-{inject.number}",
        _name(inject),
        f"Message {inject.number}",
        "",
        tuple(rows),
    )


def _said(answers: Iterable[Answer]) -> list[tuple[str, tuple[tuple[Span, ...], ...]]]:
    answers = tuple(answers)
    said = [_words(a) for a in answers if not a.is_gap]
    gaps = [_words(a) for a in answers if a.is_gap]
    found = []
    if said:
        found.append(pair("The plan says", *said))
    if gaps:
        found.append(pair("No answer", *gaps))
    return found


def _words(answer: Answer) -> tuple[Span, ...]:
    ref = (Span(f" ({answer.ref})", tone="muted"),) if answer.ref else ()
    return (*coded(answer.text), *ref)


def _answers(answers: tuple[Answer, ...]) -> Block:
    return Pairs(tuple(_said(answers)))


def _gaps(pack: Pack) -> Section:
    rows = tuple(
        (cell(f"Message {n}" if n else "Situation"), cell(coded(a.text)), cell(Span(a.ref, code=True)))
        for n, a in pack.gaps
    )
    table = Table(
        "To what the plan has no answer",
        (Column("Sheet", 16), Column("What is missing", 58), Column("Where it would stand", 26)),
        rows,
        empty="to all of these messages the plan has an answer",
    )
    first = [f"{a.finding.message}: {a.finding.help}" for a in pack.actions]
    blocks: list[Block] = [
        say("Do not defend the plan. Let them find these themselves, and write down what they propose."), table,
    ]  # fmt: skip
    if first:
        blocks += [
            say("What would help this plan most, whatever comes of the exercise:"),
            Items(tuple(map(coded, first))),
        ]
    return Section("gaps", "What the plan has no answer to", tuple(blocks))


# -- afterwards --


def _score(pack: Pack) -> Section:
    columns = (
        Column("No.", 5, "right"), Column("Criterion", 13), Column("A 3 is", 27), Column("Messages", 10),
        Column("Score", 17, "center"), Column("What was seen, and when", 28),
    )  # fmt: skip
    rows = tuple(_criterion(pack, n, c) for n, c in enumerate(CRITERIA, start=1))
    most = 3 * len(CRITERIA)
    scale = Pairs(tuple(pair(number, words) for number, words in SCALE), "Scale")
    proposal = (
        f"A pass is proposed from {round(most * ENOUGH)} of {most} points, as long as no criterion is 0. With a 0 it "
        "is partial; failed if the team could not have acted at all. You decide: the points are a help to talk about "
        "it."
    )
    return Section(
        "score",
        "Score",
        (scale, Table("One line a criterion; circle a number", columns, rows, compact=True), say(proposal)),
        starts_page=True,
    )


def _criterion(pack: Pack, number: int, found: Criterion) -> tuple[Cell, ...]:
    shown = [str(i.number) for i in pack.injects if i.template.topic in found.topics]
    return (
        cell(str(number), align="right"),
        cell(found.title, header=True),
        cell(found.best),
        cell(listed(shown, 9) or "none" if found.topics else "all"),
        replace(cell("0\u2002 1\u2002 2\u2002 3", align="center"), is_box=True),
        cell("\u00a0", "\u00a0", "\u00a0"),
    )


def _afterwards(pack: Pack) -> Section:
    asks = (*pack.story.asks, *TALK)
    return Section(
        "afterwards",
        "The talk afterwards",
        (
            say("At once, with everybody, thirty minutes. You ask, they talk, somebody writes."),
            Items(tuple(line(q) for q in asks), ordered=True),
        ),
        starts_page=True,
    )


def _record(pack: Pack) -> Section:
    rows = (
        ("Day, from and until", ""),
        ("Led by", ""),
        ("Observed by", ""),
        ("Participants", ""),
        ("Result", "passed, partial or failed"),
        ("Points", f"of {3 * len(CRITERIA)}"),
        ("What went well", ""),
        ("What went wrong", "each becomes an issue, with high, medium or low"),
        ("Actions", "what, who, until when"),
        ("What was learned", ""),
        ("Accepted by, on", ""),
    )
    how = (
        f"It is written into the plan under `drills`, as {pack.record_id}. "
        + (
            "Copy the entry of record.yaml into the plan first; then "
            if pack.is_new
            else "The plan has a drill that waits for it; "
        )
        + f"`bcdr drill record {pack.record_id}` asks for the rest. File this sheet and the log as evidence."
    )
    return Section(
        "record",
        "Record",
        (say("To be filled in on the same day."), Blanks(rows), Paragraph(coded(how))),
    )
