"""Keys that cannot be opened say so, and a key with its certificate in one file needs no other."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bcdr.cli.key import opened
from bcdr.errors import BcdrError


@pytest.fixture
def pem(tmp_path: Path) -> Path:
    """A key and its certificate, one after the other in one file."""
    words = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "a.key", "-out", "a.crt", "-subj")
    subprocess.run((*words, "/CN=Anna"), check=True, capture_output=True, cwd=tmp_path)
    both = tmp_path / "a.pem"
    both.write_bytes((tmp_path / "a.key").read_bytes() + (tmp_path / "a.crt").read_bytes())
    return both


def test_key_and_certificate_may_be_one_file(pem: Path) -> None:
    found = opened(str(pem))
    assert found.signing_cert is not None
    assert found.signing_cert.subject.native["common_name"] == "Anna"
    assert opened(str(pem.with_name("a.key")), str(pem.with_name("a.crt"))).signing_cert is not None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.key", "does not say whose it is"),
        ("a.crt", "the key cannot be opened"),
        ("gone", "gone cannot be read: no such file or directory"),
    ],
)
def test_what_is_no_key(name: str, said: str, pem: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BCDR_KEY_PASSPHRASE", "x")
    with pytest.raises(BcdrError, match=said):
        opened(str(pem.with_name(name)))
