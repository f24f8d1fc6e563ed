"""Sites of real plans and of a hostile one, built once, and a browser whose network is cut."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import pytest

from bcdr.audit import audit
from bcdr.model.plan import Plan
from bcdr.model.record import Record, annotation, fields_of
from bcdr.report.provenance import Provenance
from bcdr.report.site.page import Site
from bcdr.report.site.site import compose_site
from bcdr.site_plugin import build_site, plugin
from bcdr.source.folder import read_folder
from bcdr.source.load import load

DAY = date(2026, 11, 21)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
HOSTILE = (
    "<script>window.pwned=1</script><img src=x onerror=\"window.pwned=1\">{{ 7*7 }}{% include '/etc/passwd' %}"
    "</textarea></title></script>\"'><svg/onload=window.pwned=1>[x](javascript:window.pwned=1)"
    "![y](https://evil.example/p.png) <https://evil.example/> $(touch pwned) `rm -rf pwned` &lt;b&gt; -->\n"
    '--8<-- "/etc/passwd"\n\n```mermaid\ngraph\n```\n\n    <b>x</b>\n{: onclick=window.pwned=1 }\n# pwned'
)
"""Everything that ever hurt a page, in one text; it stands in every free text of the hostile plan."""


def hostile(value: Any, hint: Any) -> Any:
    """The value with every free text in it replaced."""
    if get_origin(hint) is Annotated:
        return value
    if isinstance(value, Record):
        return _hostile_record(value)
    if isinstance(value, Mapping):
        inner = get_args(hint)[1] if get_args(hint) else Any
        return {k: hostile(v, inner) for k, v in value.items()}
    if isinstance(value, tuple) and get_origin(hint) is tuple:
        return tuple(hostile(v, get_args(hint)[0]) for v in value)
    options = get_args(hint)
    if options and get_origin(hint) is not tuple:
        return next((hostile(value, o) for o in options if o is str or get_origin(o) is tuple), value)
    return HOSTILE if hint is str and isinstance(value, str) else value


def _hostile_record(record: Record) -> Record:
    return type(record)(
        **{n: hostile(record.__dict__[n], annotation(type(record), n)) for n in fields_of(type(record))}
    )


def site_of(folder: Path, spoil: bool = False) -> Site:
    plan = load(read_folder(str(folder))).plan
    assert plan is not None
    if spoil:
        plan = _hostile_record(plan)
        assert isinstance(plan, Plan)
        from bcdr.model.record import place_children

        place_children(plan, ())
    found = audit(plan, DAY)
    return compose_site(found, found.findings, Provenance("bcdr", "0" * 64))


@pytest.fixture(scope="session")
def dental(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a five-person practice."""
    out = tmp_path_factory.mktemp("dental") / "site"
    build_site(root / "plans" / "corner-dental", out, DAY)
    return out


@pytest.fixture(scope="session")
def published(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a plan that nobody here wrote."""
    out = tmp_path_factory.mktemp("published") / "site"
    build_site(root / "tests" / "real" / "contingency", out, DAY)
    return out


@pytest.fixture(scope="session")
def spoiled(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a plan whose every free text is an attack."""
    out = tmp_path_factory.mktemp("hostile") / "site"
    folder = root / "plans" / "corner-dental"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plugin, "read_site", lambda *_: site_of(folder, spoil=True))
        build_site(folder, out, DAY)
    return out


class Visit:
    """A page in a real browser, and everything that it asked for or complained about."""

    def __init__(self, context: Any) -> None:
        self.page = context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda r: self.asked.append(r.url))
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in {"error", "warning"} else None)
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))
        self.page.on("dialog", lambda d: (self.complaints.append(f"dialog {d.message}"), d.dismiss()))

    def open(self, file: Path) -> Any:
        self.page.goto(file.as_uri())
        return self.page

    @property
    def strangers(self) -> list[str]:
        """Addresses outside this disk."""
        return [u for u in self.asked if not u.startswith(("file:", "data:", "blob:", "about:"))]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium without a network."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        chromium = p.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Visit]]:
    """`visit(width=390)` opens a fresh profile."""
    contexts = []

    def fresh(width: int = 1280, scheme: str = "light") -> Visit:
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme))
        return Visit(contexts[-1])

    yield fresh
    for context in contexts:
        context.close()
