"""The glossary: terms as the documents use them, and which of them a kind of document needs."""

from __future__ import annotations

from bcdr.report.block import Column, Table
from bcdr.report.document import Section
from bcdr.report.span import cell

GLOSSARY = (
    ("RPO", "Recovery point objective: the largest acceptable age of the data that is restored. A promise."),
    ("Worst case", "The largest loss that the configured copies allow, computed from their schedules. A design."),
    ("RPA", "Recovery point actual: the age of the state that was restored in a drill or incident. A proof."),
    ("RTO", "Recovery time objective: the longest acceptable time until the service runs again at its MBCO."),
    ("RTA", "Recovery time actual: the measured time from disruption to the accepted service."),
    ("WRT", "Work recovery time after the systems are back: checking data, re-entering lost work."),
    ("MTPD", "Maximum tolerable period of disruption; RTO + WRT must not exceed it."),
    ("MBCO", "Minimum business continuity objective: the least acceptable level of service."),
    ("Live copy", "Replica, mirror, RAID, sync without versions: it repeats deletions and is no backup."),
    ("Backup", "A versioned copy, separate from its source."),
    ("Locked", "Nobody can delete or change it before its time; no bypass: administrators cannot either."),
    ("Offline", "No network reaches it."),
    ("Bus factor", "The smallest number of people whose absence stops a recovery."),
    ("MFA", "Multi-factor authentication: a second proof beside the password."),
    ("Tier", "1: harm within hours, 2: days, 3: weeks, 4: convenience."),
    ("Unbounded", "Everything may be lost, or nothing limits the time."),
    ("Unproven", "Estimated only; no drill has measured it."),
    ("Voided", "Of a drill: it no longer counts, because what it exercised has changed since."),
    (
        "Doubtful",
        "Of a drill: its record holds figures that are hard to believe, and it is left out of sums.",
    ),
    (
        "Fault tree",
        "What fails when something else fails, worked out from the plan: what survives which event.",
    ),
    ("SHA-256", "A fingerprint of a file: other content gives another one."),
    ("Controller", "Decides why and how personal data are processed (Art. 4(7) GDPR)."),
    ("Processor", "Processes personal data for a controller and on its instructions (Art. 4(8) and 28 GDPR)."),
    ("Sub-processor", "A processor that another processor engages (Art. 28(2) and (4) GDPR)."),
    ("Joint controllers", "Several who decide together why and how (Art. 26 GDPR)."),
    ("DPO", "Data protection officer (Art. 37 to 39 GDPR)."),
    ("Impact assessment", "What Art. 35 GDPR asks for before processing that is likely to be a high risk to people."),
    ("Special data", "Data of Art. 9 GDPR, such as health or belief."),
    ("Transfer", "Personal data go to a country outside the EEA, or to an international organisation (Art. 44 GDPR)."),
    (
        "Personal data breach",
        "A failure of security by which data are lost, altered or seen (Art. 4(12) GDPR).",
    ),
    ("Awareness", "Reasonable certainty that a breach occurred; the time for telling the authority starts with it."),
)
"""Term and meaning, in the order in which they are printed."""


def glossary(*terms: str) -> Section:
    """The terms that are named, or all of them. KeyError for one that nobody explained."""
    known = dict(GLOSSARY)
    rows = tuple((cell(term, header=True), cell(known[term])) for term in terms or known)
    return Section("glossary", "Glossary", (Table("Terms", (Column("Term", 18), Column("Meaning", 82)), rows),))
