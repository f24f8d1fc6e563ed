"""Which commands there are, where each lives, and for whom: a table, so that starting one loads no other."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple, cast

from bcdr.cli.option import Run


class Command(NamedTuple):
    """A command by its words, such as `report art32`, and the module and function that run it."""

    words: str
    module: str
    function: str
    does: str

    def load(self) -> Run:
        """The function that runs it."""
        return cast("Run", getattr(import_module(f"bcdr.cli.{self.module}"), self.function))


CHAPTERS: dict[str, tuple[Command, ...]] = {
    "Write a plan": (
        Command("init", "init", "run", "start a plan: a commented skeleton, or a worked example to read"),
        Command("lint", "lint", "run", "check the plan: what is missing, impossible or unproven, and what to do"),
        Command("explain", "explain", "run", "what a finding means, why it matters and what ends it"),
    ),
    "Know where you stand": (
        Command("status", "status", "run", "one screen: what is promised, what the design gives, what drills proved"),
        Command("whatif", "whatif", "run", "if this is gone tonight: what comes back, when, and what does not"),
        Command("due", "due", "run", "what is overdue and what is coming: drills, reviews, contracts, answers"),
    ),
    "Prove it": (
        Command("drill run", "drill", "run", "carry out a runbook: timed, verified, and recorded with its log"),
        Command("drill record", "record", "run", "write down a drill that was done by hand, and what follows from it"),
        Command("drill approve", "drill", "approve", "allow a drill to run the commands of a runbook, as they are now"),
        Command("drill plan", "agenda", "run", "a year of drills: what is due, when, who leads it, and why"),
        Command("drill pack", "pack", "run", "a tabletop aimed at your weak spots: story, messages, sheets, record"),
        Command("evidence import", "importing", "run", "reports of backup programs: when each copy last succeeded"),
        Command("evidence add", "evidence", "add", "keep a file as evidence, with its digest and dates"),
        Command("evidence check", "evidence", "check", "hash all evidence again: missing, changed, no longer valid"),
    ),
    "Hand something over": (
        Command("report art30", "report", "art30", "PDF for auditors: register of processing, GDPR Article 30"),
        Command("report art32", "report", "art32", "PDF for auditors: security of processing, GDPR Article 32"),
        Command("report art35", "report", "art35", "PDF for auditors: impact assessment, GDPR Article 35"),
        Command("report breach", "report", "breach", "the prepared pack for a data breach, GDPR Articles 33 and 34"),
        Command("report plan", "report", "book", "the whole plan as a book to print, for the day when nothing works"),
        Command("report period", "report", "period", "what was true over time: days out of conformity, from git"),
        Command("report vendors", "report", "vendors", "question sheets to send to vendors, and what they answered"),
        Command("site build", "site", "build", "the runbook site for your staff; opens from disk, without network"),
        Command("site serve", "site", "serve", "the same site on this machine, following your edits"),
        Command("verify", "verify", "run", "check a PDF that you were given: as made, or what differs"),
        Command("sign", "sign", "run", "put a signature under a document, beside those that are there"),
        Command("build", "build", "run", "all of these into one folder"),
    ),
    "Tools": (
        Command("schema", "schema", "run", "the plan format as JSON Schema, for editors"),
        Command("doctor", "doctor", "run", "whether this machine has everything, and how to get what is missing"),
    ),
}

COMMANDS: dict[str, Command] = {c.words: c for chapter in CHAPTERS.values() for c in chapter}

GROUPS = {
    "drill": "Prove that a recovery works, and keep the proof.",
    "evidence": "Files that show something: reports of backup programs, logs, certificates.",
    "report": "Write one document for an auditor, as PDF or HTML.",
    "site": "Build the runbook site, or show it on this machine.",
}

LONG = frozenset({"drill run", "drill pack", "verify", "site build", "site serve", "build", "report period"})
"""Commands that make enough garbage to have it collected; one document makes little."""


def find(words: list[str]) -> tuple[Command | None, list[str]]:
    """The command that the words begin with, and the words after it."""
    for length in (1, 2):
        command = COMMANDS.get(" ".join(words[:length]))
        if command is not None and len(words) >= length:
            return command, words[length:]
    return None, words
