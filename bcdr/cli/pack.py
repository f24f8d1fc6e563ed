"""`bcdr drill pack`: a tabletop aimed at the plan's own weak spots, as sheets to print and a record to fill in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from bcdr.cli.exits import CLEAN
from bcdr.cli.importing import Folder
from bcdr.cli.option import Argument, AsOf, Option, Rev, Verbose
from bcdr.errors import BcdrError

if TYPE_CHECKING:
    from bcdr.audit import Audit
    from bcdr.cli.compose import Audited
    from bcdr.report.document import Document
    from bcdr.report.pack.pack import Pack
    from bcdr.report.pack.weak import Weak

ScenarioId = Annotated[
    str | None, Argument("Scenario to play. Default: the one that hurts this plan most.", "[SCENARIO]")
]
Seed = Annotated[
    str,
    Option("Another number gives another selection; the same number gives the same sheets.", ("--seed",), "N"),
]
Out = Annotated[str | None, Option("Folder to write into. Default: tabletop-SCENARIO here.", ("--out",), "DIR")]
Format = Annotated[Literal["both", "pdf", "html"], Option("pdf to print, html for a browser, or both.", ("--format",))]


def run(
    scenario: ScenarioId = None,
    plan: Folder = None,
    seed: Seed = "1",
    out: Out = None,
    format: Format = "both",
    as_of: AsOf = None,
    rev: Rev = None,
    verbose: Verbose = False,
) -> int:
    """A tabletop for your own weak spots: story, timed messages, book of the exercise leader, score, empty record.

    Everything is made from the plan and its survival analysis, with texts of our own. Nothing is sent anywhere.

    Exit code: 0 written, 2 nothing was written.
    """
    del verbose
    number = _seed(seed)
    from bcdr.cli.compose import audited
    from bcdr.cli.terminal import Progress

    progress = Progress()
    progress.step("reading the plan")
    found = audited(plan, rev, as_of)
    progress.step("looking for what hurts most")
    from bcdr.report.pack.facilitator import facilitator
    from bcdr.report.pack.handouts import handouts
    from bcdr.report.pack.pack import tabletop

    made = tabletop(found.audit, _weak(found.audit, scenario, number), number)
    folder = Path(out) if out is not None else Path(f"tabletop-{made.scenario}")
    files: list[tuple[str, bytes]] = []
    for name, document in (
        ("facilitator", facilitator(made, found.provenance)),
        ("handouts", handouts(made, found.provenance)),
    ):
        progress.step(f"setting {name}")
        files += _set(name, document, found, format)
    files.append(("record.yaml", _record(made)))
    progress.done()
    _write(folder, files, made)
    return CLEAN


def _seed(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise BcdrError(f"--seed is no number from 0 to 999999999: {text}", "write it as 7")
    return int(text)


def _weak(audit: "Audit", scenario: str | None, seed: int) -> "Weak":
    from bcdr.report.pack.weak import named, weakest

    if scenario is None:
        return weakest(audit, seed)
    id_ = scenario.removeprefix("scenarios/")
    found = named(audit, id_)
    if found is None:
        from difflib import get_close_matches  # only for a mistake

        from bcdr.model.catalogue import SCENARIOS

        known = list(dict.fromkeys((*audit.facts.plan.scenarios, *SCENARIOS)))
        near = get_close_matches(id_, known, 1)
        hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(known)}"
        raise BcdrError(f"there is no scenario {id_}", hint)
    return found


def _set(name: str, document: "Document", found: "Audited", format_: str) -> list[tuple[str, bytes]]:
    """The document in the formats that are wanted. A pack carries no copy of the plan: it lies on tables."""
    files = []
    if format_ in {"both", "html"}:
        from bcdr.cli.compose import html_of

        files.append((f"{name}.html", html_of(document, found)))
    if format_ in {"both", "pdf"}:
        try:
            from bcdr.render.pdf import pdf
        except OSError as problem:
            reason = str(problem).partition(":")[0]
            raise BcdrError(
                f"PDFs cannot be drawn on this machine: {reason}", "bcdr doctor says what to install; or: --format html"
            ) from None
        from bcdr.cli.look import look_of

        files.append((f"{name}.pdf", pdf(document, look_of(found.read.root))))
    return files


_OPEN = {
    "occurred": "the day on which it was held",
    "led_by": "who led it",
    "result": "passed, partial or failed; a failed one is worth writing down",
    "lessons": "what was learned",
}


def _record(made: "Pack") -> bytes:
    """The entry of the drill; what only the exercise can tell is unknown in it."""
    from bcdr.source.edit import Noted
    from bcdr.source.notation import block, comment

    entry: dict[str, Any] = {k: v for k, v in made.record.items() if k != "note"}
    entry.setdefault("covers", Noted([], "TODO: what was exercised, such as roles/incident-lead"))
    entry |= {key: Noted(None, f"TODO: {words}") for key, words in _OPEN.items()}
    entry["note"] = made.record["note"]
    about = (
        f"Copy this into the plan, then: bcdr drill record {made.record_id}"
        if made.is_new
        else f"The plan has this drill already; after the exercise: bcdr drill record {made.record_id}"
    )
    lines = [*comment(about, 0), *block("drills", {made.record_id: entry}, 0, 2)]
    return ("\n".join(lines) + "\n").encode()


def _write(folder: Path, files: list[tuple[str, bytes]], made: "Pack") -> None:
    from bcdr.cli.output import write
    from bcdr.render.terminal import escaped
    from bcdr.report.wording import counted

    if folder.exists() and not folder.is_dir():
        raise BcdrError(f"{folder} is a file", "name a folder: --out tabletop")
    for name, content in files:
        write(folder / name, content, is_yaml=name.endswith(".yaml"))
    print(escaped(f"{made.title}: {made.why}"))
    print(f"{counted(len(made.injects), 'message')}, {counted(len(made.gaps), 'point')} without an answer in the plan")
    for name, _ in files:
        print(escaped(f"wrote {folder / name}"))
