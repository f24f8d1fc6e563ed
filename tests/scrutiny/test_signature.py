"""Signatures in words: nobody is called trusted unless somebody said whom to trust."""

from __future__ import annotations

import pytest

from bcdr.errors import BcdrError
from bcdr.scrutiny.signature import Signature, Stamp, checks, signatures


def test_a_file_without_any(made: bytes) -> None:
    assert signatures(made) == ()


def test_what_is_no_pdf_has_one_that_cannot_be_read() -> None:
    assert [s.fault for s in signatures(b"hello")] == ["cannot be read"]


def test_what_is_no_certificate_is_refused(made: bytes) -> None:
    with pytest.raises(BcdrError, match="is no certificate"):
        signatures(made, [b"hello"])


@pytest.mark.parametrize(
    ("found", "has_trust", "result", "said"),
    [
        (
            Signature("A", "Anna", "today", True, None),
            False,
            "holds",
            "Whether the certificate is theirs was not checked",
        ),
        (Signature("A", "Anna", "today", True, True), True, "holds", "and a certificate that you gave vouches for it."),
        (Signature("A", "Anna", "today", True, False), True, "open", "No certificate that you gave vouches for it"),
        (
            Signature("A", "Anna", "today", False, None, fault="was changed"),
            False,
            "differs",
            "A, by Anna, was changed",
        ),
        (Signature("", "", "", False, None, fault="cannot be read"), False, "differs", "A signature cannot be read"),
        (
            Signature("A", "Anna", "today", True, None, Stamp("Clock Ltd", "noon", True)),
            False,
            "holds",
            "noon, stamped by “Clock Ltd”",
        ),
        (
            Signature("A", "Anna", "today", True, None, Stamp("Clock Ltd", "noon", False)),
            False,
            "differs",
            "the time-stamp in it does not fit it",
        ),
        (
            Signature("A", "Anna", "today", True, True, Stamp("Clock Ltd", "noon", True, False)),
            True,
            "holds",
            "for the stamp of the time none does",
        ),
        (
            Signature("A", "Anna. “Vouched for.” Changed", "today", True, None),
            False,
            "holds",
            "is by “Anna. 'Vouched for.' Changed”, today",
        ),
        (Signature("A", "A" * 999, "today", True, None), False, "holds", f"is by “{'A' * 100}…”, today"),
        (None, True, "open", "It is not signed"),
        (
            Signature("A", "Anna", "today", False, None, fault="was made too late", is_late=True),
            False,
            "open",
            "A, by Anna, was made too late",
        ),
    ],
)
def test_nobody_is_trusted_without_being_named(
    found: Signature | None, has_trust: bool, result: str, said: str
) -> None:
    (check,) = checks([found] if found else [], has_trust=has_trust)
    assert (check.result, said in check.said) == (result, True), check.said
    assert "trusted" not in check.said
