"""What each type of drill proves and what it does not: the one table by which a record is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple


class Meaning(NamedTuple):
    """A type of drill in words, and what its record may claim.

    `form` is what people do in it. `article` is what a pass is worth for GDPR Article 32(1)(c), timely restoration.
    `rung` is how far it proves the copy that came back, and empty where none does. `runs` says that steps are carried
    out and not only talked about. `rto` says whether its time is a whole recovery time or a part of one, `rpo` that the
    age of its data counts. `moves` says that the service itself goes elsewhere, `removes` that a place is taken away,
    `calls` that people are really called, `decides` that those who lead have to decide, `plays` that a scenario can be
    played in it.
    """

    title: str
    happens: str
    proves: str
    lacks: str
    form: Literal["talk", "call", "check", "restore", "switch"]
    article: Literal["no", "partly", "availability", "yes"] = "no"
    rung: Literal["", "verified", "item", "system", "application"] = ""
    runs: bool = False
    rto: Literal["", "part", "whole"] = ""
    rpo: bool = False
    moves: bool = False
    removes: bool = False
    calls: bool = False
    decides: bool = False
    plays: bool = True

    @property
    def restores(self) -> bool:
        """A pass proves a recovery from copies."""
        return self.article == "yes"

    @property
    def recovers(self) -> bool:
        """Something comes back in it, from copies or elsewhere, and it takes a time that can be measured."""
        return bool(self.rto)


MEANINGS: Mapping[str, Meaning] = {
    "document-review": Meaning(
        "Document review", "the owner compares the plan with reality", "the plan is current", "that it works",
        "talk", plays=False,
    ),
    "walkthrough": Meaning("Walkthrough", "the team reads the steps aloud", "the steps are clear", "times", "talk"),
    "tabletop": Meaning(
        "Tabletop", "a scenario is discussed", "decisions, roles and communication", "technical recovery and its times",
        "talk", decides=True,
    ),
    "notification-test": Meaning(
        "Notification test", "people are really called", "contact data and reach", "recovery", "call", calls=True,
    ),
    "integrity-check": Meaning(
        "Integrity check", "a copy is verified or mounted", "the copy can be read", "a usable service",
        "check", "partly", "verified", runs=True,
    ),
    "item-restore": Meaning(
        "Item restore", "one file or row comes back", "the way to the copy and its credentials",
        "a full recovery and its time", "check", "partly", "item", runs=True, rpo=True,
    ),
    "system-restore": Meaning(
        "System restore", "a whole system is restored apart from the source and its data is checked",
        "the age of the data, and the restore part of the time", "switch-over and users",
        "restore", "yes", "system", runs=True, rto="part", rpo=True,
    ),
    "functional-exercise": Meaning(
        "Functional exercise", "the team recovers a function from copies by the runbook",
        "times, age of the data and the runbook", "the whole site",
        "restore", "yes", "application", runs=True, rto="whole", rpo=True,
    ),
    "parallel-test": Meaning(
        "Parallel test", "the recovered system works through copies of real work", "that it is right under load",
        "the cut-over", "restore", "yes", "application", runs=True, rto="whole", rpo=True,
    ),
    "failover": Meaning(
        "Failover and return", "traffic moves to the alternate and back", "switch-over and return",
        "recovery from corruption: the replica has it too",
        "switch", "availability", runs=True, rto="whole", rpo=True, moves=True, removes=True,
    ),
    "full-scale": Meaning(
        "Full-scale exercise", "the whole organisation takes part", "everything in its scope", "other scenarios",
        "restore", "yes", "application", runs=True, rto="whole", rpo=True, moves=True, removes=True, calls=True,
        decides=True,
    ),
    "export-restore": Meaning(
        "Export restore", "an export of a vendor is loaded elsewhere and used", "the way out of the vendor",
        "the vendor's own recovery", "restore", "yes", "system", runs=True, rto="whole", rpo=True,
    ),
    "fault-injection": Meaning(
        "Fault injection", "a component is taken away without warning", "detection and response",
        "recovery from corruption", "switch", "partly", runs=True, removes=True,
    ),
}  # fmt: skip
"""By type, in the order of what they ask of people."""

RESTORES = tuple(type_ for type_, meaning in MEANINGS.items() if meaning.restores)
"""Types that prove a recovery from copies and count for GDPR 32(1)(c)."""
