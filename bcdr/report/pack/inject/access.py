"""Messages about access: the login that lies in what is lost, the second factor, the sealed envelope, the key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.keys import KeyRisk
from bcdr.model.people import Credential
from bcdr.report.pack.inject.template import ALL, Answer, Draft, gap, gaps, says, template
from bcdr.report.pack.situation import Situation
from bcdr.rules.phrase import listed

SEAL = timedelta(days=180)


@template(
    "access",
    40,
    "A login is found outside what is lost, and its use is written down",
    ["circular-recovery", "sole-credential-holder"],
)
def login_inside(s: Situation) -> Iterator[Draft]:
    """The login that is needed next lies in what is lost."""
    for line in s.after.means if s.after is not None else ():
        login = s.plan.find(line.ref)
        if not isinstance(login, Credential) or line.is_good or not line.is_new:
            continue
        why = line.why[0] if line.why else "it cannot be used any more"
        yield Draft(
            login.ref, 8 + s.is_critical(login), s.tech, "a colleague",
            "by phone",
            f"For the next step I need the login {login.name_or_id}. I cannot get at it. Where else is it?",
            (gap(f"After this it cannot be used: {why}.", login.ref), *_sealed(s, login)),
        )  # fmt: skip


def _sealed(s: Situation, login: Credential) -> tuple[Answer, ...]:
    seal = login.break_glass
    if seal is None or seal.place is None:
        return (gap("The plan names no sealed copy of it.", login.ref),)
    when = f"last checked on {seal.checked}" if seal.checked is not None else "never checked, as far as the plan says"
    return (says(f"A sealed copy lies here: {s.name(f'places/{seal.place}')}, {when}.", login.ref),)


def _needed(s: Situation) -> Iterator[Credential]:
    """Logins that the runbooks of the scenario need."""
    refs = dict.fromkeys(r for b in s.books for r in (*b.needs, *(n for x in b.steps for n in x.needs)))
    for ref in refs:
        entry = s.plan.find(ref)
        if isinstance(entry, Credential):
            yield entry


@template("access", 55, "There is a way past the second factor, and it is known beforehand")
def second_factor(s: Situation) -> Iterator[Draft]:
    """The second factor is somewhere else."""
    for login in _needed(s):
        if not login.mfa or not login.human:
            continue
        people = [p for r in login.holders for p in s.facts.people(r)]
        if not people:
            continue
        others = list(dict.fromkeys(p.name for p in people[1:] if p is not people[0]))
        answers = _sealed(s, login)
        if others:
            answers = (says(f"Others who hold it: {listed(others, 3)}.", login.ref), *answers)
        else:
            answers = (gap(f"The plan names nobody but {people[0].name} who holds it.", login.ref), *answers)
        yield Draft(
            login.ref, 4 + 2 * gaps(answers), people[0].name, "the login page", "on the screen",
            f"The login {login.name_or_id} asks for the second factor. The phone that shows it was dropped an hour "
            "ago and stays dark.",
            answers,
        )  # fmt: skip
        return


@template("access", 65, "A refused envelope is no surprise: somebody knows the next way")
def sealed_refused(s: Situation) -> Iterator[Draft]:
    """The password from the envelope is refused."""
    for login in sorted(_needed(s), key=lambda c: c.ref):
        seal = login.break_glass
        if seal is None or seal.place is None:
            continue
        old = seal.checked is None or s.facts.age(seal.checked) > SEAL
        tried = (
            f"used in a drill on {seal.used}"
            if seal.used is not None
            else "never used in a drill, as far as the plan says"
        )
        answers: list[Answer] = [
            says(f"The seal was checked on {seal.checked}; it was {tried}.", login.ref)
            if seal.checked is not None
            else gap("The plan does not say that anybody ever checked this seal.", login.ref)
        ]
        people = list(dict.fromkeys(p.name for r in login.holders for p in s.facts.people(r)))
        answers.append(
            says(f"Who holds the login: {listed(people, 3)}.", login.ref)
            if people
            else gap("The plan names nobody who holds the login.", login.ref)
        )
        yield Draft(
            login.ref, 3 + 4 * old + any(a.is_gap for a in answers), s.tech,
            "whoever fetched the envelope", "by phone",
            f"I have the envelope from {s.name(f'places/{seal.place}')}, for {login.name_or_id}. The password in it is "
            "refused. It was changed, and nobody put the new one in.",
            tuple(answers),
        )  # fmt: skip
        return


_RISKS = {
    KeyRisk.NOWHERE: "The plan does not say where the key is.",
    KeyRisk.WITH_DATA: "By the plan, every copy of the key falls with what it opens.",
    KeyRisk.ONE_PERSON: "By the plan, one person alone knows the key.",
    KeyRisk.NOBODY: "By the plan, nobody who is still here knows the key.",
}


@template("access", 50, "A key is there that does not lie beside what it opens", ["keys-at-risk"])
def key(s: Situation) -> Iterator[Draft]:
    """The copy asks for its key."""
    for store in s.stores:
        risky = {r.copy.id: r for r in s.facts.keys_at_risk(store) if r.copy is not None}
        for copy in s.facts.backups(store):
            encrypted = copy.encrypted
            if encrypted is None or not encrypted.applied:
                continue
            answers: list[Answer] = []
            held = encrypted.key
            if held is not None and (held.at or held.second_copy):
                places = [s.name(r) for r in (held.at, held.second_copy) if r is not None]
                tried = f"; last used on {held.tested}" if held.tested is not None else ""
                answers.append(says(f"The key is here: {listed(places)}{tried}.", copy.ref))
            if copy.id in risky:
                answers.append(gap(_RISKS[risky[copy.id].risk], copy.ref))
            elif held is not None and held.tested is None:
                answers.append(gap("No drill is on record in which the key was fetched and used.", copy.ref))
            yield Draft(
                copy.ref, 9 if copy.id in risky else 4, s.tech,
                "the restore program", "on the screen",
                f"The copy {copy.id} of {store.name_or_id} is here. It asks for its key.",
                tuple(answers) or (gap("The plan does not say where the key is.", copy.ref),),
            )  # fmt: skip
            break


@template("access", 75, "Somebody knows how to get into the place at this hour")
def closed_door(s: Situation) -> Iterator[Draft]:
    """The place with the sealed copies is closed."""
    logins = (c.break_glass.place for c in _needed(s) if c.break_glass is not None)
    papers = (k.at[7:] for k in s.plan.kept.values() if k.at.startswith("places/"))
    for id_ in dict.fromkeys(i for i in (*logins, *papers) if i is not None):
        place = s.plan.places.get(id_)
        if place is None or not s.facts.labels(place.ref).offline:
            continue
        answer = (
            says(f"Remark at the place: {place.note}", place.ref)
            if place.note
            else gap("The plan does not say when the place can be entered, nor who has the key to its door.", place.ref)
        )
        yield Draft(
            place.ref, 3 + 3 * answer.is_gap, ALL, "whoever was sent there", "by phone",
            f"I am standing in front of {place.name_or_id}. It is closed. Who can open, and when?",
            (answer,),
        )  # fmt: skip
        return


@template(
    "access", 45, "People use what works without your login, and know it beforehand", ["identity-plane-unprotected"]
)
def login_service(s: Situation) -> Iterator[Draft]:
    """A login goes through a service that is down."""
    down = {x.ref for x in s.down}
    for login in s.plan.credentials.values():
        if login.login_via in down and s.is_critical(login):
            yield Draft(
                login.ref, 8, s.tech, "a colleague", "by chat",
                f"To mend this I would have to log in with {login.name_or_id}, and that goes through "
                f"{s.name(login.login_via)}, which is down.",
                _sealed(s, login),
            )  # fmt: skip
            return


TEMPLATES = (login_inside, second_factor, sealed_refused, key, closed_door, login_service)
