"""Writes a large believable plan, the same for the same arguments, to time the tool on. Standard library only.

python bench/gen_plan.py OUT --files 15 --lines 1500       # a small company
python bench/gen_plan.py OUT --files 1500 --lines 100000   # a large one
python bench/gen_plan.py OUT --files 1500 --broken 50      # 50 files carry one fault each
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

WORDS = [
    "restore",
    "verify",
    "primary",
    "replica",
    "region",
    "backup",
    "ledger",
    "invoice",
    "payroll",
    "identity",
    "gateway",
    "queue",
    "archive",
    "key",
    "vault",
    "network",
    "storage",
    "cluster",
    "vendor",
    "contract",
    "escalate",
    "notify",
    "customer",
    "subject",
    "deadline",
    "evidence",
    "owner",
    "rotate",
    "rebuild",
]
PRODUCTS = [
    "shop",
    "orders",
    "billing",
    "search",
    "portal",
    "mail",
    "stock",
    "crm",
    "wiki",
    "ledger",
    "booking",
    "claims",
    "media",
    "tickets",
    "reports",
]

KINDS = {
    # kind: (share of the entries, lines of one entry)
    "services": (12, 23),
    "datastores": (12, 49),
    "runbooks": (12, 32),
    "vendors": (4, 19),
    "places": (8, 8),
    "people": (7, 7),
    "roles": (4, 8),
    "drills": (12, 21),
    "evidence": (12, 5),
    "risks": (6, 12),
    "processing": (5, 14),
    "credentials": (4, 9),
    "actions": (5, 7),
    "documents": (3, 5),
}

HEAD = """\
bcdr: 1
organization:
  name: Generated Works Ltd
  country: DE
  people: {people}
  sector: software
  gdpr: {{role: controller, authority: "State authority"}}
policy:
  profile: std
  frameworks: [gdpr, iso22301]
  review_every: 365d
reviews:
  2026-approval: {{kind: approval, occurred: 2026-03-02, version: "1"}}
scenarios:
  ransomware: {{applicable: yes, detection: 14d}}
  accidental-deletion: {{applicable: yes, detection: 1d}}
activation:
  threshold: 30m
  shift_limit: 8h
  stand_down: the lead declares recovery complete after verification
communication:
  first_notice: 30m
  update_every: 60m
"""

FAULTS = (
    "rto: 240",
    "ownr: somebody",
    "owner: people/nobody-at-all",
    "note: a, note: b",
    "note: !shout hello",
    "name: ",
)
"""Fields that cannot be: each is one finding, and none hides another."""


class Generator:
    """Entries of every kind, each a few lines of YAML that refer to one another by id."""

    def __init__(self, seed: int, lines: int) -> None:
        """Decide first how many of each kind there are, so that every reference finds its object."""
        self.random = random.Random(seed)
        weight = sum(share * length for share, length in KINDS.values())
        self.count = {kind: max(2, round(lines * share / weight)) for kind, (share, _) in KINDS.items()}

    def words(self, low: int, high: int) -> str:
        """A few words."""
        return " ".join(self.random.choice(WORDS) for _ in range(self.random.randint(low, high)))

    def pick(self, *choices: str) -> str:
        """One of them."""
        return self.random.choice(choices)

    def day(self) -> str:
        """A day of 2026, not long ago on 2026-11-21."""
        return f"2026-{self.random.randint(7, 10):02d}-{self.random.randint(1, 28):02d}"

    def ref(self, kind: str, number: int | None = None) -> str:
        """The id of one object of a kind."""
        number = self.random.randrange(self.count[kind]) if number is None else number % self.count[kind]
        return f"{PRODUCTS[number % len(PRODUCTS)]}-{kind[:4].rstrip('i')}-{number:04d}"

    def entry(self, kind: str, number: int) -> str:
        """One object with its id, indented under its collection."""
        lines: list[str] = getattr(self, kind)(number)
        return "\n".join([f"  {self.ref(kind, number)}:", *(f"    {line}" for line in lines)]) + "\n"

    def services(self, n: int) -> list[str]:
        """A service on two stores and a vendor."""
        store = self.ref("datastores", n)
        return [
            f"name: {self.words(2, 3).title()}",
            f'description: "{self.words(8, 14)}"',
            f"tier: {1 + n % 4}",
            f"owner: {self.ref('roles')}",
            f"at: {self.ref('places')}",
            f"rto: {self.pick('2h', '4h', '8h', '1d')}",
            f"rpo: {self.pick('1h', '4h', '1d')}",
            "wrt: 1h",
            f"mtpd: {self.pick('2d', '3d', '1w')}",
            f"mbco: {self.words(4, 8)}",
            f"confirmed: {{by: {self.ref('roles')}, occurred: {self.day()}}}",
            "impact:",
            f"  - {{after: 4h, business: 1, money: {self.random.randint(1, 9)}00 EUR}}",
            f"  - {{after: 1d, business: 3, people: 2, why: {self.words(3, 6)}}}",
            "depends_on:",
            f"  - on: datastores/{store}",
            f"  - on: vendors/{self.ref('vendors')}",
            "    kind: runtime",
            f"    fallback: {self.words(4, 8)}",
            "    holds: 3d",
            f"parts: {{data: {store}, uploads: none, configuration: {store},",
            "  secrets: none, code: none, dns: none, domain: none}",
            f"note: {self.words(6, 12)}",
        ]

    def datastores(self, n: int) -> list[str]:
        """A datastore with a replica, a dump and an image somewhere else."""
        size = self.random.randint(40, 900)
        return [
            f"name: {self.words(2, 3).title()}",
            f"class: {self.pick('truth', 'truth', 'truth', 'config', 'identity')}",
            f"engine: {self.pick('postgresql 16', 'mysql 8', 'files', 'mongodb 7')}",
            f"owner: {self.ref('roles')}",
            f"at: {self.ref('places', n)}",
            f"size: {size}GB",
            f"growth: {self.random.randint(1, 9)}GB/month",
            "personal:",
            "  level: ordinary",
            f"  people: {n}000",
            f"  records: {n}0000",
            f"  processing: {self.ref('processing')}",
            f"  erasure_replay: runbooks/{self.ref('runbooks', n)}",
            f"encryption: {{at_rest: yes, key: {{at: places/{self.ref('places', n + 3)}}}}}",
            "restore:",
            "  rate: 80MiB/s",
            f"  measured: {self.day()}",
            "copies:",
            "  standby:",
            "    kind: replica",
            f"    at: {self.ref('places', n + 1)}",
            "    lag: 5s",
            "  nightly:",
            "    kind: dump",
            f"    tool: {self.words(2, 3)}",
            f"    at: {self.ref('places', n + 2)}",
            f'    cron: "{self.random.randint(0, 59)} {self.random.randint(0, 5)} * * *"',
            "    duration: 40m",
            "    keep: 35d",
            "    immutable: {for: 30d, mode: compliance}",
            f"    encrypted: {{key: {{at: places/{self.ref('places', n + 3)}}}}}",
            "    monitor:",
            "      by: dead-man-switch",
            f"      alerts: [{self.ref('roles')}]",
            f"      alarm_tested: {self.day()}",
            "      notices_missing_run: yes",
            f"    last_success: {{occurred: 2026-11-20T02:41:00+01:00, size: {size // 2 + 1}GB}}",
            "  weekly:",
            "    kind: image",
            f"    at: {self.ref('places', n + 3)}",
            "    every: 7d",
            "    keep: 90d",
            f"    encrypted: {{key: {{at: places/{self.ref('places', n + 3)}}}}}",
            "    monitor:",
            "      by: dead-man-switch",
            f"      alerts: [{self.ref('roles')}]",
            f"      alarm_tested: {self.day()}",
            "      notices_missing_run: yes",
            f"    last_success: {{occurred: 2026-11-18T02:41:00+01:00, size: {size // 2 + 1}GB}}",
        ]

    def runbooks(self, n: int) -> list[str]:
        """A runbook with steps, each with a command."""
        lines = [
            f"title: {self.words(4, 7).capitalize()}",
            f"recovers: [datastores/{self.ref('datastores', n)}, services/{self.ref('services', n)}]",
            "scenarios: [ransomware, accidental-deletion]",
            f"owner: {self.ref('roles')}",
            f"reviewed: {self.day()}",
            f"needs: [credentials/{self.ref('credentials')}, places/{self.ref('places')}]",
            "steps:",
        ]
        for step in ("freeze", "choose-point", "restore", "resume", "verify"):
            lines += [
                f"  - id: {step}",
                f"    kind: {step}",
                f"    do: {self.words(6, 12)}",
                f"    by: {self.ref('roles')}",
                f"    takes: {self.random.randint(1, 60)}m",
            ]
        run = f"./recover --target {self.ref('services')} --verify"
        return [*lines, "    run: |", f"      {run}", f"rollback: {self.words(6, 10)}"]

    def vendors(self, n: int) -> list[str]:
        """A vendor with contract, answers and exit."""
        return [
            f"name: {self.words(1, 2).title()} Ltd",
            f"provides: {self.pick('hosting', 'backup', 'dns', 'payment', 'software')}",
            f"owner: {self.ref('roles')}",
            "contract:",
            f"  reference: C-{n}",
            f"  ends: 2027-{1 + n % 12:02d}-28",
            "  notice: 30d",
            "  rto: unknown",
            "contacts:",
            f'  - {{kind: phone, value: "+49 711 555{n:04d}"}}',
            "processor:",
            f"  dpa: {{reference: DPA-{n}, occurred: {self.day()}}}",
            "answers:",
            f"  where_is_the_data: {{answer: {self.words(2, 4)}, basis: contract, occurred: {self.day()}}}",
            "outage:",
            f"  - {{up_to: 7d, do: {self.words(4, 8)}}}",
            f"exit: {{format: raw files, throughput: 40MiB/s, replacement: {self.words(1, 2)}, tested: {self.day()}}}",
        ]

    def places(self, n: int) -> list[str]:
        """A place with all its labels."""
        return [
            f"region: region-{n % 7}",
            f"site: site-{n % 29}",
            f"storage: host-{n}",
            f"provider: provider-{n % 5}",
            f"account: account-{n % 11}",
            f"admin: admin-{n % 6}",
            "basis: contract",
        ]

    def people(self, n: int) -> list[str]:
        """A person."""
        return [
            f"name: {self.words(1, 1).title()} {self.words(1, 1).title()}",
            f"title: {self.words(1, 2)}",
            f"located: site-{n % 29}",
            "contacts:",
            f'  - {{kind: mobile, value: "+49 170 {n:07d}", out_of_band: yes}}',
            "  - {kind: mail, kept_in: directory}",
        ]

    def roles(self, n: int) -> list[str]:
        """A role with a deputy."""
        return [
            f"name: {self.words(1, 2).title()}",
            f"duty: {self.words(6, 10)}",
            f"authority: {self.words(6, 10)}",
            "powers: [declare, fail-over]",
            f"trigger: {self.words(4, 8)}",
            f"holder: {self.ref('people', n)}",
            f"deputies: [{self.ref('people', n + 1)}]",
        ]

    def drills(self, n: int) -> list[str]:
        """A restore that passed."""
        day = self.day()
        return [
            f"title: {self.words(3, 6).capitalize()}",
            "type: system-restore",
            f"covers: [datastores/{self.ref('datastores', n)}, runbooks/{self.ref('runbooks', n)}]",
            "scenario: ransomware",
            "every: 180d",
            f"occurred: {day}",
            f"led_by: {self.ref('people')}",
            f"participants: [{self.ref('people')}, {self.ref('people')}]",
            "load: steady",
            "timeline:",
            "  lost: 09:00",
            "  detected: 09:05",
            "  restore_started: 09:20",
            "  accepted: 10:20",
            f"recovery_point: {{copy: nightly, occurred: {day}T02:00:00+02:00}}",
            f"verification: {{kind: row-count, expected: {n}, found: {n}}}",
            "result: passed",
            "measured: {rto: 1h20m, rpo: 7h}",
            f"evidence: [{self.ref('evidence', n)}]",
            f"signed_off: {{by: {self.ref('people')}, occurred: {day}}}",
        ]

    def evidence(self, n: int) -> list[str]:
        """A filed log."""
        digest = f"{self.random.getrandbits(256):064x}"
        return [f"file: evidence/{n}.log", f"sha256: {digest}", f"occurred: {self.day()}", "kind: log"]

    def risks(self, n: int) -> list[str]:
        """A risk with treatment."""
        return [
            f"title: {self.words(4, 8).capitalize()}",
            f"event: {self.pick('destruction', 'loss', 'alteration', 'disclosure', 'access')}",
            f"affects: [datastores/{self.ref('datastores')}, services/{self.ref('services')}]",
            f"processing: [{self.ref('processing', n)}]",
            f"harm: {self.words(4, 8)}",
            f"likelihood: {1 + n % 4}",
            f"severity: {1 + n % 3}",
            f"assessed_by: {self.ref('roles')}",
            "treatment: reduce",
            f"owner: {self.ref('roles')}",
            f"reviewed: {self.day()}",
        ]

    def processing(self, n: int) -> list[str]:
        """An entry of the register."""
        return [
            f"title: {self.words(2, 4).capitalize()}",
            "role: controller",
            f"purposes: [{self.words(2, 3)}, {self.words(2, 3)}]",
            f"legal_basis: {{text: Art. 6(1)(b), by: {self.ref('roles')}, occurred: {self.day()}}}",
            "subjects: [customers]",
            "categories: [contact, orders]",
            f"processors: [{self.ref('vendors')}, {self.ref('vendors')}]",
            "transfers: none",
            "retention: 10 years",
            f"security: {self.words(5, 9)}",
            f"datastores: [{self.ref('datastores', n)}]",
            f"services: [{self.ref('services', n)}]",
            f"reviewed: {self.day()}",
        ]

    def credentials(self, n: int) -> list[str]:
        """A login."""
        return [
            f"name: {self.words(2, 4)}",
            f"holders: [{self.ref('people', n)}, {self.ref('people', n + 1)}]",
            "environment: production",
            f"can: {{delete: [places/{self.ref('places')}]}}",
            "mfa: yes",
            f"kept_in: {self.ref('places')}",
            f"break_glass: {{place: {self.ref('places')}, checked: {self.day()}}}",
            f"reviewed: {self.day()}",
        ]

    def actions(self, n: int) -> list[str]:
        """Something to do."""
        return [
            f"title: {self.words(4, 8).capitalize()}",
            f"from: drills/{self.ref('drills', n)}",
            f"owner: {self.ref('roles')}",
            f"due: {self.day()}",
            "status: done",
            f"closed: {self.day()}",
        ]

    def documents(self, _: int) -> list[str]:
        """A paper."""
        return [
            f"title: {self.words(3, 6)}",
            f"owner: {self.ref('roles')}",
            f"at: {self.ref('places')}",
            f"checked: {self.day()}",
        ]


def generate(files: int, lines: int, seed: int, broken: int = 0) -> dict[str, str]:
    """Texts by file name. The first is `plan.yaml`; each of the others holds a part of one collection."""
    made = Generator(seed, lines)
    head = HEAD.format(people=made.count["people"])
    blocks = {kind: [made.entry(kind, n) for n in range(made.count[kind])] for kind in KINDS}
    if files == 1:
        return {"plan.yaml": head + "".join(f"{kind}:\n{''.join(found)}" for kind, found in blocks.items())}
    texts = {"plan.yaml": head}
    left_files, left_lines = files - 1, sum(b.count("\n") for found in blocks.values() for b in found)
    for kind, found in blocks.items():
        own = sum(b.count("\n") for b in found)
        parts = min(len(found), max(1, round(left_files * own / left_lines)))
        left_files, left_lines = left_files - parts, left_lines - own
        for part in range(parts):
            chunk = found[part * len(found) // parts : (part + 1) * len(found) // parts]
            folder = "register" if kind == "evidence" else kind  # files in evidence/ are proofs, not plan
            texts[f"{folder}/{kind}-{part + 1:04d}.yaml"] = f"# {kind}, part {part + 1}\n{kind}:\n{''.join(chunk)}"
    for number, name in enumerate([n for n in texts if n.startswith("services/")][:broken]):
        texts[name] += f"  broken-{number}: {{{FAULTS[number % len(FAULTS)]}}}\n"
    return texts


def write(folder: Path, texts: dict[str, str]) -> None:
    """Put the texts into a folder."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def main() -> None:
    """Write and say what was written."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--files", type=int, default=15)
    parser.add_argument("--lines", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--broken", type=int, default=0, metavar="N", help="so many files carry one fault each")
    args = parser.parse_args()
    texts = generate(args.files, args.lines, args.seed, args.broken)
    write(args.out, texts)
    lines = sum(t.count("\n") for t in texts.values())
    print(f"{args.out}: {len(texts)} files, {lines} lines, {sum(map(len, texts.values())) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
