"""`bcdr sign --timestamp` with a real time-stamping service on this machine, and with services that are none."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bcdr.cli.signing import Signing, signed
from bcdr.errors import BcdrError
from bcdr.scrutiny.signature import checks, signatures
from tests.scrutiny.conftest import made as made  # noqa: PLC0414 - a fixture

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl, which plays the service")

LINE = "control-officer"
Answer = Callable[[bytes], tuple[int, str, bytes]]
REPLY = "application/timestamp-reply"


def openssl(*words: str | Path, given: bytes = b"") -> bytes:
    return subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True, input=given).stdout


class Service:
    """An authority for time: a key, a certificate for nothing but that, and a counter."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key, self.certificate = folder / "tsa.key", folder / "tsa.crt"
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", self.key, "-out", self.certificate,
                "-days", "3650", "-subj", "/CN=Clock/O=Time Ltd", "-addext", "extendedKeyUsage=critical,timeStamping",
                "-addext", "keyUsage=digitalSignature")  # fmt: skip
        (folder / "serial").write_text("01\n")
        self.settings = folder / "tsa.cnf"
        self.settings.write_text(
            f"[tsa]\nserial={folder}/serial\ncrypto_device=builtin\nsigner_digest=sha256\ndefault_policy=1.2.3.4.1\n"
            "digests=sha256,sha384,sha512\naccuracy=secs:1\nordering=yes\ntsa_name=yes\ness_cert_id_chain=no\n"
            "ess_cert_id_alg=sha256\n"
        )

    def reply(self, query: bytes) -> tuple[int, str, bytes]:
        asked = self.folder / "query"
        asked.write_bytes(query)
        answer = openssl("ts", "-reply", "-config", self.settings, "-section", "tsa", "-queryfile", asked,
                         "-inkey", self.key, "-signer", self.certificate)  # fmt: skip
        return 200, REPLY, answer

    def other(self, query: bytes) -> tuple[int, str, bytes]:
        """A stamp of something else: the digest in the query is turned round."""
        asked = bytearray(query)
        at = bytes(asked).index(b"\x04\x20") + 2
        asked[at : at + 32] = asked[at : at + 32][::-1]
        return self.reply(bytes(asked))


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return Service(tmp_path_factory.mktemp("tsa"))


@pytest.fixture
def serve() -> Iterator[Callable[[Answer], str]]:
    """Starts a server on this machine that answers as it is told, and gives its address."""
    servers: list[ThreadingHTTPServer] = []

    def started(answer: Answer) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                code, kind, body = answer(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(code)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Nothing is told."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield started
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def file(made: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "paper.pdf"
    path.write_bytes(made)
    return path


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("key")
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", folder / "a.key", "-out", folder / "a.crt",
            "-days", "3650", "-subj", "/CN=Anna/O=Shop", "-addext", "keyUsage=digitalSignature,nonRepudiation")  # fmt: skip
    both = folder / "a.pem"
    both.write_bytes((folder / "a.key").read_bytes() + (folder / "a.crt").read_bytes())
    return both


def test_the_time_is_stamped_and_whose_stamp_it_is_is_told(
    file: Path, key: Path, service: Service, serve: Callable[[Answer], str]
) -> None:
    content, _ = signed(file, Signing(str(key), field=LINE, timestamp=serve(service.reply)))
    (found,) = signatures(content)
    assert found.stamp is not None
    assert (found.is_sound, found.stamp.by, found.stamp.is_sound, found.stamp.is_trusted) == (
        True,
        "Clock, Time Ltd",
        True,
        None,
    )
    (check,) = checks([found], has_trust=False)
    assert (check.result, f"{found.stamp.at}, stamped by “Clock, Time Ltd”" in check.said) == ("holds", True)
    anna, clock = key.read_bytes(), service.certificate.read_bytes()
    certificate = anna[anna.index(b"-----BEGIN CERT") :]
    (both,) = signatures(content, [certificate, clock])
    (one,) = signatures(content, [certificate])
    assert both.stamp is not None
    assert one.stamp is not None
    assert (both.is_trusted, both.stamp.is_trusted, one.is_trusted, one.stamp.is_trusted) == (True, True, True, False)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda _: (200, REPLY, b"hello"), "gave no time-stamp: it refuses, or is something else"),
        (lambda _: (200, REPLY, b""), "gave no time-stamp: it refuses, or is something else"),
        (lambda _: (200, "text/html", b"<p>Sign in</p>"), "did not answer as such a service does"),
        (lambda _: (500, REPLY, b""), "did not answer as such a service does"),
        (lambda _: (200, REPLY, bytes.fromhex("300b300902010230040c026e6f")), "gave no time-stamp: it refuses"),
    ],
    ids=["rubbish", "nothing", "a web page", "broken", "refuses"],
)
def test_a_service_that_is_none(
    answer: Answer, said: str, file: Path, key: Path, serve: Callable[[Answer], str]
) -> None:
    with pytest.raises(BcdrError, match=said) as raised:
        signed(file, Signing(str(key), field=LINE, timestamp=serve(answer)))
    assert raised.value.message.endswith("nothing was written")
    assert "without --timestamp" in raised.value.hint


def test_a_stamp_of_something_else_is_refused(
    file: Path, key: Path, service: Service, serve: Callable[[Answer], str]
) -> None:
    with pytest.raises(BcdrError, match="nothing was written"):
        signed(file, Signing(str(key), field=LINE, timestamp=serve(service.other)))


def test_a_service_that_hangs_is_not_waited_for(file: Path, key: Path, serve: Callable[[Answer], str]) -> None:
    over = threading.Event()

    def hang(_: bytes) -> tuple[int, str, bytes]:
        over.wait(60)
        return 200, REPLY, b""

    address = serve(hang)
    try:
        with pytest.raises(BcdrError, match="nothing was written"):
            signed(file, Signing(str(key), field=LINE, timestamp=address), patience=0.3)
    finally:
        over.set()
