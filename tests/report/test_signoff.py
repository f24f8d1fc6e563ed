"""Lines to sign on: every one has a name of its own, in every document of both companies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bcdr.report.block import Signatures
from bcdr.report.document import Section
from bcdr.report.signoff import sign_off, signatures
from tests.render.test_html import document


@pytest.mark.parametrize(
    ("roles", "named"),
    [
        (["Managing director"], ["control-managing-director"]),
        (["Owner", "owner", "OWNER!"], ["control-owner", "control-owner-2", "control-owner-3"]),
        (["Geschäftsführung (Büro 2)"], ["control-geschäftsführung-büro-2"]),
        (["مدير"], ["control-مدير"]),
        (["", "...", "a.b/c_d"], ["control", "control-2", "control-a-b-c-d"]),
        (["x" * 80, "x" * 90], ["control-" + "x" * 40, "control-" + "x" * 40 + "-2"]),
    ],
)
def test_a_line_is_named_after_its_role(roles: list[str], named: list[str]) -> None:
    assert [s.field for s in signatures("control", [(r, "") for r in roles]).signers] == named


def test_a_line_says_what_it_is_for() -> None:
    block = signatures("a", (("Owner", "Ada Roth"), ("Officer", "")))
    assert [s.label for s in block.signers] == ["Owner: Ada Roth", "Officer"]
    stated = signatures("a", (("I agree.", "yes"),), names=("agreed",))
    assert [(s.field, s.label) for s in stated.signers] == [("a-agreed", "I agree.")]


def test_lines_come_in_the_order_of_the_pages() -> None:
    inner = Section("b", "B", (signatures("b", (("Two", ""),)),))
    outer = Section("a", "A", (signatures("a", (("One", ""),)), Signatures(())), (inner,))
    assert [s.field for s in sign_off(replace(document(), sections=(outer,)))] == ["a-one", "b-two"]
