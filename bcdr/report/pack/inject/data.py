"""Messages about data: which copy is left, whether anybody ever restored it, how long it takes, what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.age import day_of
from bcdr.model.runbook import Step
from bcdr.model.value import UNBOUNDED
from bcdr.report.derivation import exact
from bcdr.report.pack.inject.template import ALL, Answer, Draft, gap, gaps, says, template
from bcdr.report.pack.situation import Situation
from bcdr.report.wording import counted, duration
from bcdr.rules.phrase import listed

ROOM = "in the room"


@template(
    "data",
    30,
    "The picture is corrected at once, and another copy is chosen by what is known of it",
    [
        "backup-same-site",
        "backup-same-storage",
        "backup-same-account",
        "snapshot-tied-to-source",
        "no-undeletable-copy",
    ],
)
def copy_falls(s: Situation) -> Iterator[Draft]:
    """A copy goes with the data."""
    for line in s.harmed:
        fallen = [c for c in line.fallen if c.state == "falls"]
        left = [c for c in line.copies if c.state == "stands"]
        if not fallen:
            continue
        why = fallen[0].why[0] if fallen[0].why else "it fell with the data"
        answers: list[Answer] = [says(f"By the plan: {why}.", f"{line.ref}/copies/{fallen[0].id}")]
        if left:
            answers.append(says(f"Left by the plan: {listed([f'{c.id} ({c.where})' for c in left], 3)}.", line.ref))
        else:
            answers.append(gap(f"By the plan no copy of {line.name} is shown to be left.", line.ref))
        yield Draft(
            line.ref, 10 if not left else 6, s.tech, "a colleague",
            "by phone",
            f"I wanted to begin with the copy {fallen[0].id} of {line.name}. It is gone as well. What now?",
            tuple(answers),
        )  # fmt: skip


@template("data", 45, "Bad news is said aloud, and the question becomes where else the data exists",
          ["unbacked-datastore", "replica-only-protection"])  # fmt: skip
def nothing_left(s: Situation) -> Iterator[Draft]:
    """No usable copy is left."""
    for line in s.harmed:
        if line.state not in {"lost", "partly lost", "not shown"}:
            continue
        store = s.plan.datastores[line.ref[11:]]
        again = store.reentry
        answers = [
            gap(f"By the plan: {listed(line.why, 2)}." if line.why else "By the plan nothing brings it back.", line.ref)
        ]
        if again is not None:
            tried = (
                f"last tried on {again.tried}" if again.tried is not None else "never tried, as far as the plan says"
            )
            answers.append(says(f"It can be entered again from {again.from_}, {tried}.", line.ref))
        words = "no copy that can be used" if line.state != "partly lost" else f"no copy of {listed(line.parts, 2)}"
        yield Draft(
            line.ref, 10, ALL, "the colleague at the copies", "by phone",
            f"I have been through everything. Of {line.name} I find {words}. What do we tell, and where else is this "
            "data?",
            tuple(answers),
        )  # fmt: skip


@template("data", 60, "Somebody is named who will do it, with the page that says how",
          ["restore-never-tested", "runbook-missing"])  # fmt: skip
def never_restored(s: Situation) -> Iterator[Draft]:
    """Nobody has ever restored this."""
    for store in s.stores:
        if store.class_ == "derived" or not s.facts.backups(store) or s.facts.passed_restores(store):
            continue
        books = s.facts.runbooks(store)
        answers: list[Answer] = [gap(f"No restore of {store.name_or_id} has passed so far.", store.ref)]
        answers.append(
            says(f"The way back is written here: {books[0].title}.", books[0].ref)
            if books
            else gap(f"No runbook brings back {store.name_or_id}.", store.ref)
        )
        yield Draft(
            store.ref, 8 + (not books), s.tech, s.leader,
            ROOM,
            f"Then we restore {store.name_or_id}. Who has done that before, who does it now, and from which page?",
            tuple(answers),
        )  # fmt: skip


@template("data", 120, "Nobody promises what the figures do not give",
          ["rto-not-feasible", "rto-missed-in-drill", "objectives-missing", "objectives-inconsistent"])  # fmt: skip
def how_long(s: Situation) -> Iterator[Draft]:
    """A customer wants a time."""
    for line in s.down:
        service = s.plan.services[line.ref[9:]]
        answers: list[Answer] = []
        if line.after is not None:
            answers.append(says(f"By the plan {line.name} is back after {duration(line.after)}.", line.ref))
        elif line.is_hopeless:
            answers.append(gap(f"By the plan nothing brings {line.name} back.", line.ref))
        else:
            answers.append(gap(f"The plan gives no time: {listed(line.missing, 2)}.", line.ref))
        answers.append(
            says(f"Measured in a drill: {duration(line.measured)}.", line.ref)
            if line.measured is not None
            else gap("No drill has measured this way back.", line.ref)
        )
        if line.rto is not None:
            late = f", which is missed by {duration(line.late_by)}" if line.late_by is not None else ""
            answers.append(says(f"Promised: {duration(line.rto)}{late}.", line.ref))
        if line.mtpd is not None:
            answers.append(says(f"Longest tolerable time: {duration(line.mtpd)}.", line.ref))
        who = "A customer" if service.public else "A head of department"
        weight = (
            9
            if line.beyond is not None or line.is_hopeless
            else 7
            if line.late_by is not None or line.after is None
            else 5
        )
        yield Draft(
            line.ref, weight, s.voice, f"{who.lower()}", "by phone",
            f"{who} wants to know, now and in one sentence, until when {line.name} is back. Otherwise other "
            "arrangements will be made in ten minutes.",
            tuple(answers),
        )  # fmt: skip


@template("data", 180, "A result that is not right is not accepted, however late it is",
          ["restore-without-freeze-or-verify", "restore-test-partial"])  # fmt: skip
def wrong_count(s: Situation) -> Iterator[Draft]:
    """What came back does not add up."""
    for book in s.books:
        steps = [x for x in book.steps if x.kind == "verify"]
        if not s.stores or not any(x.kind == "restore" for x in book.steps):
            continue
        answers: list[Answer]
        if steps:
            answers = [says(f"It is checked in this step: {_brief(steps[0])}", book.ref)]
            answers.append(
                says(f"If it fails: {steps[0].if_fails}", book.ref)
                if steps[0].if_fails
                else gap("The runbook does not say what to do when the check fails.", book.ref)
            )
        else:
            answers = [gap("The runbook has no step that checks what came back.", book.ref)]
        yield Draft(
            book.ref, 4 + 2 * gaps(answers), s.tech,
            "whoever checks the result", "by chat",
            "The restore is through. I count 412 records less than I should. It could be an old filter of mine, or "
            "they are missing. Do I open it?",
            tuple(answers),
        )  # fmt: skip


def _brief(step: Step) -> str:
    words = " ".join(step.do.split())
    words = words if len(words) <= 160 else words[:159].rstrip() + "…"
    words = words if words.endswith((".", "!", "?", "…")) else f"{words}."
    return words + (f" Expected: {step.expect}" if step.expect else "")


@template("data", 270, "What is missing is said by those who know it, to those who are hurt by it",
          ["rpo-not-met-by-design", "objectives-missing", "backup-stale"])  # fmt: skip
def what_is_missing(s: Situation) -> Iterator[Draft]:
    """Something is missing after the restore."""
    for line in s.harmed:
        if line.lost is None or not line.lost:
            continue
        store = s.plan.datastores[line.ref[11:]]
        answers: list[Answer] = [says(f"By design at most {exact(line.lost)} is missing.", line.ref)]
        answers.append(
            says(f"Promised: at most {exact(line.rpo)}.", line.ref)
            if line.rpo is not None
            else gap(
                "Nobody has written how much may be missing"
                + (" after damage that is found late." if line.is_corruption else "."),
                line.ref,
            )
        )
        answers.append(
            says(f"Can be entered again from: {store.reentry.from_}.", line.ref)
            if store.reentry is not None
            else gap("The plan names no second source from which it could be entered again.", line.ref)
        )
        yield Draft(
            line.ref, 4 + 3 * line.misses_rpo + gaps(answers), s.leader,
            "the owner of the data", ROOM,
            f"{line.name} is back, and what was entered last is not in it. People are asking for it. What is gone, who "
            "tells them, and can we get it from somewhere else?",
            tuple(answers),
        )  # fmt: skip


@template(
    "data",
    85,
    "There is a clean place, or somebody orders one now",
    ["restore-target-missing", "standby-shares-domain"],
)
def where_to(s: Situation) -> Iterator[Draft]:
    """Where to restore onto."""
    for book in s.books:
        if not s.stores or not s.facts.restores_truth(book):
            continue
        target = book.target
        what = (target.what or (s.name(f"places/{target.at}") if target.at else "")) if target is not None else ""
        ready = target.lead_time if target is not None else None
        answers: list[Answer] = [
            says(f"It is restored onto: {what}.", book.ref)
            if what
            else gap("The runbook names no place to restore onto.", book.ref)
        ]
        if what:
            answers.append(
                says(f"That is ready after {duration(ready)}.", book.ref)
                if ready is not None
                else gap("The plan does not say how long it takes until that is ready.", book.ref)
            )
        yield Draft(
            book.ref, 4 + 4 * (not what) + any(a.is_gap for a in answers), s.tech,
            s.leader, ROOM,
            f"You want to begin with {book.title}. Where do you restore to, from when on is that there, and who has "
            "the login to it?",
            tuple(answers),
        )  # fmt: skip


@template(
    "data",
    110,
    "Writing is stopped, and stays stopped until somebody opens again",
    ["restore-without-freeze-or-verify"],
)
def somebody_restarts(s: Situation) -> Iterator[Draft]:
    """Somebody helps and makes it worse."""
    for book in s.books:
        freeze = next((x for x in book.steps if x.kind == "freeze"), None)
        if not s.stores or not any(x.kind == "restore" for x in book.steps):
            continue
        answer = (
            says(f"Writing is stopped in this step: {_brief(freeze)}", book.ref)
            if freeze is not None
            else gap("The runbook has no step that stops writing.", book.ref)
        )
        yield Draft(
            book.ref, 3 + 4 * answer.is_gap, s.tech, "a helpful colleague",
            "by chat",
            "Good news: I have started it again, and it runs! The first people are working with it already. Was that "
            "right?",
            (answer,),
        )  # fmt: skip


@template("data", 20, "A date is asked for before anybody builds on a copy", ["backup-stale", "backup-unmonitored"])
def newest_copy(s: Situation) -> Iterator[Draft]:
    """How old is the newest good copy?"""
    for store in s.stores:
        for copy in s.facts.backups(store):
            done = copy.last_success
            answers: list[Answer] = [
                says(f"The plan's newest success of {copy.id}: {day_of(done.occurred)}.", copy.ref)
                if done is not None
                else gap(f"The plan records no success of {copy.id}.", copy.ref)
            ]
            watch = copy.monitor
            answers.append(
                says(f"Watched by: {watch.by}.", copy.ref)
                if watch is not None
                else gap("Nobody is named who notices when it fails.", copy.ref)
            )
            yield Draft(
                copy.ref, 3 + 3 * (done is None) + 2 * (watch is None), s.tech,
                s.leader, ROOM,
                f"We will need a copy of {store.name_or_id}. Of when is the newest one that is surely good, and how "
                "do you know?",
                tuple(answers),
            )  # fmt: skip
            break


@template("data", 130, "The state is chosen with reasons, and somebody answers for the choice", ["retention-too-short"])
def which_point(s: Situation) -> Iterator[Draft]:
    """Which state to go back to."""
    for line in s.harmed:
        if not line.is_corruption:
            continue
        store = s.plan.datastores[line.ref[11:]]
        step = next((x for b in s.facts.runbooks(store) for x in b.steps if x.kind == "choose-point"), None)
        answers: list[Answer] = [says(f"The plan counts on {duration(s.detection)} until damage is found.", line.ref)]
        if line.lost is not None and line.lost != UNBOUNDED:
            answers.append(says(f"Then at most {exact(line.lost)} is missing.", line.ref))
        answers.append(
            says(f"The state is chosen in this step: {_brief(step)}", line.ref)
            if step is not None
            else gap("No runbook says how the state to go back to is chosen, and by whom.", line.ref)
        )
        yield Draft(
            line.ref, 5 + 3 * (step is None), s.tech, "two colleagues", ROOM,
            f"One of us would take last night's state of {line.name}, because less is missing. The other would go back "
            "further, because nobody knows since when something has been wrong. Who decides, and on what?",
            tuple(answers),
        )  # fmt: skip


@template("data", 255, "Erasures are applied again before anybody works with the data", ["privacy-records-missing"])
def erased_again(s: Situation) -> Iterator[Draft]:
    """Who was erased is back."""
    for store in s.stores:
        if not s.facts.has_personal_data(store) or store.personal is None:
            continue
        again = store.personal.erasure_replay
        answer = (
            says(f"Erasures are applied again by: {s.name(again)}.", store.ref)
            if again is not None
            else gap("The plan does not say how erasures are applied again after a restore.", store.ref)
        )
        yield Draft(
            store.ref, 4 + 3 * answer.is_gap, s.keeper, "a colleague", "by chat",
            f"In the restored {store.name_or_id} I find people who had asked us to erase them. A letter to all of "
            "them is about to go out.",
            (answer,),
        )  # fmt: skip


@template(
    "data", 150, "A number is put beside the wish, and the next decision does not wait for it", ["limit-approaching"]
)
def slow_line(s: Situation) -> Iterator[Draft]:
    """The restore is slower than thought."""
    for store in s.stores:
        measured = store.restore.measured if store.restore is not None else None
        rate = store.restore.rate if store.restore is not None else None
        if store.size is None or measured is not None:
            continue
        answer = (
            gap("The restore rate in the plan was never measured.", store.ref)
            if rate is not None
            else gap("The plan holds no restore rate.", store.ref)
        )
        yield Draft(
            store.ref, 4, s.leader, "the restore program", "on the screen",
            f"{store.name_or_id}: 9 per cent after {counted(40, 'minute')}. What does that mean for everything that "
            "you have promised so far?",
            (answer,),
        )  # fmt: skip
        return


TEMPLATES = (
    copy_falls, nothing_left, never_restored, how_long, wrong_count, what_is_missing, where_to, somebody_restarts,
    newest_copy, which_point, erased_again, slow_line,
)  # fmt: skip
