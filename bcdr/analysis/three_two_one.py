"""The rule 3-2-1-1-0 for one datastore: five digits, each passed, not passed, or not shown by what the plan says.

Industry practice: three copies with the data itself, two kinds of storage, one copy off site, one that cannot be
changed (locked or offline), no errors in verification. A replica or RAID is no copy; two buckets of one account are
not two kinds; a site counts when it is known and evidenced; a green job without any restore is no verification.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import Enum
from typing import Literal, NamedTuple

from bcdr.analysis.age import age, day_of
from bcdr.analysis.isolation import is_far, is_undeletable
from bcdr.analysis.job import is_setting
from bcdr.analysis.place import LABELS, Label, Labels, apart, same
from bcdr.analysis.redundancy import COPIES, HANDS, KINDS, Kept, all_kept, independent, on_different_media
from bcdr.model.datastore import Copy
from bcdr.model.drill import Drill

Name = Literal["3", "2", "1 off site", "1 locked", "0"]
_WHERE: tuple[Label, ...] = tuple(label for label in LABELS if label != "admin")


class Verdict(Enum):
    """What the plan shows of a digit. Only a fact that is missing makes it "not shown"."""

    PASSED = "passed"
    NOT_PASSED = "not passed"
    NOT_SHOWN = "not shown"


class Digit(NamedTuple):
    """One digit: `counted` are ids of the copies that count ("" is the data itself), `drill` the restore of the 0.

    `lacking` are the missing facts of what is not shown, or what is against it where it is not passed.
    """

    name: Name
    verdict: Verdict
    counted: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    drill: str | None = None


class Candidate(NamedTuple):
    """An active copy that may count: where it lies, whether that is evidenced, and how long a lock must hold (or None).

    Live copies are no candidates. A copy whose kind nobody wrote is one that cannot be shown.
    """

    copy: Copy
    place: Labels
    is_evidenced: bool
    must_hold: timedelta | None

    @property
    def is_stated(self) -> bool:
        """Its kind is written and is one that keeps versions."""
        return self.copy.is_backup


class Tried(NamedTuple):
    """Done restores of a datastore that count, oldest first, and how old the newest may be.

    `is_voided` says that there were others, and what they showed has changed since.
    """

    restores: Sequence[Drill]
    cadence: timedelta
    is_voided: bool = False


def digits(
    source: Labels,
    candidates: Sequence[Candidate],
    *,
    is_evidenced: bool,
    tier: int,
    tried: Tried,
    as_of: date,
) -> tuple[Digit, Digit, Digit, Digit, Digit]:
    """The five digits of a datastore at `source`; `is_evidenced` is about the place of the data itself.

    In tier 1 the copy off site must be in another region, or as far away as the isolation ladder asks.
    """
    return (
        _copies(source, candidates),
        _kinds(source, candidates),
        _off_site(source, candidates, is_evidenced=is_evidenced, tier=tier),
        _locked(source, candidates),
        _verified(candidates, tried, as_of),
    )


def _copies(source: Labels, candidates: Sequence[Candidate]) -> Digit:
    home, shown, possible = _kept(source, candidates)
    counted = independent(home, shown, COPIES)
    if len(counted) >= COPIES:
        return Digit("3", Verdict.PASSED, _names(counted))
    if len(independent(home, possible, COPIES, possibly=True)) >= COPIES:
        return Digit("3", Verdict.NOT_SHOWN, _names(counted), _unknown(home, candidates, counted, _WHERE))
    return Digit("3", Verdict.NOT_PASSED, _names(counted), (f"{len(counted)} of {COPIES} copies",))


def _kinds(source: Labels, candidates: Sequence[Candidate]) -> Digit:
    home, shown, possible = _kept(source, candidates)
    counted = on_different_media(home, shown, KINDS)
    if len(counted) >= KINDS:
        return Digit("2", Verdict.PASSED, _names(counted[:KINDS]))
    if len(on_different_media(home, possible, KINDS, possibly=True)) >= KINDS:
        return Digit("2", Verdict.NOT_SHOWN, _names(counted), _unknown(home, candidates, counted, HANDS))
    why = "no copy" if not candidates else "every copy is in one account on one kind of medium"
    return Digit("2", Verdict.NOT_PASSED, _names(counted), (why,))


def _off_site(source: Labels, candidates: Sequence[Candidate], *, is_evidenced: bool, tier: int) -> Digit:
    counted: list[str] = []
    missing: list[str] = []
    for found in candidates:
        place, name = found.place, found.copy.id
        if same(place, source, "site"):
            continue
        gaps = [f"kind of {name}"] if not found.is_stated else []
        if not apart(place, source, "site"):
            gaps += _gaps(place, source, name, ("site",))
        else:
            gaps += [] if found.is_evidenced else [f"evidence for the site of {name}"]
            gaps += [] if is_evidenced else ["evidence for the site of the data"]
        if tier == 1 and not is_far(place, source):
            if same(place, source, "region"):
                continue
            gaps += _gaps(place, source, name, ("region",))
        if gaps:
            missing += gaps
        else:
            counted.append(name)
    if counted:
        return Digit("1 off site", Verdict.PASSED, tuple(counted))
    if missing:
        return Digit("1 off site", Verdict.NOT_SHOWN, (), _once(missing))
    near = "every copy is at the site of the data" + (", or in its region" if tier == 1 else "")
    return Digit("1 off site", Verdict.NOT_PASSED, (), (near if candidates else "no copy",))


def _locked(source: Labels, candidates: Sequence[Candidate]) -> Digit:
    counted: list[str] = []
    missing: list[str] = []
    against: list[str] = []
    for found in candidates:
        gaps, faults = _lock(found, source)
        if faults:
            against += faults
        elif gaps:
            missing += gaps
        else:
            counted.append(found.copy.id)
    if counted:
        return Digit("1 locked", Verdict.PASSED, tuple(counted))
    if missing:
        return Digit("1 locked", Verdict.NOT_SHOWN, (), _once(missing))
    return Digit("1 locked", Verdict.NOT_PASSED, (), tuple(against) or ("no copy",))


def _lock(found: Candidate, source: Labels) -> tuple[list[str], list[str]]:
    """What is not known about the lock of one copy, and what is against it."""
    copy, place, lock = found.copy, found.place, found.copy.immutable
    gaps = [] if found.is_stated else [f"kind of {copy.id}"]
    if place.offline or (lock is not None and lock.mode == "offline"):
        return gaps, []
    if lock is None:
        # what lies nobody knows where may be offline; a lock about which nothing is written is none
        where = [] if place.places else [f"place of {copy.id}"]
        where += [f"lock of {copy.id}"] if copy.is_said_unknown("immutable") else []
        return gaps + where, [] if where else [f"{copy.id} is not locked"]
    if not is_undeletable(copy, place):
        return gaps, [f"the lock of {copy.id} can be lifted"]
    faults = []
    if found.must_hold is None:
        gaps.append(f"how often {copy.id} is made")
    elif lock.for_ < found.must_hold:
        faults.append(f"the lock of {copy.id} is shorter than loss and detection together")
    if same(place, source, "admin"):
        faults.append(f"{copy.id} is administered like the data")
    else:
        gaps += [] if apart(place, source, "admin") else _gaps(place, source, copy.id, ("admin",))
    return gaps, faults


def _verified(candidates: Sequence[Candidate], tried: Tried, as_of: date) -> Digit:
    last = tried.restores[-1] if tried.restores else None
    against: list[str] = []
    if last is None:
        against.append("what restores showed has changed since" if tried.is_voided else "no restore was ever tested")
    elif last.result != "passed":
        against.append("the newest restore did not pass")
    elif age(last.occurred, as_of) > tried.cadence:
        against.append("the newest restore is older than its cadence")
    jobs = [c.copy for c in candidates if c.is_stated and not is_setting(c.copy)]
    runs = [(copy.id, day_of(run.occurred), run) for copy in jobs if (run := copy.last_success) is not None]
    day = max((d for _, d, _ in runs if d <= as_of), default=None)
    newest = {id_: run for id_, d, run in runs if d == day}
    verified = tuple(id_ for id_, run in newest.items() if run.verified)
    missing: list[str] = []
    if jobs and not newest:
        missing.append("a finished run of a backup")
    elif newest and not verified:
        id_, run = next(iter(newest.items()))
        if run.is_declared("verified"):
            against.append(f"the newest run, of {id_}, was not verified")
        else:
            missing.append(f"whether the newest run, of {id_}, was verified")
    verdict = Verdict.NOT_PASSED if against else Verdict.NOT_SHOWN if missing else Verdict.PASSED
    return Digit("0", verdict, verified, tuple(against or missing), last.id if last is not None else None)


def _kept(source: Labels, candidates: Sequence[Candidate]) -> tuple[Kept, tuple[Kept, ...], tuple[Kept, ...]]:
    """The data itself, the copies that are shown to be backups, and those that may be."""
    home, *possible = all_kept(source, [(c.copy, c.place) for c in candidates])
    stated = {c.copy.id for c in candidates if c.is_stated}
    return home, tuple(k for k in possible if k.name in stated), tuple(possible)


def _unknown(
    home: Kept, candidates: Sequence[Candidate], counted: Sequence[Kept], labels: Iterable[Label]
) -> tuple[str, ...]:
    """Facts whose absence keeps copies from counting."""
    already = {k.name for k in counted}
    missing: list[str] = []
    for found in candidates:
        if found.copy.id not in already:
            missing += [] if found.is_stated else [f"kind of {found.copy.id}"]
            missing += _gaps(found.place, home.place, found.copy.id, labels)
    return _once(missing)


def _gaps(place: Labels, source: Labels, name: str, labels: Iterable[Label]) -> list[str]:
    """Labels that the place of a copy lacks; those of the data where the copy has them."""
    found = [label for label in labels if place.get(label) is None]
    if found:
        return [f"place of {name}" if not place.places else f"{_any(found)} of {name}"]
    found = [label for label in labels if source.get(label) is None]
    return [f"{_any(found)} of the data"] if found else []


def _any(labels: Sequence[str]) -> str:
    """`site`, `site or account`, `storage, site or account`: one that differs is enough."""
    return " or ".join([", ".join(labels[:-1]), labels[-1]] if len(labels) > 1 else labels)


def _names(kept: Iterable[Kept]) -> tuple[str, ...]:
    return tuple(k.name for k in kept)


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
