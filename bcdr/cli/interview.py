"""The questions of `bcdr drill record`: one field after the other, each told what it is for, hardly any compulsory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bcdr.analysis.closure import provable
from bcdr.cli.following import asked_proofs, asked_task
from bcdr.cli.question import UNKNOWN, UnfitError, asked, is_agreed, tell
from bcdr.cli.recording import exhibits
from bcdr.drill.byhand import question
from bcdr.drill.byhand.check import Checked, Ground, check
from bcdr.drill.byhand.claim import may_claim
from bcdr.drill.byhand.draft import Setting, Told
from bcdr.drill.byhand.entry import Base, base_of, concerns_of, name_for, whole
from bcdr.drill.byhand.question import Question
from bcdr.drill.byhand.reckoning import reckoned
from bcdr.drill.byhand.statement import (
    SEVERITIES,
    Path,
    Said,
    at,
    is_list,
    is_said,
    kinds_at,
    listed,
    put,
    shape_of,
    text_of,
)
from bcdr.drill.entry import twin
from bcdr.drill.followup import followed
from bcdr.drill.timeline import written
from bcdr.errors import BcdrError
from bcdr.model.datastore import Datastore
from bcdr.model.drill import Drill
from bcdr.model.exercise import MEANINGS
from bcdr.model.plan import Plan
from bcdr.source.shape import words_of

KNOWN = 12
"""So many names are offered; more help nobody."""
REACH = "notification-test"
"""Nothing is restored in it, but how many were reached is compared."""


class Interview:
    """One person telling of one drill. What was said by options is not asked again."""

    def __init__(self, setting_for: Callable[[str | None], Setting], told: Told) -> None:
        """`setting_for` gives the ground for the drill of a name."""
        self._setting_for = setting_for
        self._setting = setting_for(told.name)
        self._told = told
        self._is_extra = False

    def held(self) -> Told:
        """All that was told. Nothing is written meanwhile, so that leaving it at any question leaves nothing behind."""
        tell("Enter alone means: not known. Nothing is written before you have seen all of it.")
        self._which()
        self._kind()
        self._twin()
        meaning = MEANINGS[self._type]
        checks = question.CHECKED if meaning.runs or self._type == REACH else ()
        for each in (*question.FIRST, *(question.CLOCK if meaning.runs else ()), *question.RESTORE, *checks):
            self._field(each)
        self._field(question.RESULT)
        self._measured()
        self._issues()
        self._field(question.LESSONS)
        self._files()
        if self._is_extra:  # it has a name of its own, so that it is not taken for the planned one
            self._told = self._told._replace(id=name_for(self._plan, self._entry))
        self._follow()
        return self._told

    @property
    def _plan(self) -> Plan:
        return self._setting.plan

    @property
    def _base(self) -> Base:
        return base_of(self._plan, self._told.name, self._setting.text)

    @property
    def _entry(self) -> Said:
        return whole(self._base, self._told.said)

    @property
    def _type(self) -> str:
        return str(self._entry["type"])

    def _check(self, said: Said) -> Checked:
        ground = Ground(self._plan, self._setting.day, self._setting.zone)
        return check(self._base.id or "new", whole(self._base, said), said, ground)

    def _drill(self) -> Drill | None:
        return self._check(self._told.said).drill

    def _say(self, path: Path, value: Any) -> None:
        """Take it over; UnfitError when it does not go together with what was said before."""
        said = put(self._told.said, path, value)
        wrong = self._check(said).wrong
        if wrong:
            raise UnfitError(wrong[0])
        self._told = self._told._replace(said=said)

    def _which(self) -> None:
        planned = [d for d in self._plan.drills.values() if d.occurred is None]
        if self._told.name is None and "covers" not in self._told.said and planned:
            tell("Planned are:")
            for one in planned:
                tell(f"  {one.id}: {one.name_or_id}" + (f", planned for {one.planned}" if one.planned else ""))
            known = [one.id for one in planned]
            name = asked("Was it one of these? (its id, or Enter)", lambda text: _one_of(text, known))
            self._told = self._told._replace(name=name)
            self._setting = self._setting_for(name)
        if not self._entry.get("covers"):
            tell(f"  runbooks are: {', '.join([*self._plan.runbooks][:KNOWN]) or 'none'}")
            ask = "Which runbook was carried out, or what was exercised? (ids, with commas between them)"
            asked(ask, lambda text: self._say(("covers",), covered_in(self._plan, text)))

    def _kind(self) -> None:
        if self._entry.get("type"):
            return
        for name, meaning in MEANINGS.items():
            tell(f"  {name:20} proves {meaning.proves}; not {meaning.lacks}")
        kind = question.FIRST[0]
        asked(f"{kind.ask} ({kind.why})", lambda text: self._say(kind.path, _needed(text)))

    def _twin(self) -> None:
        covers = self._entry.get("covers") or ()
        double = twin(self._plan, self._type, covers) if self._base.id is None and self._told.id is None else None
        if double is None:
            return
        if is_agreed(f"drills/{double.id} is planned, of the same kind and on the same objects. Was it that one?"):
            said = {key: value for key, value in self._told.said.items() if key not in {"type", "covers"}}
            self._told = self._told._replace(name=double.id, said=said)
            self._setting = self._setting_for(double.id)
        else:
            self._is_extra = True

    def _field(self, one: Question) -> None:
        path = one.path
        is_part = path[0] == "verification" and path[-1] != "kind" and at(self._entry, ("verification", "kind")) is None
        if is_said(self._told.said, path) or is_part or not may_claim(self._type, path) or path == ("type",):
            return
        value = at(self._entry, path)
        names = self._names(path)
        if names:
            tell(f"  known: {', '.join(names[:KNOWN])}" + (f" and {len(names) - KNOWN} more" if names[KNOWN:] else ""))
        offer = f" [{', '.join(value) if isinstance(value, list) else value}, as planned]" if value else ""
        asked(f"{one.ask} ({one.why}){offer}", lambda text: self._answer(path, text, is_planned=bool(value)))

    def _names(self, path: Path) -> Sequence[str]:
        if path == ("recovery_point", "copy"):
            covered = (self._plan.find(ref) for ref in self._entry.get("covers") or ())
            return [f"{store.id}/{copy}" for store in covered if isinstance(store, Datastore) for copy in store.copies]
        kinds = kinds_at(path)
        return words_of(shape_of(path)) or [id_ for kind in kinds[:1] for id_ in self._plan.collection(kind)]

    def _answer(self, path: Path, text: str, *, is_planned: bool) -> None:
        if not text and is_planned:
            return
        if text in UNKNOWN:
            if is_planned or path in {("occurred",), ("result",)}:
                self._say(path, None)
            return
        if path == ("occurred",) and text == "today":
            text = self._setting.day.isoformat()
        self._say(path, _fit(lambda: listed(path, text) if is_list(path) else text_of(".".join(path), text)))

    def _measured(self) -> None:
        drill = self._drill()
        if drill is None:
            return
        found = reckoned(drill, self._setting.zone)
        for one, span in zip(question.MEASURED, found, strict=True):
            if span is not None:
                tell(f"  measured.{one.path[-1]}: {written(span)}, by the clock")
            else:
                self._field(one)

    def _issues(self) -> None:
        if self._entry.get("issues"):
            return
        issues: list[dict[str, str]] = []
        while what := asked("What went wrong? (one thing; Enter when there is nothing more)", _text("issues")):
            bad = asked(f"  How bad is it? ({', '.join(SEVERITIES)})", lambda text: _one_of(text, SEVERITIES))
            issues.append({"what": what} | ({"severity": bad} if bad is not None else {}))
        if issues:
            self._say(("issues",), issues)

    def _files(self) -> None:
        while not self._entry.get("evidence"):
            ask = "Which file shows it? (a log, minutes, a screenshot; it is copied into the plan; Enter for none more)"
            found = asked(ask, lambda text: _fit(lambda: exhibits([text]) if text else ()))
            if not found:
                return
            self._told = self._told._replace(exhibits=(*self._told.exhibits, *found))

    def _follow(self) -> None:
        drill = self._drill()
        if drill is None:
            return
        day, wish, id_ = drill.occurred or self._setting.day, self._told.wish, self._base.id or "new"
        if wish.owner is None or wish.due is None:
            after = followed(self._plan, f"drills/{id_}", drill.covers, concerns_of(drill), day, wish, low=True)
            given = {task.title: asked_task(task, self._plan, drill.covers, day) for task in after.tasks}
            self._told = self._told._replace(given=given)
        with_it = self._plan.but(drills={**self._plan.drills, id_: drill})
        could = [a.id for a in provable(drill, with_it, self._setting.day) if a.id not in self._told.proves]
        self._told = self._told._replace(proves=(*self._told.proves, *asked_proofs(self._plan, could)))


def covered_in(plan: Plan, text: str) -> list[str]:
    """References of what was named; a runbook stands for itself and what it recovers. UnfitError for a strange name."""
    found: list[str] = []
    for part in (p.strip() for p in _needed(text).split(",")):
        book = plan.runbooks.get(part.removeprefix("runbooks/"))
        if book is not None:
            found += [f"runbooks/{book.id}", *book.recovers]
            continue
        homes = [kind for kind in kinds_at(("covers",)) if part in plan.collection(kind)]
        if len(homes) > 1:
            raise UnfitError(f"{part} may be {' or '.join(f'{kind}/{part}' for kind in homes)}: write which")
        found += [f"{homes[0]}/{part}" if homes else part]
    return list(dict.fromkeys(found))


def _needed(text: str) -> str:
    if text in UNKNOWN:
        raise UnfitError("without this there is nothing to record")
    return text


def _one_of(text: str, known: Sequence[str]) -> str | None:
    if text in UNKNOWN:
        return None
    if text not in known:
        raise UnfitError(f"{text} is none of {', '.join(known)}")
    return text


def _text(name: str) -> Callable[[str], str | None]:
    return lambda text: None if text in UNKNOWN else _fit(lambda: text_of(name, text))


def _fit(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except BcdrError as problem:
        raise UnfitError(problem.message, problem.hint) from None
