"""What an object consists of when it is exercised: the fields that decide whether a drill of it still shows anything.

Left out is what is only said about it (names, notes, owners, contacts, the words of steps), what the tool or time
changes by itself (sizes, last successes, dates of reviews), what is wanted of it (objectives) or estimated, and how
often copies are made and how long they are kept: the age of the data follows from the schedule in force, which is
judged without drills. The words of a step are left out because a drill nearly always ends in better words, and a record
that its own lessons void would teach people not to write them down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from bcdr.analysis.place import LABELS, labels_of
from bcdr.analysis.release import major
from bcdr.analysis.usage import stores_of
from bcdr.model.communication import Channel
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.people import Credential
from bcdr.model.place import Place
from bcdr.model.plan import Plan
from bcdr.model.record import Entry
from bcdr.model.runbook import Runbook, Step
from bcdr.model.service import Service
from bcdr.model.vendor import Vendor


class Part(NamedTuple):
    """One field and what it says, None where nothing is written.

    `is_open` says that nothing written means *not known*: what is learned about it later is no change. Otherwise
    nothing written is a statement of its own, such as a copy that is not encrypted.
    """

    name: str
    value: str | None
    is_open: bool


def substance(entry: Entry, plan: Plan) -> tuple[Part, ...]:
    """The parts of an object that count, in a fixed order; none where nothing of its kind does, such as a role."""
    of_kind = _OF_KIND.get(type(entry))
    return () if of_kind is None else tuple(of_kind(entry, plan))


def has_substance(entry: Entry) -> bool:
    """Objects of its kind can change in a way that voids a drill."""
    return type(entry) in _OF_KIND


def _known(name: str, value: Any) -> Part:
    return Part(name, _spelled(value), is_open=False)


def _open(name: str, value: Any) -> Part:
    return Part(name, _spelled(value), is_open=True)


def _spelled(value: Any) -> str | None:
    """One text for one meaning: lists are sets here, and an empty one says as little as nothing.

    Each item carries its length, so that no two lists read alike.
    """
    if value is None or value == ():
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "".join(f"{len(item)}:{item}" for item in sorted(set(value)))
    return str(value)


def _datastore(store: Datastore, plan: Plan) -> Iterator[Part]:  # noqa: ARG001 - one form for all
    key = store.encryption.key if store.encryption is not None else None
    yield _open("at", store.at)
    yield _known("class", store.class_)
    yield _open("contents", store.contents)
    yield _open("encryption.key.at", key.at if key is not None else None)
    yield _open("engine", _release(store.engine))
    yield _open("rebuild.from", store.rebuild.from_ if store.rebuild is not None else None)
    yield _open("rebuild.runbook", store.rebuild.runbook if store.rebuild is not None else None)
    yield _open("run_by", store.run_by)


def _copy(copy: Copy, plan: Plan) -> Iterator[Part]:  # noqa: ARG001 - one form for all
    encrypted = copy.encrypted
    key = encrypted.key if encrypted is not None else None
    yield _known("active", None if copy.active else "no")
    yield _open("at", copy.at)
    yield _known("base", copy.base)
    yield _known("encrypted", "yes" if encrypted is not None and encrypted.applied else None)
    yield _open("encrypted.key.at", key.at if key is not None else None)
    yield _known("excludes", copy.excludes)
    yield _known("from", copy.from_)
    yield _known("includes", None if copy.includes == ("all",) else copy.includes)
    yield _known("kind", copy.kind)
    yield _open("method", copy.method)
    yield _open("reader", copy.reader)
    yield _known("run_by", copy.run_by)
    yield _open("tool", _release(copy.tool))


def _place(place: Place, plan: Plan) -> Iterator[Part]:
    labels = labels_of(plan, place.ref)
    for label in LABELS:
        yield _open(label, labels.get(label))
    yield _open("model", place.model)


def _credential(credential: Credential, plan: Plan) -> Iterator[Part]:  # noqa: ARG001 - one form for all
    can = credential.can
    yield _open("can.read", can.read if can is not None else None)
    yield _open("can.restore", can.restore if can is not None else None)
    yield _open("kept_in", credential.kept_in)
    yield _open("login_via", credential.login_via)
    yield _open("mfa", credential.mfa)


def _service(service: Service, plan: Plan) -> Iterator[Part]:  # noqa: ARG001 - one form for all
    yield _open("at", service.at)
    for id_ in sorted(stores_of(service)):
        # one that is found out later was there all the time; one that is gone has been replaced
        yield _open(f"depends_on.datastores/{id_}", "yes")
    yield _open("standby.at", service.standby.at if service.standby is not None else None)
    yield _open("vendor", service.vendor)


def _vendor(vendor: Vendor, plan: Plan) -> Iterator[Part]:  # noqa: ARG001 - one form for all
    yield _open("exit.format", vendor.exit.format if vendor.exit is not None else None)


def _channel(channel: Channel, plan: Plan) -> Iterator[Part]:  # noqa: ARG001 - one form for all
    yield _open("at", channel.at)
    yield _known("kind", channel.kind)


def _runbook(book: Runbook, plan: Plan) -> Iterator[Part]:  # noqa: ARG001 - one form for all
    steps = _technical(book)
    yield _known("steps", tuple(_course(steps)))
    for name, step in steps.items():
        if step.check is not None:
            # the figure that is expected grows with the data
            yield _known(f"steps.{name}.check", (step.check.kind, step.check.same_as or ""))
        if step.environment:
            yield _known(f"steps.{name}.environment", step.environment)
        if step.run is not None:
            yield _known(f"steps.{name}.run", step.run)
    yield _open("target.at", book.target.at if book.target is not None else None)


_TALK = frozenset({"communicate", "decide"})
"""Kinds of steps that move no data: drills add them, and they change nothing in what comes back."""


def _technical(book: Runbook) -> Mapping[str, Step]:
    steps = (step for step in book.steps if step.kind not in _TALK)
    return {step.id or f"step-{number}": step for number, step in enumerate(steps, start=1)}


def _course(steps: Mapping[str, Step]) -> Iterator[str]:
    """Each step with its number, kind and those it waits for, the one before where nothing is written."""
    before = ""
    for number, (name, step) in enumerate(steps.items()):
        waits = sorted({a for a in step.after if a in steps}) or [before]
        yield f"{number:06} {name} {step.kind} {' '.join(waits)}"
        before = name


def _release(text: str | None) -> str | None:
    return major(text) if text is not None else None


_OF_KIND: Mapping[type[Entry], Callable[[Any, Plan], Iterator[Part]]] = {
    Datastore: _datastore,
    Copy: _copy,
    Place: _place,
    Credential: _credential,
    Service: _service,
    Vendor: _vendor,
    Channel: _channel,
    Runbook: _runbook,
}
