"""The decision of Art. 33 and 34 as a picture, and the same in words with room for the answers."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.frameworks.deadlines import deadline
from bcdr.report.block import Column, Figure, Table, say
from bcdr.report.breach.procedure import has_no_officer, procedure
from bcdr.report.breach.start import TO_WRITE
from bcdr.report.document import Section
from bcdr.report.drawing.canvas import svg
from bcdr.report.drawing.decision import Step
from bcdr.report.drawing.decision import decision as drawn
from bcdr.report.naming import name_of
from bcdr.report.signoff import signatures
from bcdr.report.span import Cell, cell

TITLE = "Whom to tell of a breach"
SAYS = (
    "the authority unless a risk to people is unlikely, the people if a high risk is likely and no exception holds, "
    "the register always"
)


def steps() -> tuple[Step, ...]:
    """The questions from top to bottom."""
    limit = deadline("authority-notice").limit
    return (
        Step(
            "Were personal data destroyed, lost, changed, disclosed or accessed without right, or made unavailable?",
            "Art. 4(12)",
            "no",
            "No breach of personal data. Keep a note of the incident.",
            "yes",
        ),
        Step(
            "Is a risk to people unlikely?", "Art. 33(1)", "yes", "Register only, with the reason.", "no, or not known"
        ),
        Step(
            f"Tell the authority without undue delay, where feasible within {limit} of awareness.",
            "Art. 33(1)",
            kind="duty",
        ),
        Step(
            "Is a high risk to people likely?",
            "Art. 34(1)",
            "no",
            "People need not be told. The reason goes into the register.",
            "yes, or not known",
        ),
        Step(
            "Can nobody read the data who got them, such as encrypted data whose key was not taken?",
            "Art. 34(3)(a)",
            "yes",
            "People need not be told. Keep the proof.",
            "no",
        ),
        Step(
            "Have measures since then made the high risk no longer likely?",
            "Art. 34(3)(b)",
            "yes",
            "People need not be told. Keep the proof.",
            "no",
        ),
        Step(
            "Would telling each person take disproportionate effort?",
            "Art. 34(3)(c)",
            "yes",
            "Public notice instead, as effective.",
            "no",
        ),
        Step("Tell the people without undue delay, in plain words.", "Art. 34(1), (2)", kind="duty"),
        Step("Enter it into the register, whatever was decided.", "Art. 33(5)", kind="duty"),
    )


def decision(facts: Facts) -> Section:
    """The tree as a figure, then as a table to fill in and to sign."""
    found = steps()
    figure = Figure("decision-tree", TITLE, f"{TITLE}: {SAYS}", svg(drawn(TITLE, SAYS, found).drawing))
    table = Table(
        "The same in words, to fill in",
        (
            Column("Step", 34),
            Column("Leads to", 24),
            Column("Answer (fill in)", 14),
            Column("Reason, by whom, when (fill in)", 28),
        ),
        tuple(_row(n, s) for n, s in enumerate(found, start=1)),
    )
    decider = procedure(facts).decided_by
    who = name_of(facts, decider) if decider else ""
    heard = () if has_no_officer(facts) else (("Officer heard", ""),)
    return Section(
        "decision",
        "The decision",
        (
            say(
                "The tree is the order of the law. Each answer is a judgement of a person with its reason; this "
                "document gives none of them. While an answer is not known, go on as if the risk were there."
            ),
            figure,
            table,
            signatures("decision", (("Decides", who), *heard)),
        ),
        starts_page=True,
    )


def _row(number: int, step: Step) -> tuple[Cell, ...]:
    head = cell(f"{number}. {step.text}", step.clause, header=True)
    if step.kind == "duty":
        return (
            head,
            cell("then on to the next step" if number < len(steps()) else "end"),
            cell(TO_WRITE),
            cell(TO_WRITE),
        )
    return (
        head,
        cell(f"{step.aside}: {step.outcome}", f"{step.onward}: step {number + 1}"),
        cell(TO_WRITE),
        cell(TO_WRITE),
    )
