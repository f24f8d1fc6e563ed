"""Each format on invented reports: what was backed up, when it ended, how, how large, and what is odd."""

from __future__ import annotations

from typing import Any

import pytest

from bcdr.errors import BcdrError
from bcdr.evidence.fact import Act, Fact, Kind, Result
from bcdr.evidence.formats.borg import series
from tests.evidence.conftest import report_of, snapshot

ok, part, bad, run, open_ = Result.SUCCESS, Result.PARTIAL, Result.FAILED, Result.RUNNING, Result.UNKNOWN


def short(fact: Fact) -> tuple[str | None, str | None, Result]:
    at = fact.finished_at.strftime("%m-%d %H:%M:%S") if fact.finished_at else None
    return fact.full_name, at, fact.result


def borg(name: str = "shop-2031-05-04T01:00:00", **more: Any) -> dict[str, Any]:
    return {
        "archives": [
            {"name": name, "id": "x", "start": "2031-05-04T01:00:00.000000", "time": "2031-05-04T01:00:00.000000"}
            | more
        ],
        "encryption": {"mode": "repokey"},
        "repository": {
            "id": "r",
            "location": "ssh://backup:hunter2@vault.example/./repo",
            "last_modified": "2031-05-09T09:00:00.000000",
        },
    }


BORG_AT = "borg:shop@ssh://vault.example/./repo"


def stanza(**more: Any) -> dict[str, Any]:
    return {
        "name": "main",
        "status": {"code": 0, "message": "ok", "lock": {"backup": {"held": False}}},
        "cipher": "none",
        "repo": [
            {"key": 1, "cipher": "none", "status": {"code": 0}},
            {"key": 2, "cipher": "aes-256-cbc", "status": {"code": 0}},
        ],
        "db": [{"id": 1, "version": "16"}],
        "archive": [{"id": "16-1", "min": "000000010000000000000001", "max": "00000001000000000000009A"}],
        "backup": [],
    } | more


def pg(kind: str = "full", stop: int = 1935622800, repo: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "label": "20310101-000000F", "type": kind, "timestamp": {"start": stop - 600, "stop": stop}, "error": False,
        "database": {"id": 1, "repo-key": repo}, "info": {"size": 5000, "delta": 100, "repository": {"delta": 40}},
    } | more  # fmt: skip


def duplicati(**data: Any) -> dict[str, Any]:
    return {
        "Data": {
            "ParsedResult": "Success", "MainOperation": "Backup", "BeginTime": "2031-05-04T01:00:00.1234567Z",
            "EndTime": "2031-05-04T01:10:00.7654321Z", "Duration": "00:10:00.6419754", "SizeOfExaminedFiles": 700,
            "FilesWithError": 0, "PartialBackup": False, "Interrupted": False, "WarningsActualLength": 0, "ErrorsActualLength": 0,
            "BackendStatistics": {"KnownFileSize": 300, "ParsedResult": "Fatal", "BeginTime": "2031-01-01T00:00:00Z"},
        } | data,
        "Extra": {"backup-name": "office", "machine-name": "desk", "backup-id": "DB-1"},
    }  # fmt: skip


def kopia(**more: Any) -> dict[str, Any]:
    return {
        "id": "k1", "source": {"host": "desk", "userName": "anna", "path": "/home"}, "startTime": "2031-05-04T01:00:00Z",
        "endTime": "2031-05-04T01:05:00.5Z", "stats": {"totalSize": 900, "fileCount": 3, "errorCount": 0, "ignoredErrorCount": 0},
        "rootEntry": {"name": "home", "summ": {"size": 910, "files": 3, "numFailed": 0}}, "retentionReason": ["latest-1"],
    } | more  # fmt: skip


VZDUMP = """\
INFO: starting new backup job: vzdump 101 102 103 --storage nas --mailto root@shop.example
INFO: Starting Backup of VM 101 (qemu)
INFO: Backup started at 2031-05-04 01:00:00
INFO: creating vzdump archive '/mnt/nas/dump/vzdump-qemu-101-2031_05_04-01_00_00.vma.zst'
INFO: archive file size: 1.50GB
INFO: Finished Backup of VM 101 (00:10:30)
INFO: Backup finished at 2031-05-04 01:10:30
INFO: Starting Backup of VM 102 (lxc)
INFO: Backup started at 2031-05-04 01:10:30
INFO: excluding bind mount point mp0 ('/data') from backup
INFO: Finished Backup of VM 102 (00:01:00)
INFO: Starting Backup of VM 103 (qemu)
INFO: Backup started at 2031-05-04 01:12:00
ERROR: Backup of VM 103 failed - command 'qemu --password s3cret' failed: exit code 1
INFO: Starting Backup of VM 104 (qemu)
INFO: Backup started at 2031-05-04 01:13:00
"""


def job(**more: Any) -> dict[str, Any]:
    return {
        "BackupJobId": "j1", "ResourceArn": "arn:aws:rds:eu-central-1:1:db:orders", "BackupVaultName": "vault", "State": "COMPLETED",
        "CreationDate": "2031-05-04T01:00:00+02:00", "CompletionDate": "2031-05-04T01:30:00+02:00", "BackupSizeInBytes": 77,
        "ExpectedCompletionDate": "2031-05-09T00:00:00+02:00", "IamRoleArn": "arn:aws:iam::1:role/x",
    } | more  # fmt: skip


ORDERS = "aws-backup:arn:aws:rds:eu-central-1:1:db:orders@vault"


def rds(**more: Any) -> dict[str, Any]:
    return {
        "DBSnapshotIdentifier": "s1", "DBInstanceIdentifier": "orders", "SnapshotCreateTime": "2031-05-04T01:00:00.123000+00:00",
        "Status": "available", "AllocatedStorage": 20, "SnapshotType": "automated", "Encrypted": True,
    } | more  # fmt: skip


def velero(phase: str = "Completed", **status: Any) -> dict[str, Any]:
    return {
        "apiVersion": "velero.io/v1", "kind": "Backup", "spec": {"storageLocation": "eu"},
        "metadata": {"name": "daily-20310504030000", "labels": {"velero.io/schedule-name": "daily"}},
        "status": {"phase": phase, "startTimestamp": "2031-05-04T01:00:00Z", "completionTimestamp": "2031-05-04T01:02:00Z",
                   "expiration": "2031-06-03T01:00:00Z"} | status,
    }  # fmt: skip


CASES: dict[str, tuple[Any, list[tuple[str | None, str | None, Result]]]] = {
    # restic
    "restic: an old snapshot only says when it began": ([snapshot("2031-05-04")], [("restic:shop:/srv", "05-04 01:00:00", ok)]),
    "restic: a summary says when it ended": ([snapshot("2031-05-04", size=7)], [("restic:shop:/srv", "05-04 01:03:40", ok)]),
    "restic: an offset is counted": (
        [snapshot("2031-05-04", time="2031-05-04T01:00:07.123456789+02:00")],
        [("restic:shop:/srv", "05-03 23:00:07", ok)],
    ),
    "restic: groups": (
        [{"group_key": {"hostname": "shop", "paths": None, "tags": None}, "snapshots": [snapshot("2031-05-04")]}],
        [("restic:shop:/srv", "05-04 01:00:00", ok)],
    ),
    "restic: several paths are one source": (
        [snapshot("2031-05-04", paths=["/srv/b", "/srv/a"])],
        [("restic:shop:/srv/a,/srv/b", "05-04 01:00:00", ok)],
    ),
    "restic backup: messages": (
        '{"message_type":"status","percent_done":0}\n{"message_type":"summary","snapshot_id":"ab","backup_end":"2031-05-04T01:00:00Z"}\n',
        [(None, "05-04 01:00:00", ok)],
    ),
    "restic backup: files could not be read": (
        '{"message_type":"error","error":{"message":"permission denied"}}\n{"message_type":"summary","snapshot_id":"ab"}\n',
        [(None, None, part)],
    ),
    "restic backup: it broke": (
        '{"message_type":"status"}\n{"message_type":"exit_error","code":1,"message":"Fatal: no repository"}\n',
        [(None, None, bad)],
    ),
    "restic backup: the messages stop": ('{"message_type":"status"}\n{"message_type":"status"}\n', [(None, None, run)]),
    "restic backup: a dry run makes nothing": (
        {"message_type": "summary", "dry_run": True, "snapshot_id": "x"},
        [(None, None, open_)],
    ),
    "restic check: text": ("create exclusive lock\ncheck all packs\nno errors were found\n", [(None, None, ok)]),
    "restic check: text with errors": ("check all packs\nFatal: repository contains errors\n", [(None, None, bad)]),
    "restic check: JSON": ({"message_type": "summary", "num_errors": 2, "broken_packs": None}, [(None, None, bad)]),
    # borg
    "borg: local time in the zone of the caller": (borg(), [(BORG_AT, "05-03 23:00:00", ok)]),
    "borg info: the end counts": (borg(end="2031-05-04T01:04:00.000000"), [(BORG_AT, "05-03 23:04:00", ok)]),
    "borg create: one archive": (
        {**{k: v for k, v in borg().items() if k != "archives"}, "archive": borg()["archives"][0]},
        [(BORG_AT, "05-03 23:00:00", ok)],
    ),
    "borgmatic: an array": ([borg(), borg(name="desk-2031-05-04")], [(BORG_AT, "05-03 23:00:00", ok), (BORG_AT.replace("shop", "desk"), "05-03 23:00:00", ok)]),
    "borg: a checkpoint is an interrupted run": (borg(name="shop-2031-05-04.checkpoint"), [(BORG_AT, "05-03 23:00:00", bad)]),
    "borg 2: an offset is written": (borg(start="2031-05-04T01:00:00+00:00"), [(BORG_AT, "05-04 01:00:00", ok)]),
    # pgbackrest
    "pgbackrest: each repository is a copy": (
        [stanza(backup=[pg(), pg("incr", 1935709200, repo=2)])],
        [("pgbackrest:main@repo1", "05-04 01:00:00", ok), ("pgbackrest:main@repo2", "05-05 01:00:00", ok)],
    ),
    "pgbackrest: page errors": ([stanza(backup=[pg(error=True)])], [("pgbackrest:main@repo1", "05-04 01:00:00", part)]),
    "pgbackrest: errors not known": ([stanza(backup=[pg(error=None)])], [("pgbackrest:main@repo1", "05-04 01:00:00", ok)]),
    # duplicati
    "duplicati: the outer result counts": (duplicati(), [("duplicati:desk:office", "05-04 01:10:00", ok)]),
    "duplicati: success with unread files": (duplicati(FilesWithError=2), [("duplicati:desk:office", "05-04 01:10:00", part)]),
    "duplicati: partial": (duplicati(PartialBackup=True), [("duplicati:desk:office", "05-04 01:10:00", part)]),
    "duplicati: interrupted": (duplicati(Interrupted=True), [("duplicati:desk:office", "05-04 01:10:00", part)]),
    "duplicati: warning": (duplicati(ParsedResult="Warning"), [("duplicati:desk:office", "05-04 01:10:00", part)]),
    "duplicati: fatal": (duplicati(ParsedResult="Fatal"), [("duplicati:desk:office", "05-04 01:10:00", bad)]),
    "duplicati: a word of a newer version": (duplicati(ParsedResult="Fine"), [("duplicati:desk:office", "05-04 01:10:00", open_)]),
    "duplicati: a compacting is no backup": (duplicati(MainOperation="Compact"), []),
    # kopia
    "kopia": ([kopia()], [("kopia:desk:/home", "05-04 01:05:00", ok)]),
    "kopia: errors": ([kopia(stats={"errorCount": 1})], [("kopia:desk:/home", "05-04 01:05:00", part)]),
    "kopia: errors that its policy ignores": ([kopia(stats={"ignoredErrorCount": 1})], [("kopia:desk:/home", "05-04 01:05:00", ok)]),
    "kopia: failed entries": ([kopia(rootEntry={"summ": {"numFailed": 2}})], [("kopia:desk:/home", "05-04 01:05:00", part)]),
    "kopia: no end": ([kopia(endTime=None)], [("kopia:desk:/home", "05-04 01:00:00", open_)]),
    "kopia: cut off": ([kopia(incomplete="canceled")], [("kopia:desk:/home", "05-04 01:05:00", bad)]),
    # proxmox
    "vzdump: a section a guest": (
        VZDUMP,
        [("proxmox:101", "05-03 23:10:30", ok), ("proxmox:102", "05-03 23:11:30", part), ("proxmox:103", "05-03 23:12:00", bad),
         ("proxmox:104", "05-03 23:13:00", run)],
    ),
    "vzdump: no time at all": ("INFO: Starting Backup of VM 7 (lxc)\nINFO: Finished Backup of VM 7 (01:00:00)\n", [("proxmox:7", None, ok)]),
    "vzdump: another guest finished": (
        "INFO: Starting Backup of VM 7 (lxc)\nINFO: Backup started at 2031-05-04 01:00:00\nINFO: Finished Backup of VM 8 (00:00:05)\n",
        [("proxmox:7", "05-03 23:00:00", run)],
    ),
    "vzdump: to a backup server": (
        ("INFO: Starting Backup of VM 7 (lxc)\nINFO: creating Proxmox Backup Server archive 'ct/7/2031-05-04T01:00:00Z'\n"
        "WARN: a disk is slow\nINFO: Finished Backup of VM 7 (00:00:05)\n"),
        [("proxmox:7", "05-04 01:00:05", part)],
    ),
    "vzdump: the time is only in the name": (
        "INFO: Starting Backup of VM 7 (lxc)\nINFO: creating archive 'x/vzdump-lxc-7-2031_05_04-01_00_00.tar'\nINFO: Finished Backup of VM 7 (01:00:00)\n",
        [("proxmox:7", "05-04 00:00:00", ok)],
    ),
    "proxmox: a storage": (
        [{"volid": "nas:backup/vzdump-qemu-101-x", "vmid": 101, "ctime": 1935622800, "size": 5, "content": "backup"},
         {"volid": "nas:iso/x.iso", "ctime": 1935622800, "size": 5, "content": "iso"}],
        [("proxmox:101@nas", "05-04 01:00:00", ok)],
    ),
    "proxmox backup server: snapshots": (
        [{"backup-type": "vm", "backup-id": "101", "backup-time": 1935622800, "size": 9, "owner": "root@pam", "verification": None},
         {"backup-type": "host", "backup-id": "desk", "backup-time": 1935622800, "size": 9, "verification": {"state": "failed", "upid": "U"}}],
        [("proxmox:101", "05-04 01:00:00", ok), ("proxmox:host/desk", "05-04 01:00:00", part)],
    ),
    # clouds
    "aws backup: jobs": ({"BackupJobs": [job()]}, [(ORDERS, "05-03 23:30:00", ok)]),
    "aws backup: unix seconds": ({"BackupJobs": [job(CompletionDate=1935622800.5)]}, [(ORDERS, "05-04 01:00:00", ok)]),
    "aws backup: aborted": ({"BackupJobs": [job(State="ABORTED")]}, [(ORDERS, "05-03 23:30:00", bad)]),
    "aws backup: expired": ({"BackupJobs": [job(State="EXPIRED")]}, [(ORDERS, "05-03 23:30:00", bad)]),
    "aws backup: partial": ({"BackupJobs": [job(State="PARTIAL")]}, [(ORDERS, "05-03 23:30:00", part)]),
    "aws backup: running, with an expectation": ({"BackupJobs": [job(State="RUNNING", CompletionDate=None)]}, [(ORDERS, "05-03 23:00:00", run)]),
    "aws backup: a state of a newer version": ({"BackupJobs": [job(State="MENDED")]}, [(ORDERS, "05-03 23:30:00", open_)]),
    "aws backup: parents are not counted": ({"BackupJobs": [job(IsParent=True), job(ParentJobId="p")]}, [(ORDERS, "05-03 23:30:00", ok)]),
    "aws backup: one described job": (job(), [(ORDERS, "05-03 23:30:00", ok)]),
    "aws backup: of several events the newest": (
        [{"detail-type": "Backup Job State Change", "time": f"2031-05-04T0{h}:00:00Z", "detail": {"backupJobId": "j", "state": s, "resourceArn": "arn:x", "backupVaultName": "vault"}}
         for h, s in ((3, "COMPLETED"), (1, "CREATED"), (2, "RUNNING"))],
        [("aws-backup:arn:x@vault", "05-04 03:00:00", ok)],
    ),
    "rds: snapshots": ({"DBSnapshots": [rds(), rds(Status="creating")]}, [("rds:orders@snapshots", "05-04 01:00:00", ok), ("rds:orders@snapshots", "05-04 01:00:00", run)]),
    "rds: a bare list": ([rds()], [("rds:orders@snapshots", "05-04 01:00:00", ok)]),
    "rds: how far an instance goes back": (
        {"DBInstances": [{"DBInstanceIdentifier": "orders", "DBInstanceStatus": "available", "LatestRestorableTime": "2031-05-04T01:55:00+00:00"}]},
        [("rds:orders@logs", "05-04 01:55:00", ok)],
    ),
    "velero: one": (velero(), [("velero:daily@eu", "05-04 01:02:00", ok)]),
    "velero: a list": ({"kind": "BackupList", "items": [velero("PartiallyFailed")]}, [("velero:daily@eu", "05-04 01:02:00", part)]),
    "velero: warnings": (velero(warnings=3), [("velero:daily@eu", "05-04 01:02:00", part)]),
    "velero: in progress": (velero("InProgress", completionTimestamp=None), [("velero:daily@eu", "05-04 01:00:00", run)]),
    "velero: a phase of a newer version": (velero("Polishing"), [("velero:daily@eu", "05-04 01:02:00", open_)]),
    # barman
    "barman: a list": (
        {"main": [{"backup_id": "b", "status": "DONE", "end_time_timestamp": "1935622800", "size_bytes": 5, "size": "5 B"},
                  {"backup_id": "c", "status": "FAILED"}, {"backup_id": "d", "status": "WAITING_FOR_WALS", "end_time_timestamp": "1935622800"}]},
        [("barman:main", "05-04 01:00:00", ok), ("barman:main", None, bad), ("barman:main", "05-04 01:00:00", run)],
    ),
    "barman: one": (
        {"main": {"backup_id": "b", "status": "DONE", "base_backup_information": {"end_time_timestamp": "1935622800", "begin_time_timestamp": "1935622000"}}},
        [("barman:main", "05-04 01:00:00", ok)],
    ),
    # tables
    "csv: ISO with offset": ("source,finished,result\nshop,2031-05-04T01:00:00Z,OK\n", [("csv:shop", "05-04 01:00:00", ok)]),
    "csv: semicolons and an unknown word": ("Source;Finished;Status\nshop;2031-05-04 01:00;fein\n", [("csv:shop", "05-03 23:00:00", open_)]),
    "veeam: sessions": (
        ('#TYPE Veeam.Session\n"JobName","CreationTime","EndTime","Result","State"\n"Files","2031-05-04 01:00:00","2031-05-04 01:30:00","Warning","Stopped"\n'
        '"Mail","2031-05-04 01:00:00","01/01/1900 00:00:00","None","Working"\n'),
        [("veeam:Files", "05-03 23:30:00", part), ("veeam:Mail", "05-03 23:00:00", run)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), CASES.values(), ids=CASES)
def test_what_a_report_says(content: Any, expected: list[tuple[str | None, str | None, Result]]) -> None:
    assert [short(f) for f in report_of(content).facts] == expected


REFUSED: dict[str, tuple[Any, str]] = {
    "restic totals": ({"total_size": 1, "snapshots_count": 2}, "totals without a time"),
    "restic without a host": ([snapshot("2031-05-04"), {"paths": ["/x"], "time": "2031-05-04T01:00:00Z"}], "neither host nor paths"),
    "restic of a newer version": ([{**snapshot("2031-05-04"), "time": {"unix": 5}}], "an object is no time"),
    "borg without a name": ({**borg(), "archives": [{"start": "2031-05-04T01:00:00"}]}, "an archive has no name"),
    "borg with the clock put forward": (borg(start="2031-03-30T02:30:00"), "put forward"),
    "borg about a repository only": ({"repository": {"id": "r", "location": "/x"}, "cache": {}}, "no archive"),
    "pgbackrest with a time of another kind": ([stanza(backup=[pg(timestamp={"start": 1935622200, "stop": "soon"})])], "is no time"),
    "pgbackrest without backups": ([stanza(backup={})], "no name or no list"),
    "restic: a list of something else": ([snapshot("2031-05-04"), "x"], "no list of snapshots"),
    "borg: another thing beside repositories": ([borg(), {"x": 1}], "no report of a Borg repository"),
    "duplicati without an end": (duplicati(EndTime=None), "no end"),
    "kopia without a path": ([{**kopia(), "source": {"host": "", "path": "/x"}}], "no source"),
    "proxmox with a clock never set": ([{"backup-type": "vm", "backup-id": "1", "backup-time": 60, "size": 1}], "before every backup"),
    "proxmox without a guest": ([{"backup-type": "vm", "backup-time": 1935622800}], "of which guest"),
    "aws job without a resource": ({"BackupJobs": [job(ResourceArn=None)]}, "of which resource"),
    "aws event without a time": ([{"detail-type": "Backup Job State Change", "detail": {"backupJobId": "j"}}], "no job or no time"),
    "rds without a database": ([rds(DBInstanceIdentifier=None)], "of which database"),
    "velero without a name": ({**velero(), "metadata": {}}, "no name"),
    "barman without an end": ({"main": [{"backup_id": "b", "status": "DONE"}]}, "no end_time_timestamp"),
    "csv: a day that can be read in two ways": ("source,finished,result\nshop,03/04/2031 01:00,OK\n", "line 2: 03/04/2031 01:00 may be read in two ways"),
    "csv: also when only one reading is possible": ("source,finished,result\nshop,25/04/2031 01:00,OK\n", "two ways"),
    "csv: a row without a source": ("source,finished,result\n,2031-05-04T01:00:00Z,OK\n", "line 2 does not say"),
    "csv: cut in the middle of a row": ("source,finished,result\nshop,2031-05-04T01:00:00Z,OK\nmail,2031-05", "line 3 has 2 columns instead of 3: it was cut off"),
    "csv: cut in the middle of a word": ('source,finished,result\nshop,2031-05-04T01:00:00Z,"O', "line 2 is no row"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "reason"), REFUSED.values(), ids=REFUSED)
def test_one_sentence_why_it_is_not_used(content: Any, reason: str) -> None:
    with pytest.raises(BcdrError) as refused:
        report_of(content)
    assert reason in refused.value.message
    assert "\n" not in refused.value.message
    assert refused.value.hint


@pytest.mark.parametrize(
    "content",
    [borg(), VZDUMP, "source,finished,result\nshop,2031-05-04 01:00:00,OK\n"],
    ids=["borg", "vzdump", "csv"],
)
def test_local_times_ask_for_a_zone(content: Any) -> None:
    with pytest.raises(BcdrError) as refused:
        report_of(content, zone=None)
    assert "no offset" in refused.value.message
    assert "--timezone" in refused.value.hint
    assert all(f.zone_assumed for f in report_of(content).facts)
    assert not any(f.zone_assumed for f in report_of([snapshot("2031-05-04")]).facts)


@pytest.mark.parametrize(
    ("order", "text", "expected"),
    [
        ("day-first", "03/04/2031 01:00", "04-03 01:00:00"),
        ("month-first", "03/04/2031 01:00", "03-04 01:00:00"),
        ("month-first", "3/4/2031 1:00:05 PM", "03-04 13:00:05"),
        ("month-first", "3/4/2031 12:00:05 AM", "03-04 00:00:05"),
        ("day-first", "04.05.2031 01:00:00", "05-04 01:00:00"),
    ],
)
def test_days_of_a_table_are_read_as_the_caller_says(order: str, text: str, expected: str) -> None:
    found = report_of(f"source;finished;result\nshop;{text};OK\n", zone="UTC", date_order=order)
    assert short(found.facts[0]) == ("csv:shop", expected, ok)


def test_a_table_with_columns_and_words_of_its_own() -> None:
    text = (
        "Was\tFertig\tWie\tMenge\tOrt\tZone\nshop\t2031-05-04 01:00\tfein\t1,5 GB\tsftp://u:p@vault/x\tEurope/Berlin\n"
    )
    columns = {
        "source": "Was",
        "finished": "Fertig",
        "result": "Wie",
        "size": "Menge",
        "destination": "Ort",
        "zone": "Zone",
    }
    [fact] = report_of(text, "csv", zone=None, columns=columns, words=("fein",)).facts
    assert short(fact) == ("csv:shop@sftp://vault/x", "05-03 23:00:00", ok)
    assert fact.source_bytes == 1_500_000_000


@pytest.mark.parametrize(
    ("text", "order", "reason"),
    [
        ("one\ntwo\n", "iso", "no heading of a table"),
        ('a,"' + "x" * 200_000 + '"\n', "iso", "no heading of a table"),
        ("source,finished,result\na,25/13/2031 01:00,OK\n", "day-first", "line 2: there is no time 25/13/2031 01:00"),
        ("source,finished,result,zone\na,2031-05-04 01:00,OK,Mars\n", "iso", "line 2: there is no time zone Mars"),
    ],
    ids=["no table", "a field of 200 kB", "no such month", "no such zone"],
)
def test_tables_that_are_none(text: str, order: str, reason: str) -> None:
    with pytest.raises(BcdrError) as refused:
        report_of(text, "csv", date_order=order)
    assert reason in refused.value.message


def test_a_word_that_means_success_takes_the_place_of_the_usual_ones() -> None:
    text = "source,finished,result\na,2031-05-04T01:00:00Z,OK\nb,2031-05-04T01:00:00Z,green\n"
    assert [f.result for f in report_of(text, words=("green",)).facts] == [open_, ok]


@pytest.mark.parametrize("columns", [{}, {"source": "Nope"}])
def test_a_table_whose_columns_nobody_knows(columns: dict[str, str]) -> None:
    with pytest.raises(BcdrError, match="no column"):
        report_of("Was,Fertig\na,b\n", "csv", columns=columns)


DETAILS: dict[str, tuple[Any, dict[str, Any]]] = {
    "restic": ([snapshot("2031-05-04", size=7, tags=["a", "b"])], {"source_bytes": 7, "stored_bytes": None, "encrypted": True, "kind": Kind.SNAPSHOT, "time_is": "finish"}),
    "restic without summary": ([snapshot("2031-05-04")], {"source_bytes": None, "stored_bytes": None, "duration": None, "time_is": "start"}),
    "borg": (borg(end="2031-05-04T01:04:00", stats={"original_size": 9, "deduplicated_size": 2}), {"source_bytes": 9, "stored_bytes": 2, "encrypted": True}),
    "borg not encrypted": ({**borg(), "encryption": {"mode": "none"}, "repository": {"id": "r", "location": "/mnt/repo"}}, {"encrypted": False}),
    "borg only signed": ({**borg(), "encryption": {"mode": "authenticated-blake2"}}, {"encrypted": False}),
    "pgbackrest": ([stanza(backup=[pg(repo=2)])], {"source_bytes": 5000, "stored_bytes": 40, "encrypted": True, "kind": Kind.FULL}),
    "pgbackrest in a bundle": ([stanza(backup=[pg(info={"size": 8})])], {"source_bytes": 8, "stored_bytes": None, "encrypted": False}),
    "duplicati": (duplicati(), {"source_bytes": 700, "stored_bytes": 300}),
    "duplicati test": (duplicati(MainOperation="Test"), {"act": Act.CHECK, "verified": True, "source_bytes": None}),
    "duplicati restore": (duplicati(MainOperation="Restore"), {"act": Act.RESTORE}),
    "kopia": ([kopia()], {"source_bytes": 910, "encrypted": True, "gaps": ()}),
    "kopia that ignores": ([kopia(stats={"ignoredErrorCount": 1})], {"gaps": ("1 files whose errors the policy ignores",)}),
    "proxmox verified": ([{"backup-type": "ct", "backup-id": "1", "backup-time": 1935622800, "size": 9, "protected": True, "verification": {"state": "ok"}, "files": [{"filename": "root.pxar.didx", "crypt-mode": "encrypt"}]}], {"verified": True, "encrypted": True}),
    "proxmox not verified is not failed": ([{"backup-type": "ct", "backup-id": "1", "backup-time": 1935622800, "size": 9}], {"verified": None, "encrypted": None}),
    "aws restore": ({"RestoreJobs": [{"RestoreJobId": "r", "RecoveryPointArn": "arn:p", "Status": "COMPLETED", "CreationDate": 1935622800, "CompletionDate": 1935622900}]}, {"act": Act.RESTORE, "result": ok}),
    "aws restore that did not hold": ({"RestoreJobs": [{"RestoreJobId": "r", "RecoveryPointArn": "arn:p", "Status": "COMPLETED", "ValidationStatus": "FAILED", "CreationDate": 1935622800}]}, {"act": Act.RESTORE, "result": bad}),
    "rds: allocated is not used": ([rds()], {"source_bytes": None, "size_note": "20 GiB are allocated; how much is used is not said", "encrypted": True}),
    "velero without volumes": ({**velero(), "spec": {"snapshotVolumes": False}}, {"gaps": ("the data in volumes",)}),
    "barman": ({"main": [{"backup_id": "b", "status": "DONE", "end_time_timestamp": "1935622800", "size_bytes": 5}]}, {"source_bytes": 5, "kind": Kind.FULL}),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), DETAILS.values(), ids=DETAILS)
def test_details(content: Any, expected: dict[str, Any]) -> None:
    [fact] = report_of(content).facts
    assert {name: getattr(fact, name) for name in expected} == expected


def test_what_vzdump_leaves_out_is_a_gap_with_its_reason() -> None:
    facts = {f.source: f for f in report_of(VZDUMP).facts}
    assert facts["102"].gaps == ("mp0 ('/data')",)
    assert facts["102"].reason == "left out: mp0 ('/data')"
    assert facts["101"].stored_bytes == round(1.5 * 2**30)
    assert facts["103"].reason == "command [left out] failed: exit code 1"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("shop-2031-05-04T01:00:00", "shop"),
        ("shop-20310504", "shop"),
        ("shop_files.2031-05-04.checkpoint.2", "shop_files"),
        ("shop-1935622800", "shop"),
        ("db-01-2031-05-04", "db-01"),
        ("web1", "web1"),
        ("shop-2", "shop-2"),
        ("2031-05-04", "archives"),
    ],
)
def test_a_series_of_archives_is_told_by_its_name(name: str, expected: str) -> None:
    assert series(name) == expected


REMARKS: dict[str, tuple[Any, str | None, str]] = {
    "restic": ([], "restic", "the list is empty: no backup exists"),
    "borg": ({**borg(), "archives": []}, None, "no backup exists in the repository ssh://vault.example/./repo"),
    "pgbackrest": ([stanza()], None, "no backup of the stanza main exists"),
    "pgbackrest with a problem": ([stanza(backup=[pg()], status={"code": 4, "message": "wal missing"})], None, "the stanza main has a problem: wal missing"),
    "pgbackrest without log": ([stanza(backup=[pg()], archive=[])], None, "the stanza main has no archived log: it cannot be brought to a point in time"),
    "aws": ({"BackupJobs": []}, None, "the list of jobs is empty: no backup exists"),
    "rds": ({"DBSnapshots": []}, None, "the list is empty: no backup exists"),
    "rds replica": ({"DBInstances": [{"DBInstanceIdentifier": "r", "ReadReplicaSourceDBInstanceIdentifier": "orders", "LatestRestorableTime": "2031-05-04T01:55:00+00:00"}]}, None, "r is a read replica, which is no backup"),
    "rds without backups": ({"DBInstances": [{"DBInstanceIdentifier": "r", "DBInstanceStatus": "available"}]}, None, "r has no automatic backup: it has no latest restorable time"),
    "barman": ({"main": [{"backup_id": "b", "status": "FAILED"}], "other": []}, None, "no backup of the server other exists"),
    "csv": ("source,finished,result\n", None, "the table has no row: no backup exists"),
    "duplicati": (duplicati(MainOperation="Compact"), None, "an operation of the kind Compact is no backup"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "format", "remark"), REMARKS.values(), ids=REMARKS)
def test_no_backup_is_a_remark_and_not_an_error(content: Any, format: str | None, remark: str) -> None:
    assert remark in report_of(content, format).remarks


@pytest.mark.parametrize(
    "content",
    [
        [snapshot("2031-05-04", username="anna-secret", tags=["x"])],
        borg(username="anna-secret", command_line=["borg", "create", "--x", "anna-secret"], hostname="h"),
        [kopia(source={"host": "desk", "userName": "anna-secret", "path": "/srv"})],
        [{"backup-type": "vm", "backup-id": "1", "backup-time": 1935622800, "size": 9, "owner": "anna-secret@pam"}],
        {
            "BackupJobs": [
                job(IamRoleArn="anna-secret", StatusMessage="denied, token=anna-secret for https://x/?sig=anna-secret")
            ]
        },
        VZDUMP.replace("s3cret", "anna-secret"),
        duplicati(Messages=["password=anna-secret"], TargetUrl="ftp://u:anna-secret@x"),
        {"repository": {"id": "x", "location": "ssh://anna-secret@vault/./r"}, "archives": borg()["archives"]},
        "source,finished,result,reason,destination\na,2031-05-04T01:00:00Z,failed,--password=anna-secret,sftp://anna-secret:p@x/y\n",
    ],
)
def test_nothing_that_must_not_leave_a_report_reaches_a_fact(content: Any) -> None:
    report = report_of(content)
    assert report.facts
    assert "anna-secret" not in repr(report)
    assert "hunter2" not in repr(report)
