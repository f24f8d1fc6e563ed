"""Every document is PDF/A-3a and PDF/UA-1 at once, as veraPDF sees it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from bcdr.cli.signing import Signing, signed
from bcdr.render.pdf import pdf
from bcdr.report.block import Figure, Paragraph
from bcdr.report.document import Attachment
from bcdr.report.drawing import risk_map
from bcdr.report.manifest import enclose
from bcdr.report.span import Span
from tests.render import verapdf
from tests.report.test_every_document import HOSTILE, NAMES

from .test_html import document

pytestmark = pytest.mark.skipif(bool(verapdf.missing()), reason=verapdf.missing())

PLANS = Path(__file__).parents[2] / "plans"
PERIOD = "2026-11-01..2026-11-21"
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


def committed(folder: Path, by: str = "Ada") -> Path:
    """The plan in the folder as the only commit of a repository."""
    who = ["-c", f"user.name={by}", "-c", "user.email=ada@example.org"]
    when = {"GIT_AUTHOR_DATE": "2026-11-10T12:00:00Z", "GIT_COMMITTER_DATE": "2026-11-10T12:00:00Z"}
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", f"First of {by}"]):
        subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True, env={**os.environ, **when})
    return folder


def written(kind: str, plan: str, folder: Path) -> Path:
    file = folder / f"{plan}-{kind}.pdf"
    what = [kind, str(PLANS / plan)]
    if kind == "period":
        what = [kind, PERIOD, str(committed(shutil.copytree(PLANS / plan, folder / "repository")))]
    bcdr("report", *what, "-o", str(file))
    return file


def bcdr(*words: str) -> None:
    command = [sys.executable, "-m", "bcdr", *words, "--as-of", "2026-11-21"]
    subprocess.run(command, check=True, capture_output=True)


def of_hostile_names(folder: Path) -> list[Path]:
    """A period and the two books of a tabletop, of a plan and a history in which every name is hostile."""
    plan = folder / "hostile"
    plan.mkdir()
    (plan / "plan.yaml").write_text(f"bcdr: 1\n{HOSTILE}", encoding="utf-8")
    made = [plan / "hostile-period.pdf", plan / "facilitator.pdf", plan / "handouts.pdf"]
    bcdr("report", "period", PERIOD, str(committed(plan, NAMES)), "-o", str(made[0]))
    bcdr("drill", "pack", "ransomware", "--plan", str(plan), "--out", str(plan), "--format", "pdf")
    return made


def signed_by_anna(file: Path) -> Path:
    """The document with a signature on its first line, as its owner would send it out."""
    key, certificate = file.with_name("anna.pem"), file.with_name("anna.crt")
    words = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "3650",
             "-subj", "/CN=Anna/O=Shop", "-addext", "keyUsage=digitalSignature,nonRepudiation")  # fmt: skip
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)
    content, _ = signed(file, Signing(str(key), str(certificate), "control-practice-owner", "Approved"))
    target = file.with_name("signed.pdf")
    target.write_bytes(content)
    return target


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], verapdf.Verdict]:
    """By name of the file and standard; one run for all, because Java takes its time to start."""
    folder = tmp_path_factory.mktemp("pdf")
    files = [written(kind, plan, folder) for kind, plan in DOCUMENTS]
    files.append(signed_by_anna(folder / "corner-dental-art30.pdf"))
    odd = folder / "odd.pdf"
    map_ = Figure("f", ODD, ODD, risk_map(((ODD, 1, 1),), SCALE, SCALE, ODD))
    odd.write_bytes(pdf(replace(document(Paragraph((Span(ODD),)), map_), attachments=ATTACHED, properties=SAID)))
    bare = folder / "bare.pdf"
    with pikepdf.open(odd) as broken:
        del broken.Root.Lang
        del broken.Root.Metadata
        broken.save(bare)
    found = verapdf.validated([*files, *of_hostile_names(folder), odd, bare], tmp_path_factory.mktemp("classes"))
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
HOSTILES = ("hostile-period", "facilitator", "handouts")


@pytest.mark.parametrize("standard", ["3a", "ua1"])
@pytest.mark.parametrize("name", [*(f"{plan}-{kind}" for kind, plan in DOCUMENTS), *HOSTILES, "signed", "odd"])
def test_a_document_keeps_both_standards(
    name: str, standard: str, verdicts: dict[tuple[str, str], verapdf.Verdict]
) -> None:
    verdict = verdicts[name, standard]
    assert verdict.broken == ()
    assert verdict.checks > 1000


@pytest.mark.parametrize("standard", ["3a", "ua1"])
def test_the_validator_does_find_faults(standard: str, verdicts: dict[tuple[str, str], verapdf.Verdict]) -> None:
    assert verdicts["bare", standard].broken


def test_a_picture_that_floats_is_drawn_once(verdicts: dict[tuple[str, str], verapdf.Verdict]) -> None:
    """Pages that are set twice would lose it or draw it again."""
    pages = PdfReader(verdicts["corner-dental-art32", "ua1"].file).pages
    found = [number for page in pages for number in re.findall(r"^Figure (\d): ", page.extract_text(), re.MULTILINE)]
    assert sorted(found) == ["1", "2", "3"]
