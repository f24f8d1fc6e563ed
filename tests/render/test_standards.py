"""Every document is PDF/A-3a and PDF/UA-1 at once, as veraPDF sees it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from bcdr.render.pdf import pdf
from bcdr.report.block import Figure, Paragraph
from bcdr.report.document import Attachment
from bcdr.report.drawing import risk_map
from bcdr.report.manifest import enclose
from bcdr.report.span import Span
from tests.render import verapdf

from .test_html import document

pytestmark = pytest.mark.skipif(bool(verapdf.missing()), reason=verapdf.missing())

PLANS = Path(__file__).parents[2] / "plans"
SCALE = ("a", "b", "c", "d")
ODD = (
    "Zoë <b>&amp; Ωμέγα Ёлка → שלום مرحبا 東京 👩‍🚒 e\u0301 \u2060\u00ad\U000f0000 \x85\x9f\u2028 \u202eevil\u2066 Z"
    + "\u0301" * 40
    + "x" * 300
)


ATTACHED = enclose(
    (name, Attachment(name, f"{name} {ODD}", relation, "application/yaml", b"same"))
    for name, relation in (
        (ODD, "Source"),
        ("a/b(c)\\.yaml", "Data"),
        ("A/B(C)\\.yaml", "Source"),
        ("/../\x00", "Data"),
    )
)[1]
SAID = (("Odd", ODD, ODD),)


def committed(plan: str, folder: Path) -> Path:
    """The plan as the only commit of a repository."""
    copy = shutil.copytree(PLANS / plan, folder / "repository")
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    when = {"GIT_AUTHOR_DATE": "2026-11-10T12:00:00Z", "GIT_COMMITTER_DATE": "2026-11-10T12:00:00Z"}
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "First"]):
        subprocess.run(["git", "-C", str(copy), *words], check=True, capture_output=True, env={**os.environ, **when})
    return copy


def written(kind: str, plan: str, folder: Path) -> Path:
    file = folder / f"{plan}-{kind}.pdf"
    what = [kind, str(PLANS / plan)]
    if kind == "period":
        what = [kind, "2026-11-01..2026-11-21", str(committed(plan, folder))]
    words = ["report", *what, "--as-of", "2026-11-21", "-o", str(file)]
    subprocess.run([sys.executable, "-m", "bcdr", *words], check=True, capture_output=True)
    return file


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], verapdf.Verdict]:
    """By name of the file and standard; one run for all, because Java takes its time to start."""
    folder = tmp_path_factory.mktemp("pdf")
    files = [written(kind, plan, folder) for kind, plan in DOCUMENTS]
    odd = folder / "odd.pdf"
    map_ = Figure("f", ODD, ODD, risk_map(((ODD, 1, 1),), SCALE, SCALE, ODD))
    odd.write_bytes(pdf(replace(document(Paragraph((Span(ODD),)), map_), attachments=ATTACHED, properties=SAID)))
    bare = folder / "bare.pdf"
    with pikepdf.open(odd) as broken:
        del broken.Root.Lang
        del broken.Root.Metadata
        broken.save(bare)
    found = verapdf.validated([*files, odd, bare], tmp_path_factory.mktemp("classes"))
    return {(v.file.stem, v.standard): v for v in found}


DOCUMENTS = (
    ("art35", "harbour-books"),
    ("art35", "corner-dental"),
    ("art30", "harbour-books"),
    ("art30", "corner-dental"),
    ("art32", "corner-dental"),
    ("plan", "corner-dental"),
    ("period", "corner-dental"),
    ("vendors", "corner-dental"),
    ("breach", "corner-dental"),
)


@pytest.mark.parametrize("standard", ["3a", "ua1"])
@pytest.mark.parametrize("name", [*(f"{plan}-{kind}" for kind, plan in DOCUMENTS), "odd"])
def test_a_document_keeps_both_standards(
    name: str, standard: str, verdicts: dict[tuple[str, str], verapdf.Verdict]
) -> None:
    verdict = verdicts[name, standard]
    assert verdict.broken == ()
    assert verdict.checks > 1000


@pytest.mark.parametrize("standard", ["3a", "ua1"])
def test_the_validator_does_find_faults(standard: str, verdicts: dict[tuple[str, str], verapdf.Verdict]) -> None:
    assert verdicts["bare", standard].broken
