"""Telephone numbers are found however somebody writes them, and other numbers stay."""

from __future__ import annotations

import pytest

from bcdr.report.audience.telephone import Telephones

KNOWN = Telephones(
    ["+49 711 5550101", "0044 20 7946 0958", "555 0199", "+1 (212) 555-0134", "Duty, +353 20 915 0142, at night"]
)
NONE = Telephones([])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ring 497115550101 now", "ring X now"),
        ("711 5550101", "X"),
        ("7115550101", "X"),
        ("711/555 01 01", "X"),
        ("711.555.0101", "X"),
        ("711\N{NO-BREAK SPACE}555\N{NON-BREAKING HYPHEN}0101", "X"),
        ("line 5550101 of 3", "line X of 3"),
        ("20 7946 0958", "X"),
        ("7946 0958", "X"),
        ("5550199", "X"),
        ("212 5550134", "X"),
        ("1 212 555 01 34", "X"),
        ("915 01 42", "X"),
        ("on 2026-11-21 711 5550101", "on 2026-11-21 X"),
        ("711 5550101 / 711 5550102", "X / 711 5550102"),
        ("\u0667\u0661\u0661 5550101", "X"),
        ("353 20 915 0142", "X"),
        ("5550102", "5550102"),
        ("550101 files", "X files"),
        ("50101 files", "50101 files"),
        ("2026-11-21 10:04:05", "2026-11-21 10:04:05"),
    ],
)
def test_a_known_number_in_any_spelling(text: str, shown: str) -> None:
    assert KNOWN.hide(text, "X") == shown


@pytest.mark.parametrize(
    "text",
    [
        "+49 711 1234567", "0711 123456", "0711/12 34 56", "(0711) 123456", "0711.123.456", "+49 (0) 711 123-456",
        "+ 49 711 123456", "0049 711 123456", "01 23 45 67 89", "01.23.45.67.89", "(212) 555-0175", "212-555-0175",
        "212.555.0175", "+49\N{NO-BREAK SPACE}711\N{EN DASH}123456",
    ],
)  # fmt: skip
def test_what_is_written_as_only_a_number_is(text: str) -> None:
    assert NONE.hide(f"a {text}, b", "X") == "a X, b"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Tel. 711 123456", "Tel. X"),
        ("tel:711123456", "tel:X"),
        ("phone: 912 345 678", "phone: X"),
        ("call us on 22 12 34 56", "call us on X"),
        ("fax no. 12345678", "fax no. X"),
        ("Telefon 912345", "Telefon X"),
    ],
)
def test_after_a_word_that_says_so(text: str, shown: str) -> None:
    assert NONE.hide(text, "X") == shown


@pytest.mark.parametrize(
    "text",
    [
        "912 345 678 records", "2026-11-21", "01.02.2026", "01/02/2026 10:04", "1.2.26", "06.00-20.00",
        "06.00 \N{EN DASH} 20.00", "call 2026-11-21", "version 0.10.1", "10:04 2026-11-21", "call 112", "24/7",
        "ISO 22301", "3-2-1-1-0", "4.5 h, 99.95 %", "sha256 4f3c0123456789ab", "12 000 000", "GmbH 0.5", "",
        "tier 1, 2, 3 and 4",
    ],
)  # fmt: skip
def test_other_numbers_stay(text: str) -> None:
    assert KNOWN.hide(text, "X") == text
    assert NONE.hide(text, "X") == text


def test_a_long_row_of_numbers_ends() -> None:
    text = " ".join(["12"] * 20_000)
    assert KNOWN.hide(text, "X") == text
