"""What each type of drill proves and what it does not: the words by which a record is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Meaning(NamedTuple):
    """A type of drill in words, and what its record may claim.

    `runs` says that steps are carried out and not only talked about. `rto` and `rpo` say that its times count as
    measured. `restores` is whether a pass proves a recovery from copies, as GDPR Article 32(1)(c) asks. `moves` says
    that the service itself goes elsewhere.
    """

    title: str
    happens: str
    proves: str
    lacks: str
    runs: bool = False
    rto: bool = False
    rpo: bool = False
    restores: bool = False
    moves: bool = False


MEANINGS: Mapping[str, Meaning] = {
    "document-review": Meaning(
        "Document review", "the owner compares the plan with reality", "the plan is current", "that it works"
    ),
    "walkthrough": Meaning("Walkthrough", "the team reads the steps aloud", "the steps are clear", "times"),
    "tabletop": Meaning(
        "Tabletop", "a scenario is discussed", "decisions, roles and communication", "technical recovery and its times"
    ),
    "notification-test": Meaning(
        "Notification test", "people are really called", "contact data and reach", "recovery"
    ),
    "integrity-check": Meaning(
        "Integrity check", "a copy is verified or mounted", "the copy can be read", "a usable service", runs=True
    ),
    "item-restore": Meaning(
        "Item restore", "one file or row comes back", "the way to the copy and its credentials",
        "a full recovery and its time", runs=True, rpo=True,
    ),
    "system-restore": Meaning(
        "System restore", "a whole system is restored apart from the source and its data is checked",
        "the age of the data, and the restore part of the time", "switch-over and users",
        runs=True, rto=True, rpo=True, restores=True,
    ),
    "functional-exercise": Meaning(
        "Functional exercise", "the team recovers a function from copies by the runbook",
        "times, age of the data and the runbook", "the whole site", runs=True, rto=True, rpo=True, restores=True,
    ),
    "parallel-test": Meaning(
        "Parallel test", "the recovered system works through copies of real work", "that it is right under load",
        "the cut-over", runs=True, rto=True, rpo=True, restores=True,
    ),
    "failover": Meaning(
        "Failover and return", "traffic moves to the alternate and back", "switch-over and return",
        "recovery from corruption: the replica has it too", runs=True, rto=True, rpo=True, moves=True,
    ),
    "full-scale": Meaning(
        "Full-scale exercise", "the whole organisation takes part", "everything in its scope", "other scenarios",
        runs=True, rto=True, rpo=True, restores=True, moves=True,
    ),
    "export-restore": Meaning(
        "Export restore", "an export of a vendor is loaded elsewhere and used", "the way out of the vendor",
        "the vendor's own recovery", runs=True, rto=True, rpo=True, restores=True,
    ),
    "fault-injection": Meaning(
        "Fault injection", "a component is taken away without warning", "detection and response",
        "recovery from corruption", runs=True,
    ),
}  # fmt: skip
"""By type, in the order of what they ask of people."""
