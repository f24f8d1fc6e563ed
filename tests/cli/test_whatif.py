"""`bcdr whatif`: codes, formats, wrong usage, and that the example plans are answered on few columns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bcdr.cli.commands import COMMANDS
from bcdr.cli.quick import read
from tests.cli.conftest import Cli

MORE = """\
places:
  counter: {name: Counter, storage: disk1, site: shop}
  bank: {name: Bank, storage: box, site: bank}
people: {ben: {name: Ben Ott}}
datastores:
  notes: {name: Notes, at: places/counter, copies: {disk: {kind: dump, at: places/bank, every: 1d, duration: 1h, keep: 60d, pulled: yes}}}
scenarios:
  datacentre-fire: {loses: [site/shop]}
  pandemic: {applicable: yes}
  accidental-deletion: {loses: [datastores/notes], detection: 1d}
  silent-corruption: {loses: [datastores/notes], detection: 90d}
"""


@pytest.fixture
def shop(plan: Path) -> Path:
    (plan / "more.yaml").write_text(MORE, encoding="utf-8")
    return plan


@pytest.mark.parametrize(
    ("words", "code", "shown"),
    [
        (("--lose", "site/bank"), 1, "Sales is not shown to survive"),
        (("--lose", "storage/box"), 1, "without disk; no copy is left: make one now"),
        (("--lose", "datastores/sales"), 1, "Sales is lost for good"),
        (("--lose", "site/shop"), 1, "Sales"),
        (("--lose", "datastores/notes"), 1, "Damage to data is taken to be found after 90 d."),
        (("--lose", "datastores/notes", "--detection", "2d"), 0, "at most 3 d 1 h of data is missing"),
        (("--lose", "datastores/notes,site/bank"), 1, "Notes"),
        (("--scenario", "silent-corruption"), 1, "reaches back only 60 d, where 91 d 1 h would be needed"),
        (("--scenario", "silent-corruption", "--detection", "1d"), 0, "comes back"),
        (("--scenario", "datacentre-fire", "--away", "ada"), 1, "Scenario datacentre-fire: Data centre destroyed"),
        (("--scenario", "accidental-deletion"), 0, "Damage to data is taken to be found after 1 d."),
        (("--away", "people/ada"), 0, "do without the role Lead"),
        (("--away", "ada"), 0, "What if Ada Roth (people/ada) is away?"),
        (("--lose", "datastores/sales"), 1, "what would help keep one more copy of Sales"),
        (("--hostile", "people/ada"), 0, "Ada Roth (people/ada) acts against you"),
        (("--all",), 1, "Fatal, or not shown to be survived: "),
        (("--pairs",), 1, "Fatal together"),
        (("--triples",), 1, "combinations of two or three"),
        ((), 2, "bcdr whatif --lose site/bank"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, tuple) else "",
)
def test_codes_and_answers(words: tuple[str, ...], code: int, shown: str, cli: Cli, shop: Path) -> None:
    done = cli("whatif", shop, *words)
    assert shown in " ".join(done.out.split())
    assert (done.code, done.err) == (code, "")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--lose", "bank"), "bcdr: bank needs its kind in front of it\n  hint: write --lose site/bank or --lose places/bank\n"),
        (("--lose", "site/banc"), "bcdr: nothing called site/banc is in this plan\n  hint: did you mean --lose site/bank?"),
        (("--hostile", "people/bem"), "bcdr: nothing called people/bem is in this plan\n  hint: did you mean --hostile people/ben?"),
        (("--away", "site/bank"), "bcdr: --away is for people, and site/bank is none"),
        (("--detection", "soon", "--lose", "site/bank"), "bcdr: --detection is not a time: soon\n  hint: write it as 2d or 4h"),
        (("--scenario", "fire"), "bcdr: no scenario of this plan is called fire\n  hint: "),
        (("--scenario", "pandemics"), "hint: did you mean --scenario pandemic?"),
        (("--scenario", "pandemic"), "bcdr: the scenario pandemic does not state what is lost, so nothing can be worked out"),
        (("--scenario", "pandemic"), "below scenarios/pandemic, such as loses: [site/bank]; bcdr whatif alone lists the names"),
        (("--all", "--lose", "site/bank"), "bcdr: --all, --pairs and --triples try every event"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, tuple) else "",
)  # fmt: skip
def test_wrong_usage_is_told(words: tuple[str, ...], told: str, cli: Cli, shop: Path) -> None:
    done = cli("whatif", shop, *words)
    assert told in done.err
    assert (done.code, done.out) == (2, "")


def test_a_scenario_and_more(cli: Cli, shop: Path) -> None:
    answer = json.loads(cli("whatif", shop, "--scenario", "pandemic", "--lose", "site/bank", "--format", "json").out)
    assert answer["scenario"] == "pandemic"
    assert [e["ref"] for e in answer["events"]] == ["site/bank"]


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (("--lose", "site/shop"), {"version", "plan", "organization", "as_of", "events", "detection_seconds", "verdict",
                                   "datastores", "services", "credentials", "roles", "runbooks", "channels", "papers"}),
        (("--pairs",), {"version", "plan", "organization", "as_of", "fatal", "scenarios"}),
        ((), {"version", "plan", "organization", "names", "scenarios"}),
    ],
    ids=["aftermath", "fatal", "names"],
)  # fmt: skip
def test_json(words: tuple[str, ...], keys: set[str], cli: Cli, shop: Path) -> None:
    answer = json.loads(cli("whatif", shop, *words, "--format", "json").out)
    assert answer["version"] == 1
    assert keys <= answer.keys()


def test_a_faulty_plan_is_not_played(cli: Cli, plan: Path) -> None:
    (plan / "more.yaml").write_text("datastores: {x: {clas: truth}}\n", encoding="utf-8")
    done = cli("whatif", plan, "--all")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("bcdr: the plan cannot be loaded")


def test_an_empty_plan_is_never_green(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("bcdr: 1\norganization: {name: X}\nplaces: {a: {site: a}}\n", encoding="utf-8")
    assert cli("whatif", tmp_path, "--all").code == 1
    done = cli("whatif", tmp_path, "--lose", "site/a")
    assert (done.code, "Nothing can be said" in done.out) == (1, True)


@pytest.mark.parametrize(
    "line", ["plans/a --lose site/a --lose b --hostile c --away d --detection 2d", "--all --pairs"]
)
def test_usual_lines_need_no_typer(line: str) -> None:
    assert read(COMMANDS["whatif"].load(), line.split()) is not None


@pytest.mark.parametrize("name", ["harbour-books", "corner-dental"])
@pytest.mark.parametrize("words", [("--all",), ("--scenario", "ransomware"), ("--scenario", "datacentre-fire"), ()])
def test_examples_fit_a_terminal(name: str, words: tuple[str, ...], cli: Cli, root: Path) -> None:
    done = cli("whatif", root / "plans" / name, *words)
    assert done.err == ""
    assert [line for line in done.out.splitlines()[1:] if len(line) > 100] == []


def test_a_plan_without_scenarios_is_told_what_it_can_try(cli: Cli, plan: Path) -> None:
    done = cli("whatif", plan, "--scenario", "ransomware")
    said = "it holds none yet: write them below `scenarios`, or try bcdr whatif --lose "
    assert said + "datastores/sales" in done.err
    assert done.code == 2
