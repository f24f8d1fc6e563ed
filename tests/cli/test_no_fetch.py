"""No address in a plan, in its theme or in a template is ever fetched: a real server waits for the request."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.cli.conftest import Cli

PLAN = """\
bcdr: 1
organization: {name: "Shop ![a](URL/a.png)", people: 3, country: DE, website: URL/b, address: "<img src='URL/c.png'>"}
people:
  ada: {name: "Ada <link rel=stylesheet href=URL/d.css>", contacts: [{kind: mail, value: URL/e, note: "url(URL/f)"}]}
roles:
  lead: {name: Lead, duty: "Leads ![x](URL/g.png) [text](URL/h)", holder: ada}
services:
  till: {name: "Till <script src=URL/i.js></script>", tier: 1, owner: lead, rto: 4h, rpo: 1h, parts: {data: sales}, note: "<iframe src='URL/j'>"}
datastores:
  sales: {name: Sales, class: truth, description: "![y](//HOST/k.png) ![f](file:///etc/hostname) ![d](data:text/html,x)"}
runbooks:
  back:
    title: Restore
    recovers: [datastores/sales]
    owner: lead
    steps: [{id: a, do: "![z](URL/l.png) <object data='URL/m'></object>", run: "curl URL/n", expect: "@import url(URL/o.css);", if_fails: "<svg><image href='URL/p'/></svg>"}]
channels: {page: {kind: website, audience: customers, url: URL/q}}
documents: {paper: {title: Paper, url: URL/r}}
vendors: {cloud: {name: Cloud, provides: hosting, processor: {}, answers: {where_is_the_data: {answer: "<img src=URL/s>"}}}}
evidence:
  log: {file: "evidence/http:/HOST/t", occurred: 2026-01-01, recorded: 2026-01-01, kind: log, title: "<audio src=URL/u>"}
  far: {at: URL/v, occurred: 2026-01-01, recorded: 2026-01-01, kind: log}
"""


class Waiting(HTTPServer):
    """A server that writes down who asks."""

    asked: list[str]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Answer(BaseHTTPRequestHandler):
    server: Waiting

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815 - as http.server names it

    def log_message(self, format: str, *args: object) -> None:
        del format, args


@pytest.fixture
def waiting() -> Iterator[Waiting]:
    server = Waiting(("127.0.0.1", 0), _Answer)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def folder(waiting: Waiting, tmp_path: Path) -> Path:
    plan = tmp_path / "shop"
    plan.mkdir()
    text = PLAN.replace("URL", waiting.url).replace("HOST", waiting.url.removeprefix("http://"))
    (plan / "plan.yaml").write_text(text)
    return plan


def test_the_server_would_notice(waiting: Waiting) -> None:
    from urllib.request import urlopen

    assert urlopen(f"{waiting.url}/x").status == 200
    assert waiting.asked == ["/x"]


@pytest.mark.parametrize("format_", ["pdf", "html"])
@pytest.mark.parametrize("kind", ["art30", "art32", "art35", "breach", "plan", "vendors"])
def test_no_document_asks_for_anything(
    kind: str, format_: str, cli: Cli, folder: Path, waiting: Waiting, tmp_path: Path
) -> None:
    target = tmp_path / f"out.{format_}"
    done = cli("report", kind, folder, "--format", format_, "-o", target)
    assert done.code == 0, done.err
    assert waiting.url.encode() in target.read_bytes() or format_ == "pdf"  # it is text there, and no more
    assert waiting.asked == []


def test_verify_asks_for_nothing(cli: Cli, folder: Path, waiting: Waiting, tmp_path: Path) -> None:
    assert cli("report", "vendors", folder, "-o", tmp_path / "out.pdf").code == 0
    assert cli("verify", tmp_path / "out.pdf", "--plan", folder).code == 0
    assert waiting.asked == []


@pytest.mark.parametrize(
    "template",
    ["<img src='URL/a.png'>", "<style>@import url(URL/a.css);</style>", "<object data='URL/a'></object>", "<img src='file:///etc/hostname'>",
     "<style>@font-face { font-family: x; src: url(URL/x.woff2) } p { font-family: x }</style><p>x</p>", "<img src='//HOST/a.png'>",
     "<link rel=attachment href='URL/a'>", "<a rel=attachment href='file:///etc/hostname'>x</a>", "<svg><image href='URL/a'/></svg>",
     "<link rel=stylesheet href='URL/a.css'>", "<base href='URL'><img src='a.png'>"],
)  # fmt: skip
def test_no_template_gets_anything(template: str, cli: Cli, folder: Path, waiting: Waiting, tmp_path: Path) -> None:
    file = folder / "templates" / "report" / "document.html.j2"
    file.parent.mkdir(parents=True)
    said = template.replace("URL", waiting.url).replace("HOST", waiting.url.removeprefix("http://"))
    file.write_text(f"<html lang='en'><head><title>T</title></head><body><h1>T</h1>{said}</body></html>")
    done = cli("report", "vendors", folder, "-o", tmp_path / "out.pdf")
    assert "Traceback" not in done.err
    assert waiting.asked == []
    if done.code == 0:
        assert Path("/etc/hostname").read_bytes().strip() not in (tmp_path / "out.pdf").read_bytes()


@pytest.mark.parametrize("logo", ["URL/logo.svg", "file:///etc/logo.svg", "//HOST/logo.png", "logo.svg"])
def test_no_theme_gets_anything(logo: str, cli: Cli, folder: Path, waiting: Waiting, tmp_path: Path) -> None:
    (folder / "templates").mkdir()
    said = logo.replace("URL", waiting.url).replace("HOST", waiting.url.removeprefix("http://"))
    (folder / "templates" / "theme.yaml").write_text(f"logo: {said}\n")
    (folder / "templates" / "logo.svg").write_text(
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><image href='{waiting.url}/i.png'/></svg>"
    )
    done = cli("report", "vendors", folder, "-o", tmp_path / "out.pdf")
    assert (done.code, waiting.asked) == (2, [])
    assert "templates/theme.yaml, line 1: logo " in done.err
