"""`bcdr drill run` and `approve` in this process: what they refuse, show and write."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bcdr.cli import allowing, asking, drilling
from bcdr.cli.asking import moment_in, said_in
from bcdr.source.lock import locked
from tests.cli.conftest import Cli

BOOK = """\
runbooks:
  back:
    title: Bring it back
    recovers: [datastores/sales]
    steps:
      - {id: look, do: Look at it}
      - {id: restore, do: Put it back, kind: restore, run: "true"}
"""


@pytest.fixture
def shop(plan: Path) -> Path:
    with (plan / "plan.yaml").open("a") as file:
        file.write(BOOK)
    return plan


def test_a_dry_run_shows_and_does_nothing(cli: Cli, shop: Path) -> None:
    before = (shop / "plan.yaml").read_bytes()
    done = cli("drill", "run", "back", "--plan", shop, "--dry-run")
    assert (done.code, done.err) == (0, "")
    for line in ("look: Look at it (a person)", "$ true", "nobody approved", "Nothing was run."):
        assert line in done.out
    assert (shop / "plan.yaml").read_bytes() == before
    assert not (shop / ".bcdr").exists()


def test_an_approval_is_written_once_and_changes_with_the_commands(cli: Cli, shop: Path) -> None:
    assert cli("drill", "approve", "back", "--by", "ada", "--plan", shop).code == 2
    assert cli("drill", "approve", "back", "--by", "ada", "--plan", shop, "--yes").code == 0
    file = shop / "plan.yaml"
    first = file.read_text()
    assert "by: ada" in first
    assert "occurred: 2026-11-21" in first
    assert "approved already" in cli("drill", "approve", "back", "--by", "ada", "--plan", shop, "--yes").out
    file.write_text(first.replace('run: "true"', 'run: "false"'))
    refused = cli("drill", "run", "back", "--plan", shop, "--type", "system-restore", "--yes")
    assert (refused.code, "changed since ada approved them" in refused.err) == (2, True)
    assert cli("drill", "approve", "back", "--by", "ada", "--plan", shop, "--yes").code == 0
    assert file.read_text().count("commands_approved") == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("bach",), "did you mean back?"),
        (("back",), "the type of the drill is not named"),
        (("back", "--type", "party"), "no type of drill called party"),
        (("back", "--type", "tabletop", "--by", "eve"), "no person eve"),
        (("back", "--type", "tabletop", "--scenario", "flood"), "no scenario flood"),
        (("back", "--type", "tabletop", "--lost", "2099-01-01T00:00:00Z"), "in the future"),
        (("back", "--type", "tabletop", "--lost", "noon"), "no time with offset"),
        (("back", "--type", "tabletop", "--copy", "sales/x"), "no copy sales/x"),
        (("back", "--type", "tabletop"), "nobody can say how it went: steps.look, steps.restore"),
        (("back", "--type", "tabletop", "--answers", "/nowhere"), "cannot be read"),
        (("back", "--resume"), "no drill of back is open"),
    ],
)
def test_what_is_refused(words: tuple[str, ...], message: str, cli: Cli, shop: Path) -> None:
    before = (shop / "plan.yaml").read_bytes()
    done = cli("drill", "run", *words, "--plan", shop)
    assert (done.code, message in done.err) == (2, True), done.err
    assert (shop / "plan.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("steps: {restore: done}\n", "steps.look"),
        ("steps: {look: maybe, restore: done}\n", "steps.look"),
        ("steps: {look: done, restore: done, other: done}\n", "nothing asks for the answer other"),
        ("steps: done\n", "no map from step"),
        ("steps: [\n", "cannot be read"),
    ],
)
def test_answers_that_do_not_fit(text: str, message: str, cli: Cli, shop: Path, tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(text)
    done = cli("drill", "run", "back", "--plan", shop, "--type", "tabletop", "--answers", file)
    assert (done.code, message in done.err) == (2, True), done.err


def test_a_tabletop_runs_no_command_and_needs_no_approval(cli: Cli, shop: Path, tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text("steps: {look: done, restore: skipped no time}\n")
    done = cli("drill", "run", "back", "--plan", shop, "--type", "tabletop", "--answers", file)
    assert (done.code, "partial: recorded" in done.out) == (1, True), done.err
    assert "$ true" not in done.out
    text = (shop / "plan.yaml").read_text()
    assert "type: tabletop" in text
    assert "measured" not in text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("done", ("done", "")),
        ("d", ("done", "")),
        ("skip: no key", ("skipped", "no key")),
        ("Failed at once", ("failed", "at once")),
        ("", None),
        ("yes", None),
    ],
)
def test_words_of_a_person(text: str, said: tuple[str, str] | None) -> None:
    found = said_in(text)
    assert (found and found[:2]) == said


BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "zone", "moment"),
    [
        ("2026-11-20T02:00:00+01:00", None, "2026-11-20T02:00:00+01:00"),
        ("2026-11-20 02:00Z", BERLIN, "2026-11-20T02:00:00+00:00"),
        ("2026-11-20 02:00", BERLIN, "2026-11-20T02:00:00+01:00"),
        ("2026-07-20T02:00:30", BERLIN, "2026-07-20T02:00:30+02:00"),
        ("2026-10-25 02:30", BERLIN, "2026-10-25T02:30:00+02:00"),  # shown twice: the earlier one
        ("2026-03-29 02:30", BERLIN, None),  # never shown
        ("2026-11-20 02:00", None, None),
        ("2026-11-20", BERLIN, None),
        ("02:00", BERLIN, None),
        ("yesterday", BERLIN, None),
        ("", BERLIN, None),
        ("9999-12-31 23:59", ZoneInfo("America/New_York"), None),
    ],
)
def test_a_moment_that_somebody_types(text: str, zone: ZoneInfo | None, moment: str | None) -> None:
    found = moment_in(text, zone)
    assert (found.isoformat() if found is not None else None) == moment


def test_the_rest(tmp_path: Path) -> None:
    assert {m.__name__ for m in (allowing, asking, drilling)}
    with locked(str(tmp_path)):
        assert list(tmp_path.iterdir()) == []
