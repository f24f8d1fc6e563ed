"""Blanks are asked once: neither what is written nor what was said to be unknown is asked again."""

from __future__ import annotations

from bcdr.fix.blank import blank, blanks
from bcdr.model.datastore import Rebuild
from bcdr.source.edit import Noted


def test_blank() -> None:
    assert blank("who") == Noted(None, "TODO: who")


def test_blanks() -> None:
    questions = {"from": "from what", "runbook": "how", "measured": "how long"}
    assert list(blanks(None, questions)) == ["from", "runbook", "measured"]
    assert blanks(Rebuild(from_=(), runbook=None), questions) == {"measured": Noted(None, "TODO: how long")}
