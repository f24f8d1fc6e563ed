"""Messages about the work itself: how it goes on by hand, how long that holds, what the season makes of it."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.model.service import Service
from bcdr.report.pack.inject.template import ALL, Answer, Draft, gap, gaps, says, template
from bcdr.report.pack.situation import Situation
from bcdr.report.wording import duration


def _owner(s: Situation, service: Service) -> str:
    return s.to(service.owner, f"whoever answers for {service.name_or_id}")


@template("business", 32, "The work goes on by hand, with what lies ready", ["no-manual-fallback"])
def by_hand(s: Situation) -> Iterator[Draft]:
    """How people go on working."""
    for service in s.services:
        how = service.fallback
        if how is None and service.no_fallback_needed:
            continue
        answers: list[Answer] = []
        if how is not None:
            answers.append(says(f"By hand: {how.do}", service.ref))
            answers.append(
                says(f"Last tried on {how.exercised}.", service.ref)
                if how.exercised is not None
                else gap("It was never tried, as far as the plan says.", service.ref)
            )
        else:
            answers.append(gap(f"The plan names no way to go on without {service.name_or_id}.", service.ref))
        yield Draft(
            service.ref, 5 + 2 * gaps(answers), _owner(s, service),
            "those who work with it", "by phone",
            f"{service.name_or_id} does not work, and people are waiting in front of us. What do we do with them, "
            "with which form, and who tells the others to do the same?",
            tuple(answers),
        )  # fmt: skip


@template(
    "business",
    360,
    "The end of the workaround is seen before it comes",
    ["no-manual-fallback", "objectives-inconsistent"],
)
def holds_no_longer(s: Situation) -> Iterator[Draft]:
    """The workaround ends."""
    for service in s.services:
        how = service.fallback
        if how is None:
            continue
        answers: list[Answer] = [
            says(f"The workaround holds for {duration(how.holds)}.", service.ref)
            if how.holds is not None
            else gap("The plan does not say how long the workaround holds.", service.ref)
        ]
        answers.append(
            says(f"Longest tolerable time: {duration(service.mtpd)}.", service.ref)
            if service.mtpd is not None
            else gap("The plan sets no longest tolerable time.", service.ref)
        )
        yield Draft(
            service.ref, 3 + 2 * gaps(answers), _owner(s, service),
            "those who work with it", "by phone",
            f"We have been working without {service.name_or_id} all this time. The pile grows, and the first mistakes "
            "are in it. How long do we go on like this, and what comes after?",
            tuple(answers),
        )  # fmt: skip


@template("business", 10, "The season is taken into account without being asked", ["drill-not-at-peak"])
def season(s: Situation) -> Iterator[Draft]:
    """It happens in the busiest time."""
    for service in s.services:
        for busy in service.busy:
            sharper = busy.rto
            usual = s.facts.rto_of(service)
            answers: list[Answer] = [
                says(
                    f"In that season {service.name_or_id} is promised within {duration(sharper)}, else "
                    f"{duration(usual)}.",
                    service.ref,
                )
                if sharper is not None
                else gap("The plan does not say what changes in that season.", service.ref)
            ]
            what = f" ({busy.note})" if busy.note else ""
            yield Draft(
                service.ref, 4 + answers[0].is_gap, ALL, "the exercise leader", "in the room",
                f"From now on it is the busiest time of {service.name_or_id}{what}. What is different?",
                tuple(answers),
            )  # fmt: skip
            break


@template(
    "business",
    390,
    "The limit is a number with a reason, and somebody says what lies beyond it",
    ["objectives-missing"],
)
def limit(s: Situation) -> Iterator[Draft]:
    """How long can we stand this?"""
    service = s.focus
    if service is None:
        return
    bad = [i for i in service.impact if i.why]
    answers: list[Answer] = [
        says(f"Longest tolerable time of {service.name_or_id}: {duration(service.mtpd)}.", service.ref)
        if service.mtpd is not None
        else gap(f"The plan sets no longest tolerable time for {service.name_or_id}.", service.ref)
    ]
    answers.append(
        says(f"After {duration(bad[-1].after)}: {bad[-1].why}.", service.ref)
        if bad
        else gap("The plan does not say what the outage does as time goes by.", service.ref)
    )
    yield Draft(
        service.ref, 3 + 2 * gaps(answers), s.leader, "the management", "by phone",
        "How long can we stand this, counted from the beginning? What happens then that cannot be put right any more?",
        tuple(answers),
    )  # fmt: skip


@template("business", 310, "Catching up is planned, with people and an end")
def catching_up(s: Situation) -> Iterator[Draft]:
    """The work that piled up."""
    service = next(iter(s.services), None)
    if service is None:
        return
    answer = (
        says(f"Time to catch up: {duration(service.wrt)}.", service.ref)
        if service.wrt is not None
        else gap(f"The plan does not say how long it takes to catch up at {service.name_or_id}.", service.ref)
    )
    yield Draft(
        service.ref, 2 + 2 * answer.is_gap, _owner(s, service),
        "those who work with it", "by phone",
        f"{service.name_or_id} runs again. What was done on paper meanwhile lies in a box. Who enters it, in which "
        "order, and what do we not take in until that is done?",
        (answer,),
    )  # fmt: skip


TEMPLATES = (by_hand, holds_no_longer, season, limit, catching_up)
