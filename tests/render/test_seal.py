"""What stands on a signed line: all of it inside, however long or odd a name is, on one page of the size of the line."""

from __future__ import annotations

import io

import pypdf
import pytest

from bcdr.render.seal import SIZES, Seal, plain, seal

WIDTH, HEIGHT = 250.8, 39.7
WHEN = "2026-11-21 18:04:05 UTC+01:00"


def shown(said: Seal, width: float = WIDTH, height: float = HEIGHT) -> tuple[str, list[tuple[float, float]], float]:
    """Text of the page, places where text begins, and the size of its letters in pixels."""
    read = pypdf.PdfReader(io.BytesIO(seal(said, width, height)))
    (page,) = read.pages
    assert [float(x) for x in page.mediabox] == pytest.approx([0, 0, width, height], abs=0.01)
    places: list[tuple[float, float]] = []
    sizes: list[float] = []

    def seen(text: str, cm: list[float], tm: list[float], _: object, size: float) -> None:
        if text.strip():
            places.append((tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]))
            sizes.append(size)

    text = page.extract_text(visitor_text=seen)
    return " ".join(text.split()), places, max(sizes)


@pytest.mark.parametrize(
    "who",
    [
        "Anna Berg, Harbour Books GmbH",
        "Dr. Maximiliane von und zu Hohenstein-Wittelsbach, Gesellschaft für angewandte Notfallvorsorge mbH",
        "x" * 64,
        "Zoë <b>&amp; {{ 7*7 }} Ωμέγα Ёлка",
    ],
)
def test_a_name_is_shown_whole_and_inside(who: str) -> None:
    text, places, _ = shown(Seal(who, "Managing director · Approved", WHEN))
    assert who.replace(" ", "") in text.replace(" ", "")
    assert WHEN in text
    assert all(0 <= x < WIDTH and 0 < y < HEIGHT for x, y in places), places


def test_letters_are_those_of_the_documents_and_travel_with_it() -> None:
    page = pypdf.PdfReader(io.BytesIO(seal(Seal("Anna Berg", "Owner", WHEN), WIDTH, HEIGHT))).pages[0]
    fonts = [f.get_object() for f in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert {str(f["/BaseFont"]).partition("+")[2][:13] for f in fonts} == {"Source-Sans-3"}
    inner = [f["/DescendantFonts"][0].get_object()["/FontDescriptor"] for f in fonts]
    assert all({"/FontFile2", "/FontFile3"} & set(d) for d in inner)


@pytest.mark.parametrize("who", ["שלמה בן דוד", "مكتبة الميناء, Anna", "東京 太郎", "👩\u200d🚒 Ada"])
def test_any_writing_can_be_shown(who: str) -> None:
    text, places, _ = shown(Seal(who, "Officer", WHEN))
    assert WHEN in text
    assert all(0 <= x < WIDTH and 0 < y < HEIGHT for x, y in places), places


def test_text_shrinks_before_it_is_shortened() -> None:
    sizes = [shown(Seal("word " * n, "reason", WHEN))[2] for n in (2, 40, 80)]
    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[0], sizes[0] > sizes[1]) == (pytest.approx(SIZES[0] / 0.75, abs=0.1), True)
    text, _, size = shown(Seal("word " * 900, "", WHEN))
    assert size == pytest.approx(SIZES[-1] / 0.75, abs=0.1)
    assert ("…" in text, WHEN in text) == (True, True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Ada\nRoth\t ", "Ada Roth"),
        ("\u202eadA\u2066 Roth\u200b", "adA Roth"),
        ("a\u200db", "a\u200db"),
        ("\x00\x1b[31mred", "[31mred"),
        ("\u202e", ""),
    ],
)
def test_what_turns_or_hides_text_is_left_out(typed: str, said: str) -> None:
    assert plain(typed) == said


def test_the_smallest_place_still_holds_something() -> None:
    assert shown(Seal("Anna Berg", "Owner", WHEN), 30, 8)[0]
