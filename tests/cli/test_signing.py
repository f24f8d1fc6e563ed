"""`bcdr sign`: real keys, several signers, and what `bcdr verify` says of them."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pypdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, FloatObject, StreamObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject

from bcdr.cli.option import parameters_of
from bcdr.cli.sign import run
from bcdr.cli.signing import Signing, signed
from bcdr.errors import BcdrError
from bcdr.scrutiny import signature
from bcdr.scrutiny.paper import Paper
from bcdr.scrutiny.signature import ALONE, BEFORE_OTHERS, signatures
from tests.cli.conftest import Cli
from tests.render import verapdf
from tests.scrutiny.conftest import made as made  # noqa: PLC0414 - a fixture

WORD = "correct horse"


class Person:
    """Somebody with a key of their own."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.pem, self.certificate, self.p12 = (folder / f"{name}.{kind}" for kind in ("pem", "crt", "p12"))
        use = "keyUsage=digitalSignature,nonRepudiation"
        _openssl("req", "-x509", "-newkey", "rsa:2048", "-keyout", self.pem, "-out", self.certificate, "-days", "3650",
                 "-subj", f"/CN={name}/O=Shop", "-addext", use, "-passout", f"pass:{WORD}")  # fmt: skip
        _openssl("pkcs12", "-export", "-inkey", self.pem, "-in", self.certificate, "-out", self.p12,
                 "-passin", f"pass:{WORD}", "-passout", f"pass:{WORD}")  # fmt: skip


def _openssl(*words: str | Path) -> None:
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> tuple[Person, Person]:
    folder = tmp_path_factory.mktemp("keys")
    return Person(folder, "Anna"), Person(folder, "Jonas")


@pytest.fixture
def file(made: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BCDR_KEY_PASSPHRASE", WORD)
    path = tmp_path / "paper.pdf"
    path.write_bytes(made)
    return path


LINES = ("control-managing-director", "control-officer", "control-reader")


@pytest.fixture
def both(cli: Cli, file: Path, people: tuple[Person, Person]) -> Path:
    """Signed by Anna with a PKCS#12 key and then by Jonas with one in PEM."""
    anna, jonas = people
    done = cli("sign", file, "--key", anna.p12, "--field", LINES[0], "--reason", "Approved")
    assert (done.code, done.err) == (0, "")
    first = file.with_name("paper-signed.pdf")
    target = file.with_name("both.pdf")
    words = ("--key", jonas.pem, "--certificate", jonas.certificate, "--field", LINES[1].upper(), "-o", target)
    done = cli("sign", first, *words)
    assert (done.code, done.err) == (0, "")
    assert target.read_bytes().startswith(first.read_bytes())
    assert first.read_bytes().startswith(file.read_bytes())
    return target


def test_several_sign_one_after_the_other(both: Path, people: tuple[Person, Person]) -> None:
    content = both.read_bytes()
    assert Paper(content).signatures() == 2
    anna, jonas = people
    found = signatures(content)
    assert [(s.field, s.signer, s.reason, s.is_sound, s.is_trusted, s.later) for s in found] == [
        (LINES[0], "Anna, Shop", "Approved", True, None, BEFORE_OTHERS), (LINES[1], "Jonas, Shop", "", True, None, ALONE),
    ]  # fmt: skip
    only_anna = signatures(content, [anna.certificate.read_bytes()])
    assert [s.is_trusted for s in only_anna] == [True, False]
    everybody = signatures(content, [p.certificate.read_bytes() for p in (anna, jonas)])
    assert [s.is_trusted for s in everybody] == [True, True]


def test_a_line_shows_who_signed_why_and_when(both: Path) -> None:
    read = pypdf.PdfReader(both)
    shown = {f["/T"]: drawn(f) for f in read.trailer["/Root"]["/AcroForm"]["/Fields"] for f in [f.get_object()]}
    assert [shown[LINES[0]][:2], shown[LINES[2]]] == [["Anna, Shop", "Managing director · Approved"], []]
    assert shown[LINES[1]][:2] == ["Jonas, Shop", "Officer"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC([+-]\d\d:\d\d)?", shown[LINES[0]][2])
    stated = signatures(both.read_bytes())[0].signed
    assert shown[LINES[0]][2][:19] == stated[:19]


def drawn(field: pypdf.generic.DictionaryObject) -> list[str]:
    """Lines of text that a field shows."""
    form = field["/AP"]["/N"]  # type: ignore[index]
    inner = [x.get_object() for x in form.get("/Resources", {}).get("/XObject", {}).values()]
    if not inner:
        return []
    page = pypdf.PageObject.create_blank_page(width=300, height=60)
    page[pypdf.generic.NameObject("/Resources")] = inner[0]["/Resources"]
    page[pypdf.generic.NameObject("/Contents")] = inner[0]
    return [line.strip() for line in page.extract_text().splitlines() if line.strip()]


def test_the_lines_can_be_listed(cli: Cli, both: Path) -> None:
    done = cli("sign", both, "--list")
    assert (done.code, [line.split(maxsplit=2) for line in done.out.splitlines()[1:]]) == (0, [
        [LINES[0], "signed", "Managing director: Anna Berg"], [LINES[1], "signed", "Officer"], [LINES[2], "empty", "Reader"],
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (None, "name the line by --field"),
        ("control", "has no line called control"),
        (LINES[0], f"the line {LINES[0]} is already signed, by Anna, Shop"),
    ],
)
def test_nobody_signs_in_the_wrong_line(
    field: str | None, said: str, cli: Cli, both: Path, people: tuple[Person, Person]
) -> None:
    target = both.with_name("new.pdf")
    words = ("--field", field) if field else ()
    done = cli("sign", both, "--key", people[0].p12, *words, "-o", target)
    assert (done.code, said in done.err, f"empty: {LINES[2]} (Reader)" in done.err) == (2, True, True), done.err
    assert not target.exists()


def test_what_was_signed_and_changed_is_told(both: Path) -> None:
    content = bytearray(both.read_bytes())
    at = content.index(b"/Lang")
    content[at + 7 : at + 9] = b"fr"
    assert [s.is_sound for s in signatures(bytes(content))] == [False, False]


def text_over(writer: IncrementalPdfFileWriter) -> None:
    writer.add_stream_to_page(0, writer.add_object(StreamObject(stream_data=b"BT ET 0 0 9 9 re f")))


def moved(writer: IncrementalPdfFileWriter) -> None:
    field = writer.root["/AcroForm"]["/Fields"][0]
    field["/Rect"] = ArrayObject(FloatObject(x) for x in (50, 50, 290, 90))
    writer.update_container(field)


def redrawn(writer: IncrementalPdfFileWriter) -> None:
    fields = writer.root["/AcroForm"]["/Fields"]
    fields[0]["/AP"] = fields[1]["/AP"]
    writer.update_container(fields[0])


def faked(writer: IncrementalPdfFileWriter) -> None:
    fields = writer.root["/AcroForm"]["/Fields"]
    fields[2]["/AP"] = fields[0]["/AP"]
    writer.update_container(fields[2])


def page_added(writer: IncrementalPdfFileWriter) -> None:
    writer.insert_page(PageObject(contents=writer.add_object(StreamObject(stream_data=b"")), media_box=(0, 0, 9, 9)))


def other_form(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/AcroForm"]["/XFA"] = writer.add_object(StreamObject(stream_data=b"<x/>"))
    writer.update_container(writer.root["/AcroForm"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (text_over, "changes page 1"),
        (moved, "changes page 3"),
        (redrawn, "changes page 3"),
        (faked, "changes page 3"),
        (page_added, "changes the number of pages"),
        (other_form, "changes form fields"),
    ],
)
def test_what_is_added_after_signing_is_told(
    change: Callable[[IncrementalPdfFileWriter], None], said: str, both: Path
) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(both.read_bytes()))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    found = signatures(out.getvalue())
    assert [s.is_sound for s in found] == [False, False]
    assert all(s.fault == f"fits what it covers, but what was added after it {said}" for s in found), found


def test_a_signature_is_not_put_on_another_line_too(both: Path) -> None:
    """It still fits every byte that it covers; who made it signed one line, and not the one below."""
    writer = IncrementalPdfFileWriter(io.BytesIO(both.read_bytes()))
    fields = writer.root["/AcroForm"]["/Fields"]
    fields[2]["/V"] = fields[1].raw_get("/V")
    writer.update_container(fields[2])
    out = io.BytesIO()
    writer.write(out)
    found = {s.field: s for s in signatures(out.getvalue())}
    assert [found[line].is_sound for line in LINES] == [True, True, False]
    assert found[LINES[2]].fault.endswith("what was added after it changes the line on which it stands")


def test_a_line_that_the_form_does_not_know_is_looked_at(cli: Cli, both: Path) -> None:
    """Taken out of the form, and filled with what is no signature."""
    writer = IncrementalPdfFileWriter(io.BytesIO(both.read_bytes()))
    form = writer.root["/AcroForm"]
    last = form["/Fields"][2]
    last["/V"] = DictionaryObject({pdf_name("/Type"): pdf_name("/Sig")})
    writer.update_container(last)
    form["/Fields"] = ArrayObject([form["/Fields"].raw_get(n) for n in (0, 1)])
    writer.update_container(form)
    with both.open("wb") as file:
        writer.write(file)
    assert [one.is_signed for one in Paper(both.read_bytes()).lines()] == [True, True, True]
    done = cli("verify", both)
    assert done.code == 1
    assert "1 line is filled with something that is no signature." in done.out
    assert f"- {LINES[2]}\n" in done.out


def test_a_signed_document_keeps_both_standards(both: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    if verapdf.missing():
        pytest.skip(verapdf.missing())
    for verdict in verapdf.validated([both], tmp_path_factory.mktemp("classes")):
        assert verdict.broken == ()


def test_no_passphrase_is_taken_from_the_command_line() -> None:
    flags = [f for p in parameters_of(run).values() for f in getattr(p.about, "flags", ())]
    assert [f for f in flags if "pass" in f] == ["--passphrase-file"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("{anna.p12}", None, LINES[0], "{bad}", None), "the passphrase is another"),
        (("{anna.pem}", None, LINES[0], None, None), "a key in PEM does not say whose it is"),
        (("{bad}", None, LINES[0], None, None), "the key cannot be opened"),
        (("{gone}", None, LINES[0], None, None), "gone cannot be read: no such file"),
        (("{anna.p12}", None, None, None, "ftp://x"), "ftp://x is no address of a service"),
        (("{anna.p12}", None, LINES[0], None, "http://127.0.0.1:9/"), "did not answer as such a service does"),
    ],
)
def test_what_cannot_be_signed_with(
    words: tuple[str | None, ...], said: str, file: Path, people: tuple[Person, Person]
) -> None:
    bad = file.with_name("bad")
    bad.write_text("wrong\n")
    known = {"anna": people[0], "bad": bad, "gone": file.with_name("gone")}
    key, certificate, field, passphrase, stamp = (w.format(**known) if w else None for w in words)
    with pytest.raises(BcdrError, match=said):
        signed(file, Signing(str(key), certificate, field, None, passphrase, stamp))


@pytest.mark.parametrize("kind", ["p12", "pem"])
def test_a_wrong_passphrase_is_told_in_two_lines(kind: str, file: Path, people: tuple[Person, Person]) -> None:
    """As a person sees it, the log of the library included."""
    words = ["sign", file, "--key", getattr(people[0], kind), "--certificate", people[0].certificate]
    command = [sys.executable, "-m", "bcdr", *map(str, words), "--field", LINES[0]]
    environment = os.environ | {"BCDR_KEY_PASSPHRASE": "wrong"}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "bcdr: the key cannot be opened: it is no key, or the passphrase is another",
        "  hint: check file and passphrase",
    ]


def dated(folder: Path, first: datetime, last: datetime) -> Path:
    """A key whose certificate is valid between two moments."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Anna")])
    made = x509.CertificateBuilder(name, name, key.public_key(), 7, first, last).sign(key, hashes.SHA256())
    path = folder / "dated.pem"
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(secret + made.public_bytes(pem))
    return path


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (datetime(2020, 1, 1), datetime(2021, 1, 1), "its certificate was valid until 2021-01-01"),
        (datetime(2090, 1, 1), datetime(2099, 1, 1), "its certificate is valid from 2090-01-01 only"),
    ],
)
def test_a_certificate_has_its_days(
    first: datetime, last: datetime, said: str, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = dated(tmp_path, first, last)
    order = Signing(str(key), field=LINES[0])
    with pytest.raises(BcdrError, match=said):
        signed(file, order)
    real = signature.out_of_time
    monkeypatch.setattr(signature, "out_of_time", lambda *_: "")
    content, _ = signed(file, order)
    monkeypatch.setattr(signature, "out_of_time", real)
    (found,) = signatures(content, [key.read_bytes().partition(b"-----END PRIVATE KEY-----")[2].strip()])
    assert (found.is_sound, found.is_late) == (False, True)
    assert re.fullmatch(rf"was made on \d{{4}}-\d\d-\d\d, and {said}", found.fault)


def test_a_pdf_of_somebody_else_is_not_signed(cli: Cli, tmp_path: Path, people: tuple[Person, Person]) -> None:
    other = tmp_path / "x.pdf"
    other.write_bytes(b"hello")
    done = cli("sign", other, "--key", people[0].p12)
    assert (done.code, "is not a PDF" in done.err) == (2, True)


@pytest.fixture
def signed_report(cli: Cli, plan: Path, people: tuple[Person, Person]) -> Path:
    """A document that was signed while it was made, with all that `bcdr sign` can be told."""
    target = plan / "x.pdf"
    secret = plan / "secret"
    secret.write_text(f"{WORD}\n")
    key = ("--sign", people[0].pem, "--certificate", people[0].certificate, "--passphrase-file", secret)
    words = ("--sign-field", "control-approver", "--reason", "Approved", "-o", target)
    done = cli("report", "art32", plan, *key, *words)
    assert (done.code, done.err) == (0, "")
    return target


def test_a_report_can_be_signed_at_once_and_verified(
    cli: Cli, signed_report: Path, people: tuple[Person, Person], tmp_path: Path
) -> None:
    done = cli("verify", signed_report, "--format", "json")
    said = json.loads(done.out)
    assert (done.code, said["outcome"]) == (0, "signed-since"), done.out
    assert said["headline"].startswith("As made, and signed since. ")
    assert "1 line was signed on page 3; nothing else was added. Signed by “Anna, Shop”." in said["headline"]
    assert [(s["line"], s["signer"], s["reason"], s["holds"], s["is_vouched_for"]) for s in said["signatures"]] == [
        ("control-approver", "Anna, Shop", "Approved", True, None)
    ]
    assert said["empty_lines"] == []
    trusted = cli("verify", signed_report, "--trust", people[0].certificate)
    assert (trusted.code, "was not checked" in trusted.out) == (0, False)
    strange = cli("verify", signed_report, "--trust", people[1].certificate)
    assert (strange.code, strange.out.startswith("Not shown. The signature control-approver is by")) == (1, True)
    writer = IncrementalPdfFileWriter(io.BytesIO(signed_report.read_bytes()))
    moved(writer)
    out = tmp_path / "moved.pdf"
    with out.open("wb") as file:
        writer.write(file)
    done = cli("verify", out)
    assert (done.code, done.out.startswith("Changed. ")) == (1, True), done.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--sign", "{key}"), "name the line by --sign-field"),
        (("--sign", "{key}", "--sign-field", "x"), "art32.pdf has no line called x"),
        (("--sign-field", "control-approver"), "--sign-field belongs to a signature, and there is no key"),
        (("--reason", "Approved"), "--reason belongs to a signature, and there is no key"),
        (("--sign", "{pem}", "--sign-field", "control-approver"), "give its certificate by --certificate"),
        (
            ("--sign", "{key}", "--sign-field", "control-approver", "--timestamp", "tsa"),
            "tsa is no address of a service",
        ),
        (("--sign", "{key}", "--format", "html"), "only a PDF can be signed"),
        (("--sign", "gone", "--sign-field", "control-approver"), "gone cannot be read"),
    ],
)
def test_a_report_is_not_written_when_it_cannot_be_signed(
    words: tuple[str, ...],
    said: str,
    cli: Cli,
    plan: Path,
    people: tuple[Person, Person],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(plan)
    monkeypatch.setenv("BCDR_KEY_PASSPHRASE", WORD)
    done = cli("report", "art32", plan, *(w.format(key=people[0].p12, pem=people[0].pem) for w in words))
    assert (done.code, said in done.err) == (2, True), done.err
    assert not list(plan.glob("*.pdf"))


WITHOUT = """
import sys
for name in ("pyhanko", "pyhanko_certvalidator", "cryptography", "asn1crypto"):
    sys.modules[name] = None
from bcdr.cli.entry import run
sys.exit(run(sys.argv[1:]))
"""


def test_without_the_extra_all_but_signing_works(both: Path, plan: Path, people: tuple[Person, Person]) -> None:
    def alone(*words: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", WITHOUT, *map(str, words)], check=False, capture_output=True, text=True
        )

    assert alone("report", "art30", plan, "--as-of", "2026-11-21", "-o", plan / "x.pdf").returncode == 0
    done = alone("report", "art32", plan, "--sign", people[0].p12, "--sign-field", "control-approver")
    assert (done.returncode, "pip install 'bcdr[sign]'" in done.stderr) == (2, True)
    assert alone("verify", plan / "x.pdf").returncode == 0
    assert "It holds 2 signatures, which only the extra checks: pip install 'bcdr[sign]'" in " ".join(
        alone("verify", both).stdout.split()
    )
    assert alone("sign", both, "--list").returncode == 0
    done = alone("sign", both, "--key", people[0].p12, "--field", LINES[2])
    assert (done.returncode, "pip install 'bcdr[sign]'" in done.stderr) == (2, True)
