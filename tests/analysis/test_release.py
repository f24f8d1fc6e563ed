"""Releases of engines and tools."""

from __future__ import annotations

import pytest

from bcdr.analysis.release import major, releases


@pytest.mark.parametrize(
    ("engine", "tool", "expected"),
    [
        ("postgresql 16", "pg_dump 16", None),
        ("PostgreSQL 16.4", "pg_dump 16.1", None),
        ("postgresql 9.6", "pg_dump 9.2", ("9.6", "9.2")),
        ("postgresql 9.6", "pg_dump 9", None),
        ("postgresql 16", "pg_dump 15.2", ("16", "15")),
        ("postgresql 16", "pgbackrest 2.57 with postgresql 16", None),
        ("postgresql 16", "pgbackrest 2.57", None),
        ("postgresql 16", "pg_dump, sent by restic 0.18", None),
        ("mysql 8.0", "mysqldump 5.7", ("8.0", "5.7")),
        ("mysql 5.7", "mysqldump  Ver 10.13 Distrib 5.7.33", None),
        ("mysql 8.0", "mysqldump  Ver 10.13 Distrib 5.7.33", ("8.0", "5.7")),
        ("mariadb 10.11", "mariadb-dump 10.6", ("10.11", "10.6")),
        ("SQL Server 2022", "SQL Server 2022 backup, sent by restic", None),
        ("SQL Server 2022", "mssql server 2019", ("2022", "2019")),
        ("filemaker 21", "filemaker server v19", ("21", "19")),
        ("mysql, two table types", "mysqldump 8.0", None),
        ("files", "restic 0.18", None),
        ("16", "pg_dump 14", None),
        (None, "pg_dump 14", None),
        ("postgresql 16", None, None),
    ],
)
def test_releases(engine: str | None, tool: str | None, expected: tuple[str, str] | None) -> None:
    assert releases(engine, tool) == expected


@pytest.mark.parametrize(
    ("text", "shortened"),
    [
        ("PostgreSQL  16.4", "postgresql 16"),
        ("postgresql 16", "postgresql 16"),
        ("postgresql 9.6.24", "postgresql 9.6"),
        ("mysql 8.0.36", "mysql 8.0"),
        ("MariaDB 10.11.6", "mariadb 10.11"),
        ("pg_dump 16.2", "pg_dump 16"),
        ("pgbackrest 2.57 with postgresql 16.1", "pgbackrest 2 with postgresql 16"),
        ("restic 0.17.3", "restic 0"),
        ("mysqldump 8.0.36 distrib 8.4.2", "mysqldump 8.0 distrib 8.4"),
        ("MongoDB server v7.0.4", "mongodb server v7.0"),
        ("files", "files"),
        ("1.2.3", "1"),
        ("", ""),
    ],
)
def test_a_version_shortened_to_its_release(text: str, shortened: str) -> None:
    assert major(text) == shortened
