"""Clauses by number with our own short titles, and the rows, limits and words of law that documents print.

Everything here is data with a reader: law changes, code should not. One module holds one idea:

- `catalogue`: frameworks and clauses, found by citation (also exported here);
- `evidence`: the codes that say which plan data can show a clause;
- `status`: the five words a clause may be marked with, and never another;
- `article28`, `article30`, `article32`: the processor contract, the register and security of processing point by point;
- `plan_content`: what a plan contains after NIST and ISO, point by point;
- `dpia`: screening criteria, feared events and contents of an impact assessment;
- `scales`: severity and likelihood in four levels;
- `deadlines`: the time limits of the law.

Importing any of them reads no file; the first question does.
"""

from bcdr.frameworks.catalogue import (
    Clause,
    Framework,
    Kind,
    UnknownClauseError,
    clause,
    framework,
    framework_ids,
    frameworks,
)
from bcdr.frameworks.evidence import EvidenceCode, evidence_code, evidence_codes

__all__ = [
    "Clause",
    "EvidenceCode",
    "Framework",
    "Kind",
    "UnknownClauseError",
    "clause",
    "evidence_code",
    "evidence_codes",
    "framework",
    "framework_ids",
    "frameworks",
]
