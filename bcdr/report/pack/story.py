"""How each scenario of the catalogue begins: what people notice, and what has really happened. Texts of our own.

Gaps in braces are filled from the plan: `{down}` is a sentence about services that stop, or nothing. No text says
anything of an organisation that its plan does not say: what happens is an exercise, and marked as one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Story(NamedTuple):
    """The beginning of a scenario: when, what is noticed, what has happened, and what to ask afterwards."""

    day: str
    clock: str
    signs: str
    truth: str
    asks: tuple[str, ...]


STORIES: Mapping[str, Story] = {
    "ransomware": Story(
        "Monday", "07:35",
        "Two colleagues cannot open their files; all of them have a new ending. A text on the drive asks for money and "
        "names a date.{down} Nobody can say since when.",
        "An intruder came in with an opened attachment, became administrator, looked round, copied data out and locked "
        "everything within reach during the night. Copies within reach of the same rights are locked or deleted too.",
        ("Who cut what off the net, and how long did that take?",
         "When did you first think of the data that was copied out?",
         "From which copy would you restore, and how do you know that the intruder is not in it?"),
    ),
    "cloud-account-compromise": Story(
        "Saturday", "22:10",
        "A mail reports a new administrator in your account at {vendor}. None of you created one. A few minutes later "
        "machines are being switched off from the console.{down}",
        "The session of an administrator was stolen. The intruder removes machines, snapshots and keys, and has "
        "already changed the address to which the provider sends its warnings.",
        ("Who could throw the intruder out, at this hour, and with which login?",
         "Which copies lie where this account cannot reach them?"),
    ),
    "cloud-account-closure": Story(
        "Friday", "16:40",
        "A mail says that your account at {vendor} is suspended for a breach of its terms. The console refuses every "
        "login. The hotline says that the department in charge is back on Monday.{down}",
        "An automatic check stopped the account after a complaint and a refused payment. Nobody at the provider will "
        "look at it before Monday; after some weeks the data would be deleted.",
        ("Who speaks to the provider, and who starts again elsewhere at the same time?",
         "What is left if the account never opens again?"),
    ),
    "region-loss": Story(
        "Thursday", "05:15",
        "Nothing in the region answers. The news speaks of a large failure of the grid; the status page of {vendor} "
        "does not load.{down}",
        "The region is down for days. Other customers have begun to move to the same few places that are left.",
        ("How long did you wait for the region to come back before you moved?",
         "What do you need that everybody else needs today as well?"),
    ),
    "datacentre-fire": Story(
        "Wednesday", "02:50",
        "Everything at {site} has been gone for ten minutes, all at once. The hotline is engaged. A photograph of "
        "smoke above the building goes round.{down}",
        "The building burns. What stood there will not come back, and nobody will be let in for weeks.",
        ("When did you stop hoping for the old machines?",
         "Which copies were in the same building, and since when do you know it?"),
    ),
    "power-telecom-outage": Story(
        "Tuesday", "11:20",
        "The power fails in the whole quarter. After twenty minutes mobile phones have no data either. The supplier "
        "expects six hours, perhaps more.{down}",
        "A substation is damaged. Power is back tonight at the earliest, the telephone network later.",
        ("How did you reach each other without mobile data?",
         "Who had the plan on paper?"),
    ),
    "saas-vendor-failure": Story(
        "Monday", "09:05",
        "{vendor} writes to all customers that it has filed for insolvency. The service goes on 'for the time being'. "
        "Nobody answers at support.{down}",
        "The administrator of the insolvency will switch the service off at the end of the month, sooner if the "
        "hosting is not paid. Exports are slow because everybody wants one today.",
        ("What did you export first, and who could read it?",
         "By when must the replacement work?"),
    ),
    "supplier-compromise": Story(
        "Thursday", "14:30",
        "{vendor} tells you that intruders had access to its systems for some time. An update of last week may carry "
        "foreign code. Details will follow.{down}",
        "The update runs with you. It has opened a door, and nobody has walked through it yet, or nobody has noticed.",
        ("What did you cut off before you knew more?",
         "How would you notice that somebody came through that door?"),
    ),
    "accidental-deletion": Story(
        "Wednesday", "10:25",
        "A clean-up was run against the wrong system. {store} is empty. The person who ran it says so at once.{down}",
        "The deletion has reached every replica. Nobody acted in bad faith. What was entered since the last copy is "
        "gone unless it can be had from somewhere else.",
        ("Was it good for anything that the person said so at once?",
         "Who stopped the jobs that would have deleted more?"),
    ),
    "bad-release": Story(
        "Tuesday", "19:30",
        "Two hours after the evening release people report wrong figures. Records have changed that nobody touched. "
        "The release cannot simply be taken back, because it changed the form of the data.{down}",
        "A migration has written wrong values, and new, right ones have come in since. Going back loses the right "
        "ones, going on keeps the wrong ones.",
        ("Who decided between going back and mending forward, and on what?",
         "What told you that the damage had stopped growing?"),
    ),
    "silent-corruption": Story(
        "Thursday", "10:00",
        "A check finds records in {store} that cannot be right. The oldest wrong one that anybody has found so far is "
        "{detection} old.{down}",
        "A fault has been writing wrong values since then. Every copy made since holds them too.",
        ("How far back do your copies reach, and how far back do you trust them?",
         "Who has to be told about figures that you gave out meanwhile?"),
    ),
    "backup-system-failure": Story(
        "Monday", "08:15",
        "The backup system does not start after an update, and its list of what lies where is gone. Nobody can say "
        "when the last good copy of {store} was made.{down}",
        "Nothing is lost yet. For as long as no copy is made, every fault is final, and nobody knows what the old "
        "media hold.",
        ("What may not happen until copies are made again, and who forbade it?",
         "Can you read a copy without the program that made it?"),
    ),
    "key-loss": Story(
        "Tuesday", "09:40",
        "The password safe does not open any more. Somebody tries an encrypted copy of {store}; it does not open "
        "either.{down}",
        "The key was changed half a year ago, and the note in the usual place is the old one. The systems still run as "
        "long as nobody restarts them.",
        ("Who forbade to restart anything?",
         "Where was the last key that anybody had really tried?"),
    ),
    "identity-lockout": Story(
        "Monday", "08:00",
        "Nobody can log in. The login service answers with an error, and the app for the second factor shows nothing."
        "{down}",
        "The login service is broken after a change at the weekend. It can only be mended by somebody who is logged "
        "in.",
        ("Who could still log in anywhere, and how?",
         "Which sealed login was opened, and who wrote it down?"),
    ),
    "dns-domain-loss": Story(
        "Sunday", "18:20",
        "Website and mail cannot be reached under your name. A look-up shows an address that is not yours.{down}",
        "Somebody has taken over the access to your names. Mail that is sent to you arrives elsewhere, also mail with "
        "which passwords are reset.",
        ("Which other accounts could be taken over with your mail?",
         "How did you reach customers who only know your domain?"),
    ),
    "certificate-expiry": Story(
        "Saturday", "00:05",
        "Browsers refuse {service} with a warning. Two interfaces stopped in the same minute.{down}",
        "A certificate expired at midnight. Its renewal needs a login that has not been used for a year, and a mailbox "
        "that nobody reads.",
        ("Who owned the date?", "Did anybody propose to click the warning away, and who said no?"),
    ),
    "payment-provider-outage": Story(
        "Friday", "17:00",
        "Payments fail, at first some, now all. {vendor} confirms a disturbance and names no end.{down}",
        "The provider is down until Monday. Some customers have been charged twice, some not at all; nobody can tell "
        "them apart yet.",
        ("Up to which amount did you go on selling, and who decided?",
         "How will you reconcile what was taken by hand?"),
    ),
    "key-person-loss": Story(
        "Wednesday", "08:30",
        "{person} has been taken to hospital. Nobody may visit, and nobody knows for how long.{down}",
        "{person} will not be reachable for at least six weeks. Whatever only this person knows, has or decides is "
        "gone for that time.",
        ("What did nobody else know?",
         "Which login or signature was missing first?"),
    ),
    "pandemic": Story(
        "Monday", "07:50",
        "A third of your people have called in sick since Friday. The health office asks everybody who met them to "
        "stay at home.{down}",
        "It will be worse for two weeks and take six. Suppliers and authorities have the same trouble.",
        ("What did you stop doing, and who decided it?",
         "Which duty had nobody left?"),
    ),
    "office-loss": Story(
        "Tuesday", "06:30",
        "The fire brigade has closed {site}. Nobody was hurt. Nobody may enter, neither today nor this week.{down}",
        "Water has come through three floors. Devices and paper inside are lost; some of it may be lying in the yard.",
        ("Where did people meet, and who told them?",
         "Which paper was only there?"),
    ),
    "insider": Story(
        "Friday", "15:45",
        "Large deletions are running in {store}, with a login that is allowed to do that. Its holder cannot be reached."
        "{down}",
        "Somebody with rights acts in anger, or somebody else with that person's login: you cannot tell at first. "
        "Copies that this login can reach are being deleted too.",
        ("How fast could you take a right away from a colleague?",
         "Who spoke with the person, and who with everybody else?"),
    ),
    "device-theft": Story(
        "Thursday", "20:10",
        "A laptop was stolen on the train. It was switched on, and its owner cannot say for certain what was on it."
        "{down}",
        "The disk is encrypted, but the device was unlocked. Mail, files and some saved passwords were open.",
        ("Who could lock the device, at this hour?",
         "From which minute on were you aware of a breach?"),
    ),
}  # fmt: skip
"""By id of the catalogue."""

OF_GROUP: Mapping[str, str] = {
    "site": "datacentre-fire",
    "malicious": "ransomware",
    "operator": "accidental-deletion",
    "provider": "cloud-account-closure",
    "person": "key-person-loss",
    "vendor": "saas-vendor-failure",
}
"""Whose story a scenario of the plan's own takes, by its group."""

OWN = Story(
    "Tuesday", "09:20",
    "This is reported: {title}.{down} Nobody knows yet how far it reaches.",
    "It is as the title of the scenario says. What is lost then stands on the sheet 'What the plan's own figures say'.",
    ("When was it clear what had happened?", "What would have told you sooner?"),
)  # fmt: skip
"""The beginning of a scenario of the plan's own that belongs to no group."""
