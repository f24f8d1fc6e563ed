"""What is in the repository serves everybody: no index address, no path of one machine, no built output."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Brackets keep this file from finding itself.
FOREIGN = re.compile(
    r"py[p]i\.org|python[h]osted|registry\.np[m]js|deb\.debia[n]|(?<![\w.-])/(?:wor[k]|op[t]|roo[t]|home/[a-z]+)/"
)
# Where a plan's own places stand, such as the folder of a backup script on a company's server.
OF_A_COMPANY = re.compile(r"^(plans|templates/plan|tests|docs|bcdr/rules)/|^README")
PIN = re.compile(
    r"^(-r constraints(-dev)?\.txt|#.*|\s+# via .*|[a-z0-9-]+==\S+( ; .*)?( \\)?|\s+--hash=sha256:[0-9a-f]{64}( \\)?)$"
)


def tracked() -> list[str]:
    """Paths under git; an unpacked source archive has no git, and skips."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_index_address_and_no_path_of_a_machine() -> None:
    faults = []
    for name in tracked():
        text = (ROOT / name).read_bytes().decode("utf-8", errors="ignore")
        for found in FOREIGN.finditer(text):
            if found[0].startswith("/") and OF_A_COMPANY.match(name):
                continue
            faults.append(f"{name}:{text.count(chr(10), 0, found.start()) + 1}: {found[0]}")
    assert faults == []


def test_nothing_that_is_built_is_tracked() -> None:
    built = re.compile(r"(^|/)(build|dist|\.venv|__pycache__|_data|node_modules)/|\.(pyc|egg-info)$")
    assert [name for name in tracked() if built.search(name)] == []


@pytest.mark.parametrize("name", ["constraints.txt", "constraints-dev.txt", "constraints-mutation.txt"])
def test_pins_hold_names_versions_and_hashes_only(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not PIN.match(line)] == []


def test_programs_in_the_checkout_are_executable() -> None:
    scripts = [name for name in tracked() if name.endswith(".sh") or name == ".ci/run"]
    assert ".ci/run" in scripts
    assert [name for name in scripts if not (ROOT / name).stat().st_mode & 0o100] == []
