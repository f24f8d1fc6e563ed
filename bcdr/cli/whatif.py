"""`bcdr whatif`: plays a disaster on the plan, and prints what comes back, when, and what does not."""

import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Literal

from bcdr.cli.exits import BROKEN, CLEAN, FOUND
from bcdr.cli.option import AsOf, Option, Plan, Rev, Verbose
from bcdr.cli.reading import day_of, sound_plan
from bcdr.cli.terminal import has_colour
from bcdr.errors import BcdrError

if TYPE_CHECKING:
    from bcdr.analysis.facts import Facts
    from bcdr.analysis.survival.aftermath import Survival
    from bcdr.model.runbook import Scenario
    from bcdr.report.whatif.names import Nameable
    from bcdr.report.whatif.play import Play

Lose = Annotated[
    tuple[str, ...],
    Option("What is gone, such as site/nuremberg-1 or datastores/orders; may be repeated.", ("--lose",), "REF"),
]
Hostile = Annotated[
    tuple[str, ...],
    Option("What an attacker owns, such as account/main or credentials/root; may be repeated.", ("--hostile",), "REF"),
]
Away = Annotated[
    tuple[str, ...], Option("Who cannot be reached, such as people/ada; may be repeated.", ("--away",), "REF")
]
Played = Annotated[str | None, Option("Play a scenario of the plan: what it says is lost.", ("--scenario",), "ID")]
All = Annotated[bool, Option("Try every single event, and play every scenario.", ("--all",))]
Pairs = Annotated[bool, Option("Find the fatal combinations of two events as well.", ("--pairs",))]
Triples = Annotated[bool, Option("Find those of three as well; takes longer.", ("--triples",))]
Detection = Annotated[
    str | None,
    Option(
        "How long damage stays unnoticed, such as 2d. Default: what the scenario or the plan says, else 14 days.",
        ("--detection",),
        "TIME",
    ),
]
Format = Annotated[Literal["text", "json"], Option("How to print: text for people, json for programs.", ("--format",))]


def run(
    plan: Plan = None,
    lose: Lose = (),
    hostile: Hostile = (),
    away: Away = (),
    scenario: Played = None,
    all: All = False,  # noqa: A002 - the name of the option
    pairs: Pairs = False,
    triples: Triples = False,
    detection: Detection = None,
    format: Format = "text",
    as_of: AsOf = None,
    rev: Rev = None,
    verbose: Verbose = False,
) -> int:
    """If this is gone tonight: what comes back, when, with how much data missing, and what does not.

    Without an event it lists what can be named in this plan.

    Exit code: 0 everything is shown to come back, 1 something is lost for good, has no way back, comes back after
    the longest time that is tolerable, or one of these is not known, 2 it could not be worked out.
    """
    del verbose
    found_after = _time(detection)
    is_search = all or pairs or triples
    if is_search and (lose or hostile or away or scenario):
        raise BcdrError("--all, --pairs and --triples try every event", "leave out --lose, --hostile, --scenario")
    read, whole = sound_plan(plan, rev)
    day = day_of(as_of, whole)
    from bcdr.analysis.facts import Facts  # only for a plan that could be read
    from bcdr.analysis.survival.aftermath import Survival
    from bcdr.report.whatif.names import nameable

    facts = Facts(whole, day)
    if is_search:
        return _search(read.root, facts, found_after, 3 if triples else 2 if pairs else 1, format)
    names = nameable(read.root, Survival(facts))
    played = _scenario(scenario, facts, names)
    play = _play(lose, hostile, away, names, played)
    if played is None and not play.events:
        _print_names(names, format)
        return BROKEN
    if not play.events:
        raise BcdrError(
            f"the scenario {scenario} does not state what is lost, so nothing can be worked out",
            f"write what it takes of this plan below scenarios/{scenario}, such as "
            f"loses: [{_example(names)}]; bcdr whatif alone lists the names",
        )
    if found_after is None and played is not None:
        found_after = played.detection
    return _after(read.root, Survival(facts, found_after), play, format)


def _time(text: str | None) -> timedelta | None:
    if text is None:
        return None
    from bcdr.model.value import parse_duration  # after the arguments are known to be sound

    try:
        return parse_duration(text)
    except ValueError:
        raise BcdrError(f"--detection is not a time: {text}", "write it as 2d or 4h") from None


def _scenario(id_: str | None, facts: "Facts", names: "Nameable") -> "Scenario | None":
    if id_ is None:
        return None
    found = facts.plan.scenarios.get(id_.removeprefix("scenarios/"))
    if found is None:
        from difflib import get_close_matches  # only for a mistake

        near = get_close_matches(id_, list(names.scenarios), n=1)
        known = ", ".join(names.scenarios)
        hint = f"did you mean --scenario {near[0]}?" if near else f"scenarios of this plan: {known}"
        if not known:
            hint = f"it holds none yet: write them below `scenarios`, or try bcdr whatif --lose {_example(names)}"
        raise BcdrError(f"no scenario of this plan is called {id_}", hint)
    return found


def _example(names: "Nameable") -> str:
    """Something that this plan can lose, as it is named to `--lose` and below `loses`."""
    return next((f"{kind}/{id_}" for kind, ids in names.kinds.items() for id_ in ids), "datastores/ID")


def _play(
    lose: tuple[str, ...],
    hostile: tuple[str, ...],
    away: tuple[str, ...],
    names: "Nameable",
    scenario: "Scenario | None",
) -> "Play":
    from bcdr.cli.event import events, people
    from bcdr.report.whatif.play import Play
    from bcdr.report.whatif.scenario import play_of

    absent = people(away, "--away", names.kinds)
    base = play_of(scenario) if scenario is not None else Play(())
    given = (
        *base.events,
        *events(lose, "--lose", names.kinds, hostile=False),
        *events(hostile, "--hostile", names.kinds, hostile=True),
        *absent,
    )
    return base._replace(events=tuple(dict.fromkeys(given)), away=frozenset(absent))


def _print_names(names: "Nameable", format: str) -> None:
    from bcdr.render.whatif.names import names_json, names_text

    print(names_json(names) if format == "json" else names_text(names, colour=has_colour(sys.stdout)))


def _after(plan: str, survival: "Survival", play: "Play", format: str) -> int:
    from bcdr.report.whatif.aftermath import what_if

    found = what_if(plan, survival, play, is_cured=True)
    if format == "json":
        from bcdr.render.whatif.json import aftermath_json

        print(aftermath_json(found))
    else:
        from bcdr.render.whatif.text import aftermath_text

        print(aftermath_text(found, colour=has_colour(sys.stdout)))
    return CLEAN if found.is_survived else FOUND


def _search(plan: str, facts: "Facts", detection: timedelta | None, order: int, format: str) -> int:
    from bcdr.analysis.survival.aftermath import Survival
    from bcdr.report.whatif.fatal import fatal_events

    found = fatal_events(plan, Survival(facts, detection), order, detection)
    if format == "json":
        from bcdr.render.whatif.json import fatal_json

        print(fatal_json(found))
    else:
        from bcdr.render.whatif.fatal import fatal_text

        print(fatal_text(found, colour=has_colour(sys.stdout)))
    return CLEAN if found.is_survived else FOUND
