"""`bcdr init`: writes a new plan, a commented skeleton or a worked example, and overwrites nothing."""

import re
from pathlib import Path
from typing import Annotated

from bcdr.cli.exits import CLEAN
from bcdr.cli.option import Argument, Option, Verbose
from bcdr.errors import BcdrError
from bcdr.render.terminal import escaped

Folder = Annotated[str | None, Argument("Where to write it; made if missing. Default: the current folder.", "[DIR]")]
Template = Annotated[str, Option("The starter: solo, small-office or web-shop.", ("--template",), "NAME")]
Example = Annotated[bool, Option("Write a complete worked example instead: a book shop.", ("--example",))]
NoInput = Annotated[bool, Option("Ask nothing. (This version never asks.)", ("--no-input",))]
Name = Annotated[str, Option("Name of the organisation.", ("--organization",), "TEXT")]
People = Annotated[
    str | None, Option("How many people work there; 10 or fewer makes the rules milder.", ("--people",), "NUMBER")
]
Owner = Annotated[str, Option("Name of the person who answers for the plan.", ("--owner",), "TEXT")]
Country = Annotated[str | None, Option("Country in two letters, such as DE.", ("--country",), "CODE")]

EXAMPLE = "harbour-books"


def run(
    folder: Folder = None,
    template: Template = "small-office",
    example: Example = False,
    organization: Name = "My organisation",
    people: People = None,
    owner: Owner = "Plan owner",
    country: Country = None,
    no_input: NoInput = False,
    verbose: Verbose = False,
) -> int:
    """Start a plan: a commented skeleton to fill in line by line, or a worked example to read.

    The skeleton has no errors from the first day; what is not known yet is written as unknown.
    Nothing that exists is overwritten.

    Exit code: 0 written, 2 nothing was written.
    """
    del no_input, verbose
    from bcdr.cli.schema import schema_text  # only when the command runs

    target = Path(folder or (EXAMPLE if example else "."))
    if example:
        files: dict[str, str | bytes] = dict(_example())
    else:
        files = dict(_from_template(template, _answers(organization, people, owner, country)))
    files[".bcdr/schema.json"] = schema_text()
    _write(target, files)
    print(f"Wrote a new plan into {escaped(str(target))}:")
    for name in sorted(files):
        print(f"  {name}")
    there = "" if target == Path() else f" {escaped(str(target))}"
    print(f"\nNext: open plan.yaml and follow its remarks, then\n  bcdr lint{there}\n  bcdr status{there}")
    return CLEAN


def _answers(organization: str, people: str | None, owner: str, country: str | None) -> dict[str, object]:
    from bcdr.cli.reading import day_of  # only when the command runs

    if people is not None and not (people.isascii() and people.isdigit()):
        raise BcdrError(f"--people is not a number: {people}", "write it as 12")
    if country is not None and not re.fullmatch("[A-Z]{2}", country):
        raise BcdrError(f"--country is not a country code: {country}", "write two capital letters, such as DE or FR")
    if not organization.strip() or not owner.strip():
        raise BcdrError("--organization and --owner must not be empty", "leave them out to fill them in later")
    return {
        "organization": organization.strip(),
        "people": None if people is None else int(people),
        "owner_name": owner.strip(),
        "owner_id": id_of(owner),
        "country": country,
        "today": day_of(None).isoformat(),
    }


def id_of(name: str) -> str:
    """A kebab-case id for a name: `Zoë O'Brien` is `zoe-o-brien`; a name without Latin letters is `owner`."""
    from unicodedata import normalize  # only when the command runs

    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words if words[:1].isalpha() else "owner"


def _from_template(template: str, answers: dict[str, object]) -> dict[str, str]:
    from bcdr import shipped  # only when the command runs
    from bcdr.render.starter import starter

    home = shipped.templates() / "plan"
    names = sorted(p.name for p in home.iterdir() if (p / "plan.yaml.j2").is_file())
    if template not in names:
        raise BcdrError(f"there is no template called {template}", f"there are: {', '.join(names)}")
    return starter(home / template, answers)


def _example() -> dict[str, bytes]:
    from bcdr import shipped  # only when the command runs

    home = shipped.example()
    return {p.relative_to(home).as_posix(): p.read_bytes() for p in sorted(home.rglob("*")) if p.is_file()}


def _write(target: Path, files: dict[str, str | bytes]) -> None:
    taken = sorted(name for name in files if (target / name).exists())
    if taken:
        raise BcdrError(
            f"{target} already holds {', '.join(taken)}", "nothing was written; name another folder: bcdr init my-plan"
        )
    if target.exists() and not target.is_dir():
        raise BcdrError(f"{target} is a file", "name a folder")
    for name, content in files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
