"""The HTML form as a browser prints it: a mark at the edge of the page is whole."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from bcdr.render.html import html

from .test_html import document

_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")


def test_the_frame_of_the_classification_has_four_sides(tmp_path: Path) -> None:
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None or shutil.which("pdftoppm") is None:
        pytest.skip("Chromium or pdftoppm is not installed")
    page, printed, picture = tmp_path / "page.html", tmp_path / "page.pdf", tmp_path / "page"
    page.write_text(html(document(), embed_fonts=True), encoding="utf-8")
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    subprocess.run(
        [browser, *_FLAGS, profile, f"--print-to-pdf={printed}", page.as_uri()], check=True, capture_output=True
    )
    part = ("-x", "3000", "-y", "660", "-W", "1800", "-H", "360")
    subprocess.run(["pdftoppm", "-r", "600", "-l", "1", "-gray", "-singlefile", *part, printed, picture], check=True)
    rows = grey(picture.with_suffix(".pgm"))
    upright = [x for x in range(1800) if sum(row[x] < 128 for row in rows) > 90]
    assert upright[-1] - upright[0] > 300, "a left and a right side"
    left = [x for x in upright if x < upright[0] + 100]
    assert abs(len(upright) - 2 * len(left)) <= 2, "the right side is as thick as the left one"


def grey(file: Path) -> list[bytes]:
    """Rows of a picture in the form PGM."""
    _, size, _, points = file.read_bytes().split(b"\n", 3)
    width, height = map(int, size.split())
    return [points[y * width : (y + 1) * width] for y in range(height)]
