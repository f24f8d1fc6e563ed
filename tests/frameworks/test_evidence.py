"""Evidence codes: what plan data can show a clause."""

from __future__ import annotations

import pytest

from bcdr.errors import BcdrError
from bcdr.frameworks.catalogue import frameworks
from bcdr.frameworks.evidence import evidence_code, evidence_codes


def test_every_code_says_what_it_holds() -> None:
    assert len(evidence_codes()) >= 23
    assert all(c.title and c.holds for c in evidence_codes())


def test_every_clause_asks_for_known_codes_only() -> None:
    known = {c.code for c in evidence_codes()}
    asked = {code for f in frameworks() for c in f.clauses for code in c.evidence}
    assert asked <= known


def test_an_unknown_code_is_a_damaged_installation() -> None:
    assert evidence_code("BAK").code == "BAK"
    with pytest.raises(BcdrError):
        evidence_code("NOPE")
