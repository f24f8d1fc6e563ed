"""The built files: nothing from other hosts, every link leads somewhere, the same plan and day give the same bytes."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from bcdr.errors import BcdrError
from bcdr.site_plugin import build_site
from bcdr.site_plugin.build import _put
from bcdr.site_plugin.ground import plain_text
from bcdr.site_plugin.plugin import day_of

DAY = date(2026, 11, 21)
LOADS = {"script": "src", "img": "src", "iframe": "src", "link": "href", "source": "src", "object": "data"}


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {k: v or "" for k, v in attrs}))


def pages(site: Path) -> Iterator[tuple[Path, Elements]]:
    for file in sorted(site.rglob("*.html")):
        yield file, Elements(file.read_text(encoding="utf-8"))


def tree(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


@pytest.fixture(params=["dental", "published", "spoiled"])
def site(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(request.param)
    return found


def test_no_page_loads_anything_from_another_host(site: Path) -> None:
    loaded = [a[LOADS[t]] for _, p in pages(site) for t, a in p.found if t in LOADS and LOADS[t] in a]
    assert loaded
    assert [u for u in loaded if re.match(r"([a-z]+:)?//", u, re.IGNORECASE)] == []
    for style in site.rglob("*.css"):
        assert re.findall(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", style.read_text(encoding="utf-8")) == []


def test_every_link_leads_to_a_page_and_a_place_on_it(site: Path) -> None:
    ids = {f.resolve(): {a["id"] for _, a in p.found if "id" in a} for f, p in pages(site)}
    ids[(site / "due.ics").resolve()] = set()
    lost = []
    for file, page in pages(site):
        for tag, attributes in page.found:
            to = attributes.get("href", "")
            if tag != "a" or re.match(r"(https?|mailto|tel):", to) or not to:
                continue
            path, _, anchor = to.partition("#")
            target = (file.parent / unquote(path)).resolve() if path else file.resolve()
            if target not in ids or (anchor and anchor not in ids[target] and not anchor.startswith("__")):
                lost.append(f"{file.relative_to(site)}: {to}")
    assert lost == []


def test_ids_of_a_page_are_unique(site: Path) -> None:
    for file, page in pages(site):
        ids = [a["id"] for _, a in page.found if "id" in a]
        assert sorted(ids) == sorted(set(ids)), file


def test_every_page_refuses_other_hosts_by_policy(site: Path) -> None:
    for file, page in pages(site):
        rules = [
            a["content"] for t, a in page.found if t == "meta" and a.get("http-equiv") == "Content-Security-Policy"
        ]
        assert len(rules) == 1, file
        assert "default-src 'self' file: data:" in rules[0]
        assert "http" not in rules[0]


def test_no_page_speaks_of_compliance(dental: Path, published: Path) -> None:
    for folder in (dental, published):
        for file in folder.rglob("*.html"):
            assert not re.search(r"\bcompliant\b|\bin compliance\b", file.read_text(encoding="utf-8"), re.IGNORECASE), (
                file
            )


def test_unknown_is_said(published: Path) -> None:
    text = (published / "index.html").read_text(encoding="utf-8")
    assert "not known" in text
    assert "Not in force" in text


def test_hostile_titles_are_escaped_in_the_head_too(spoiled: Path) -> None:
    head = (spoiled / "services" / "treatment.html").read_text(encoding="utf-8").partition("</head>")[0]
    assert "<script>window" not in head
    assert "&lt;script&gt;window" in head


@pytest.mark.parametrize("text", ["&lt;/title&gt;&lt;script&gt;", "<b>&lt;x&gt;</b>", "a &amp; b"])
def test_stripped_tags_stay_escaped(text: str) -> None:
    assert "<" not in plain_text()(text)


def test_same_plan_and_day_give_the_same_bytes(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = []
    for name, moment in (("a", "0"), ("b/c", "1900000000")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
        build_site(root / "plans" / "corner-dental", tmp_path / name, DAY)
        built.append(tree(tmp_path / name))
    assert built[0] == built[1]
    assert not {"sitemap.xml", "sitemap.xml.gz", "404.html"} & built[0].keys()


def test_a_users_own_mkdocs_build_gives_the_same_pages(root: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    shutil.copytree(root / "plans" / "corner-dental", plan)
    (plan / "docs").mkdir()
    settings = "site_name: Runbooks\nsite_dir: ../own\nplugins:\n  - bcdr: {plan: ., as_of: 2026-11-21}\n"
    (tmp_path / "plan" / ".mkdocs.yml").write_text(settings, encoding="utf-8")
    words = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--config-file", ".mkdocs.yml"]
    done = subprocess.run(words, cwd=plan, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    build_site(plan, tmp_path / "ours", DAY)
    assert tree(tmp_path / "own") == tree(tmp_path / "ours")


def test_a_users_own_page_and_theme_stand_beside_ours(root: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    shutil.copytree(root / "plans" / "corner-dental", plan)
    (plan / "docs").mkdir()
    (plan / "docs" / "canteen.md").write_text("# Canteen\n\nOpen at noon.\n", encoding="utf-8")
    settings = "site_name: Ours\nsite_dir: ../own\ntheme: material\nplugins: [search, bcdr]\n"
    (plan / ".mkdocs.yml").write_text(settings, encoding="utf-8")
    words = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", ".mkdocs.yml"]
    done = subprocess.run(words, cwd=plan, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    start = (tmp_path / "own" / "index.html").read_text(encoding="utf-8")
    assert '<a href="canteen.html"' in start
    assert "If something burns now" in start
    assert "<title>Ours</title>" in start


def test_a_users_own_template_wins(root: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    shutil.copytree(root / "plans" / "corner-dental", plan)
    (plan / "templates" / "page").mkdir(parents=True)
    (plan / "templates" / "page" / "page.html.j2").write_text(
        "<h1 id='top'>Mine: {{ page.title }}</h1>", encoding="utf-8"
    )
    build_site(plan, tmp_path / "site", DAY)
    assert "Mine: Start here" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_a_broken_template_is_told(root: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    shutil.copytree(root / "plans" / "corner-dental", plan)
    (plan / "templates" / "page").mkdir(parents=True)
    (plan / "templates" / "page" / "page.html.j2").write_text("{{ page.nothing }}", encoding="utf-8")
    with pytest.raises(BcdrError, match=r"templates/page/page\.html\.j2, line 1: there is nothing called nothing"):
        build_site(plan, tmp_path / "site", DAY)


def test_a_plan_that_cannot_be_loaded_is_told(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("bcdr: 1\norganisation: {}\n", encoding="utf-8")
    with pytest.raises(BcdrError, match="cannot be loaded"):
        build_site(tmp_path, tmp_path / "site", DAY)


@pytest.mark.parametrize("place", [".", "..", "other"])
def test_a_folder_with_other_things_is_never_emptied(tmp_path: Path, place: str) -> None:
    plan = tmp_path / "home" / "plan"
    (plan / "other").mkdir(parents=True)
    (plan / "plan.yaml").write_text("bcdr: 1\norganization: {name: X}\n", encoding="utf-8")
    (plan / "other" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(BcdrError, match="holds"):
        build_site(plan, plan / place, DAY)
    assert (plan / "other" / "letter.txt").read_text(encoding="utf-8") == "mine"


def test_an_older_site_is_replaced(root: Path, tmp_path: Path) -> None:
    for _ in range(2):
        build_site(root / "tests" / "real" / "contingency", tmp_path / "site", DAY)
    assert (tmp_path / "site" / "index.html").is_file()


def test_a_build_that_fails_leaves_the_site_of_before(tmp_path: Path) -> None:
    plan, out = tmp_path / "plan", tmp_path / "out"
    (plan / "templates" / "page").mkdir(parents=True)
    (plan / "plan.yaml").write_text("bcdr: 1\norganization: {name: X}\n", encoding="utf-8")
    build_site(plan, out / "site", DAY)
    before = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
    (plan / "templates" / "page" / "page.html.j2").write_text("{{ page.nothing }}", encoding="utf-8")
    with pytest.raises(BcdrError):
        build_site(plan, out / "site", DAY)
    assert {p: p.read_bytes() for p in out.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize("failure", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_a_build_that_is_broken_off_leaves_nothing_half(
    failure: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(config: Any) -> None:
        (Path(config.site_dir) / "index.html").write_text("half")
        raise failure

    (tmp_path / "plan.yaml").write_text("bcdr: 1\norganization: {name: X}\n", encoding="utf-8")
    monkeypatch.setattr("bcdr.site_plugin.build.build", fail)
    with pytest.raises((KeyboardInterrupt, BcdrError), match=r"^$|no space left on device"):
        build_site(tmp_path, tmp_path / "out" / "site", DAY)
    assert list((tmp_path / "out").iterdir()) == []


def test_of_several_builds_at_once_one_stays_whole(tmp_path: Path) -> None:
    def put(n: int) -> None:
        made = tmp_path / f".{n}.tmp"
        made.mkdir()
        for name in "abc":
            (made / name).write_text(str(n))
        _put(made, tmp_path / "site")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(put, range(40)))
    assert len({p.read_text() for p in (tmp_path / "site").iterdir()}) == 1
    assert sorted(p.name for p in (tmp_path / "site").iterdir()) == ["a", "b", "c"]
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_the_folder_that_somebody_stands_in_stays_the_same_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, out = tmp_path / "plan", tmp_path / "out"
    plan.mkdir()
    out.mkdir()
    (plan / "plan.yaml").write_text("bcdr: 1\norganization: {name: X}\n", encoding="utf-8")
    monkeypatch.chdir(out)
    number = out.stat().st_ino
    for _ in range(2):
        build_site(plan, Path(), DAY)
    assert (out.stat().st_ino, (out / "index.html").is_file()) == (number, True)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "plan"]


def test_the_smallest_plan_has_a_site(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("bcdr: 1\norganization: {name: X}\n", encoding="utf-8")
    build_site(tmp_path, tmp_path / "site", DAY)
    assert "Not in force" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_without_a_day_it_is_today_where_the_organisation_is(tmp_path: Path) -> None:
    zone = "Pacific/Kiritimati"  # where no day begins earlier
    (tmp_path / "plan.yaml").write_text(f"bcdr: 1\norganization: {{name: X, timezone: {zone}}}\n", encoding="utf-8")
    build_site(tmp_path, tmp_path / "site", None)
    today = datetime.now(ZoneInfo(zone)).date().isoformat()
    assert today in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_day_of_mkdocs_yml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BCDR_AS_OF", "2026-01-02")
    assert day_of(None) == date(2026, 1, 2)
    monkeypatch.delenv("BCDR_AS_OF")
    assert day_of(None) is None
    assert day_of("2026-03-04") == day_of(date(2026, 3, 4)) == date(2026, 3, 4)


def test_a_calendar_lies_beside_the_pages(published: Path, spoiled: Path) -> None:
    calm, hostile = (Calendar.from_ical((folder / "due.ics").read_bytes()) for folder in (published, spoiled))
    assert calm.events
    assert hostile.events
    assert any("window.pwned=1" in str(e["SUMMARY"]) for e in hostile.events)
