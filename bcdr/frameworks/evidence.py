"""The codes that say which plan data can show a clause."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bcdr.frameworks.reading import DataFileError, rows


@dataclass(frozen=True, slots=True)
class EvidenceCode:
    """One kind of plan data that an auditor accepts as a sign."""

    code: str
    title: str
    """Two or three words for a table."""
    holds: str
    """What is in it."""


@cache
def evidence_codes() -> tuple[EvidenceCode, ...]:
    """All codes, in the order in which a document explains them."""
    return rows("evidence.yaml", "codes", EvidenceCode)


def evidence_code(code: str) -> EvidenceCode:
    """The evidence that a code of a clause stands for; the codes come from data files, so an unknown one is a fault."""
    for one in evidence_codes():
        if one.code == code:
            return one
    raise DataFileError(f"There is no evidence code {code!r}.", "Codes are listed in evidence.yaml.")
