"""`bcdr sign`: real keys, several signers, and what `bcdr verify` says of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bcdr.cli.option import parameters_of
from bcdr.cli.sign import run
from bcdr.cli.signing import signed
from bcdr.errors import BcdrError
from bcdr.scrutiny.paper import Paper
from bcdr.scrutiny.signature import signatures
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


@pytest.fixture
def both(cli: Cli, file: Path, people: tuple[Person, Person]) -> Path:
    """Signed by Anna with a PKCS#12 key and then by Jonas with one in PEM."""
    anna, jonas = people
    done = cli("sign", file, "--key", anna.p12, "--field", "Managing director", "--reason", "Approved")
    assert (done.code, done.err) == (0, "")
    first = file.with_name("paper-signed.pdf")
    target = file.with_name("both.pdf")
    done = cli("sign", first, "--key", jonas.pem, "--certificate", jonas.certificate, "-o", target)
    assert (done.code, done.err) == (0, "")
    assert target.read_bytes().startswith(first.read_bytes())
    assert first.read_bytes().startswith(file.read_bytes())
    return target


def test_several_sign_one_after_the_other(both: Path, people: tuple[Person, Person]) -> None:
    content = both.read_bytes()
    assert Paper(content).signatures() == 2
    anna, jonas = people
    found = signatures(content)
    assert [(s.field, s.is_sound, s.is_trusted) for s in found] == [
        ("Managing director", True, None), ("Signature 2", True, None),
    ]  # fmt: skip
    assert ["Anna" in found[0].signer, "Jonas" in found[1].signer] == [True, True]
    only_anna = signatures(content, [anna.certificate.read_bytes()])
    assert [s.is_trusted for s in only_anna] == [True, False]
    everybody = signatures(content, [p.certificate.read_bytes() for p in (anna, jonas)])
    assert [s.is_trusted for s in everybody] == [True, True]


def test_what_was_signed_and_changed_is_told(both: Path) -> None:
    content = bytearray(both.read_bytes())
    at = content.index(b"/Lang")
    content[at + 7 : at + 9] = b"fr"
    assert [s.is_sound for s in signatures(bytes(content))] == [False, False]


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
        (("{anna.p12}", None, None, "{bad}", None), "the passphrase is another"),
        (("{anna.certificate}", None, None, None, None), "a key in PEM does not say whose it is"),
        (("{bad}", None, None, None, None), "the key cannot be opened"),
        (("{gone}", None, None, None, None), "gone cannot be read: no such file"),
        (("{anna.p12}", None, None, None, "ftp://x"), "ftp://x is no address of a service"),
        (("{anna.p12}", None, None, None, "http://127.0.0.1:9/"), "the time-stamping service did not answer"),
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
        signed(file, str(key), certificate, field, None, passphrase, stamp)


def test_a_pdf_of_somebody_else_is_not_signed(cli: Cli, tmp_path: Path, people: tuple[Person, Person]) -> None:
    other = tmp_path / "x.pdf"
    other.write_bytes(b"hello")
    done = cli("sign", other, "--key", people[0].p12)
    assert (done.code, "is not a PDF" in done.err) == (2, True)


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

    assert alone("report", "art32", plan, "--as-of", "2026-11-21", "-o", plan / "x.pdf").returncode == 0
    assert alone("verify", plan / "x.pdf").returncode == 0
    assert "It holds 2 signatures, which only the extra checks: pip install 'bcdr[sign]'" in " ".join(
        alone("verify", both).stdout.split()
    )
    done = alone("sign", both, "--key", people[0].p12)
    assert (done.returncode, "pip install 'bcdr[sign]'" in done.stderr) == (2, True)
