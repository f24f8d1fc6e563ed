"""Mutation testing: would the tests notice if a rule, or the audit, were written a little differently?

    make mutation                       everything: bcdr/audit.py and bcdr/rules
    python tools/mutation.py coverage   a family
    python tools/mutation.py bcdr/rules/drills/restore_test_stale.py bcdr/audit.py

Every mutant differs from the source in one operator: a comparison moved or turned round, `and` for `or`, a condition
negated, a number one more or less, a loop that never runs, `in` for `not in`, arithmetic exchanged. The operators are
those of cosmic-ray (parso trees); what is left out is listed below, with the reason. Mutants that differ in annotations
only are skipped. Texts are not mutated.

A test run a mutant in a new process would take a night: most of it is importing. Here everything is imported once; each
mutant is a fork that puts the mutated source in the place of the module and runs the tests of that module, in which the
first failure ends the run: `tests/rules/test_<family>.py`, and of the other files in tests/rules what names the rule;
for the audit and the frame of the rules the files in TESTS. A mutant that makes the tests hang is killed by the clock.

Verdicts are kept in build/mutation.json under a digest of the mutated source. A mutant once killed is not tried again
unless `--fresh` is given; survivors are always tried again, so that a better test shows at once. Exit code 1 if less
than `--least` percent (90) were killed in any family.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import importlib.abc
import importlib.util
import json
import os
import re
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from difflib import unified_diff
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "mutation.json"
TESTS = {
    "bcdr.audit": ["tests/test_audit.py"],
    "bcdr.rules.phrase": ["tests/rules/test_phrase.py"],
    "bcdr.rules.registry": ["tests/rules/test_registry.py"],
    "bcdr.rules.rule": ["tests/rules/test_rule.py", "tests/test_audit.py"],
}
"""Tests of what is no rule, cheapest first."""
OPTIONS = [
    "-x", "-q", "-s", "--no-header", "--no-summary", "--tb=no", "-p", "no:cacheprovider", "-p", "no:xdist",
    "-W", "ignore::pytest.PytestAssertRewriteWarning",
]  # fmt: skip
"""Quick and quiet; libraries that tests import are there already, and nobody reads the words of a failed assertion."""
NO_TESTS = 5
"""Pytest's exit code where nothing was collected."""
LEAST, PATIENCE = 90, 6.0
"""Percent of mutants that must be killed; how many times longer than the healthy run a mutant may take."""

COMPARISONS = {
    "Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is", "Lt_LtE", "Lt_GtE", "LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_LtE",
    "GtE_Gt", "GtE_Lt",
}  # fmt: skip
"""Turned round, and moved by one. The others ask whether text is smaller than text, or whether equal is the same."""
ARITHMETIC = {"Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "BitOr_BitAnd", "BitAnd_BitOr", "Sub_BitAnd", "Mod_Mul"}
"""One exchange for each operator."""
UNARY = {"Delete_Not", "Delete_USub", "USub_UAdd"}
"""Turned round. `~n` sorts as `-n` does."""
LEFT_OUT = {"RemoveDecorator", "VariableReplacer", "VariableInserter", "ExceptionReplacer"}
"""A rule without its decorator and a handler of nothing die for nothing; the others ask for names of variables."""


class Mutant(NamedTuple):
    """A module as it would be after one change."""

    module: str
    operator: str
    source: str
    diff: str

    @property
    def key(self) -> str:
        return hashlib.sha256(f"{self.module}\n{self.source}".encode()).hexdigest()[:20]


def operators() -> Iterator[Any]:
    """The chosen operators of cosmic-ray, and one of our own for `in`."""
    from cosmic_ray.operators.operator import Operator
    from cosmic_ray.operators.provider import OperatorProvider

    class ReplaceIn(Operator):  # type: ignore[misc]
        """`x in y` for `x not in y`, and the other way round."""

        def mutation_positions(self, node: Any) -> Iterator[Any]:
            if self._is_membership(node):
                yield node.start_pos, node.end_pos

        def mutate(self, node: Any, index: int) -> Any:  # noqa: ARG002 - one mutant a node
            import parso

            told = node.children[1].get_code().split()
            node.children[1] = parso.parse(" in " if told == ["not", "in"] else " not in ")
            return node

        @staticmethod
        def _is_membership(node: Any) -> bool:
            return node.type == "comparison" and node.children[1].get_code().split() in (["in"], ["not", "in"])

        @classmethod
        def examples(cls) -> tuple[()]:
            return ()

    provider = OperatorProvider()
    for name in provider:
        kind, _, change = name.partition("_")
        if name in LEFT_OUT or (kind == "ReplaceComparisonOperator" and change not in COMPARISONS):
            continue
        if kind == "ReplaceUnaryOperator" and change not in UNARY:
            continue
        if kind == "ReplaceBinaryOperator" and change not in ARITHMETIC:
            continue
        yield provider[name]()
    yield ReplaceIn()


def mutants(module: str, chosen: list[Any]) -> Iterator[Mutant]:
    """Every mutant of a module that differs in what it does."""
    from cosmic_ray.mutating import MutationVisitor

    path = file_of(module)
    source = path.read_text(encoding="utf-8")
    seen = {meaning(source)}
    for operator in chosen:
        number = 0
        while (changed := MutationVisitor.mutate_code(source, operator, number)) is not None:
            number += 1
            try:
                means = meaning(changed)
            except SyntaxError:
                continue
            if means in seen:
                continue
            seen.add(means)
            where = path.relative_to(ROOT).as_posix()
            lines = list(unified_diff(source.splitlines(), changed.splitlines(), where, where, n=0, lineterm=""))
            yield Mutant(module, type(operator).__name__, changed, "\n".join(lines[2:]))


class _Bare(ast.NodeTransformer):
    """A tree without annotations and texts that stand alone: what is left is what runs."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        self.generic_visit(node)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_arguments(self, node: ast.arguments) -> ast.AST:
        # `*` and `/` between parameters are no arithmetic
        node.args, node.posonlyargs = [*node.posonlyargs, *node.args, *node.kwonlyargs], []
        node.defaults, node.kwonlyargs, node.kw_defaults = [*node.defaults, *filter(None, node.kw_defaults)], [], []
        self.generic_visit(node)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant("")
        self.generic_visit(node)
        return node


def meaning(source: str) -> str:
    """What a module does, as text that can be compared. The first annotation of a rule is kept: the frame reads it."""
    return ast.dump(_Bare().visit(ast.parse(source)))


def file_of(module: str) -> Path:
    return ROOT / (module.replace(".", "/") + ".py")


class Planted(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Serves one module from a text instead of its file."""

    def __init__(self, module: str, source: str) -> None:
        self.module, self.source = module, source

    def find_spec(self, name: str, path: Any, target: Any = None) -> Any:  # noqa: ARG002 - importlib's signature
        if name != self.module:
            return None
        return importlib.util.spec_from_loader(name, self, origin=str(file_of(name)))

    def exec_module(self, module: Any) -> None:
        exec(compile(self.source, str(file_of(self.module)), "exec"), module.__dict__)


def plant(module: str, source: str) -> None:
    """Put the mutant in the module's place; whatever was made from the healthy one is imported again."""
    from bcdr.rules import registry

    frame = module.startswith("bcdr.rules.") and not rule_of(module)
    gone = [m for m in sys.modules if m.startswith(("bcdr.rules", "bcdr.audit"))] if frame else [module]
    sys.meta_path.insert(0, Planted(module, source))
    for name in gone:
        sys.modules.pop(name, None)
    registry.rules.cache_clear()
    registry.rule_named.cache_clear()


Attempt = Callable[[str | None], int]
"""Runs the tests on a mutated source, or on the healthy one; 0 where they pass."""


def attempt_anew(module: str) -> Attempt:
    """Plants the mutant and collects the tests after it, because they hold what was made from the module."""

    def attempt(source: str | None) -> int:
        import pytest

        if source is not None:
            plant(module, source)
        return int(pytest.main([*OPTIONS, *tests_of(module)]))

    return attempt


class Collected:
    """The tests of one rule, collected once; they ask the registry for rules whenever they run.

    Of its family's file those that name the rule, or none; of the other files those that name it.
    """

    def __init__(self, module: str, mutants: list[Mutant], jobs: int) -> None:
        from bcdr.rules.registry import rules

        self.module, self.mutants, self.jobs = module, mutants, jobs
        self.others = frozenset(r.name for r in rules()) - {rule_of(module)}
        self.found: dict[str, str] = {}

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        rule, own = rule_of(self.module), f"test_{family_of(self.module)}.py"
        words = [(item, self._words(item)) for item in items]
        family = [i for i, said in words if i.path.name == own and not said & {rule, *self.others}]
        items[:] = [item for item, said in words if rule in said] + family

    def _words(self, item: Any) -> set[str]:
        callspec = getattr(item, "callspec", None)
        given = " ".join(map(str, callspec.params.values())) if callspec is not None else ""
        return set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", f"{item.name} {given}"))

    def pytest_runtestloop(self, session: Any) -> bool:
        def attempt(source: str | None) -> int:
            if source is not None:
                plant(self.module, source)
            # the first item stands behind the last one: what the session holds is used again
            for item, following in zip(session.items, [*session.items[1:], *session.items[:1]], strict=True):
                item._initrequest()  # noqa: SLF001 - as plugins do that run a failed test again
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                if session.testsfailed:
                    return 1
            return 0 if session.items else NO_TESTS

        attempt(None)  # fills the caches of plans that have been read; the forks inherit them
        self.found = tried(self.module, self.mutants, attempt, self.jobs)
        return True


def verdicts_on(module: str, mutants: list[Mutant], jobs: int) -> dict[str, str]:
    """killed, timeout or survived, by the key of the mutant."""
    import pytest

    if not rule_of(module):
        return tried(module, mutants, attempt_anew(module), jobs)
    collected = Collected(module, mutants, jobs)
    with redirect_stdout(StringIO()) as said:
        code = pytest.main([*OPTIONS, *tests_of(module)], plugins=[collected])
    if len(collected.found) < len(mutants):
        sys.exit(f"{module}: the tests did not run to their end ({code})\n{said.getvalue()}")
    return collected.found


def rule_of(module: str) -> str:
    """The name of the rule that lives in a module; empty for the audit and the frame."""
    return module.rpartition(".")[2].replace("_", "-") if module.count(".") == 3 else ""


def tests_of(module: str) -> list[str]:
    """Files to collect for a module: its family, the lessons, and whatever else in tests/rules names the rule."""
    if module in TESTS:
        return TESTS[module]
    own = ["test_lessons.py", f"test_{family_of(module)}.py"]
    texts = {p.name: p.read_text(encoding="utf-8") for p in sorted((ROOT / "tests" / "rules").glob("test_*.py"))}
    more = [name for name, text in texts.items() if name not in own and rule_of(module) in text]
    return [f"tests/rules/{name}" for name in own + more]


class Runs:
    """Forks that are under way, at most `jobs` of them."""

    def __init__(self, jobs: int) -> None:
        self.jobs, self.open = jobs, dict[int, tuple[float, Any]]()

    def start(self, tag: Any, attempt: Attempt, source: str | None, limit: float) -> None:
        sys.stdout.flush()
        pid = os.fork()
        if pid == 0:
            code = 98
            try:
                os.setpgid(0, 0)
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, 1)
                os.dup2(nowhere, 2)
                code = attempt(source)
            finally:
                os._exit(code)
        self.open[pid] = (time.monotonic() + limit, tag)

    def ended(self) -> Iterator[tuple[Any, int | None]]:
        """What has ended, with its exit code; None where the clock ended it. Waits while all places are taken."""
        while self.open:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid:
                _, tag = self.open.pop(pid)
                yield tag, os.waitstatus_to_exitcode(status)
                continue
            for late in [p for p, (until, _) in self.open.items() if time.monotonic() > until]:
                os.killpg(late, signal.SIGKILL)
                os.waitpid(late, 0)
                yield self.open.pop(late)[1], None
            if len(self.open) < self.jobs:
                return
            time.sleep(0.005)


def preload() -> None:
    """Everything that the forks need, but no test: a test may hold what is to be replaced."""
    for name in ("hypothesis", "pytest", "yaml", "bcdr.audit", "bcdr.source.load"):
        importlib.import_module(name)
    from bcdr.frameworks import frameworks
    from bcdr.rules.registry import rules

    rules()
    frameworks()


def modules(words: list[str]) -> list[str]:
    """Names of the modules that the words mean: families, files, or everything."""
    paths = [ROOT / "bcdr" / "audit.py", *sorted((ROOT / "bcdr" / "rules").rglob("*.py"))]
    found = [p.relative_to(ROOT) for p in paths if p.name != "__init__.py"]
    if words:
        found = [p for p in found if p.parent.name in words or p.stem in words or p.as_posix() in words]
    if not found:
        sys.exit(f"no module is meant by {' '.join(words)}")
    return [".".join(p.with_suffix("").parts) for p in found]


def family_of(module: str) -> str:
    parts = module.split(".")
    return parts[2] if len(parts) == 4 else ".".join(parts[1:])


def tried(module: str, mutants: list[Mutant], attempt: Attempt, jobs: int) -> dict[str, str]:
    """The verdict on each mutant, after the tests have passed on the healthy source."""
    began, runs, found = time.monotonic(), Runs(1), dict[str, str]()
    runs.start("healthy", attempt, None, 600)
    (_, healthy), *_ = runs.ended()
    if healthy != 0:
        why = {NO_TESTS: "no test is about it", None: "its tests hang"}.get(healthy, "its tests are red")
        sys.exit(f"{module}: {why}, so mutants would prove nothing")
    limit = 2 + PATIENCE * (time.monotonic() - began)
    waiting = list(mutants)
    while waiting or runs.open:
        runs.jobs = jobs if waiting else 1
        if waiting and len(runs.open) < jobs:
            mutant = waiting.pop(0)
            runs.start(mutant.key, attempt, mutant.source, limit)
            continue
        for key, code in runs.ended():
            found[key] = "timeout" if code is None else "survived" if code == 0 else "killed"
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description="Mutation testing of the rules and the audit.")
    parser.add_argument("what", nargs="*", help="families, rules or files; everything without")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="forks at once")
    parser.add_argument("--fresh", action="store_true", help="try killed mutants again too")
    parser.add_argument("--least", type=float, default=LEAST, help="percent that must be killed in each family")
    asked = parser.parse_args()
    os.chdir(ROOT)
    kept: dict[str, str] = {}
    if KEPT.exists() and not asked.fresh:
        kept = json.loads(KEPT.read_text(encoding="utf-8"))
    preload()
    chosen = list(operators())
    verdicts: dict[str, list[tuple[Mutant, str]]] = defaultdict(list)
    for module in modules(asked.what):
        verdicts[module] = judged(module, chosen, kept, asked.jobs)
        shown(module, verdicts[module])
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(kept, indent=0, sort_keys=True), encoding="utf-8")
    return summary(verdicts, asked.least)


def judged(module: str, chosen: list[Any], kept: dict[str, str], jobs: int) -> list[tuple[Mutant, str]]:
    """Every mutant of a module with its verdict; those killed before are not tried again."""
    every = list(mutants(module, chosen))
    waiting = [m for m in every if kept.get(m.key, "survived") == "survived"]
    kept |= verdicts_on(module, waiting, jobs) if waiting else {}
    return [(m, kept[m.key]) for m in every]


def shown(module: str, verdicts: list[tuple[Mutant, str]]) -> None:
    left = [m for m, verdict in verdicts if verdict == "survived"]
    print(f"{module}: {len(verdicts) - len(left)} of {len(verdicts)} killed", flush=True)
    for mutant in left:
        print(f"  survived ({mutant.operator})\n    " + mutant.diff.replace("\n", "\n    "))


def summary(verdicts: dict[str, list[tuple[Mutant, str]]], least: float) -> int:
    """The table by family; 1 if one of them is below the mark."""
    families: dict[str, list[str]] = defaultdict(list)
    for module, found in verdicts.items():
        families[family_of(module)] += [verdict for _, verdict in found]
        families["all together"] += [verdict for _, verdict in found]
    weak = False
    families["all together"] = families.pop("all together")
    print(f"\n{'':20}{'mutants':>9}{'killed':>9}{'by clock':>9}{'survived':>9}{'percent':>9}")
    for family, found in families.items():
        survived, late = found.count("survived"), found.count("timeout")
        percent = 100 * (len(found) - survived) / len(found) if found else 100.0
        weak |= percent < least
        print(f"{family:20}{len(found):9}{len(found) - survived - late:9}{late:9}{survived:9}{percent:9.1f}")
    return int(weak)


if __name__ == "__main__":
    sys.exit(main())
