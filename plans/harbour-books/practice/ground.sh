#!/usr/bin/env bash
# A practice ground for three runbooks of this plan: throw-away copies of invented data that they can really restore.
#
#   bash practice/ground.sh FOLDER [orders] [tills] [safe]    make it: all three, or those that are named
#   bash practice/ground.sh --remove FOLDER                   end what still runs there, and remove it
#
#   orders  PostgreSQL: a dump, for restore-orders-dump     needs restic and the PostgreSQL server
#   tills   SQLite: a copy made online, for restore-tills   needs restic and sqlite3
#   safe    files with checksums, for key-recovery          needs restic
#
# Nothing outside of FOLDER and one scratch folder is touched, no port is opened, no name is looked up.
set -euo pipefail

say() { printf '%s\n' "$@"; }
stop() { printf 'error: %s\n  help: %s\n' "$1" "$2" >&2; exit 2; }

# --- what is there ----------------------------------------------------------------------------------------------------

# Debian keeps the server's programs out of PATH, one folder a version: the newest counts.
server_folder() {
    local found
    found=$(command -v initdb) && { dirname "$(readlink -f "$found")"; return; }
    found=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
    [ -x "$found" ] && dirname "$found"
}

require() {
    local part missing=""
    command -v restic >/dev/null || missing="restic"
    for part in "$@"; do
        case $part in
            orders) server=$(server_folder) || missing="${missing:+$missing, }postgresql (the server)" ;;
            tills) command -v sqlite3 >/dev/null || missing="${missing:+$missing, }sqlite3" ;;
            safe) ;;
            *) stop "there is no part called $part" "name orders, tills or safe, or nothing for all three" ;;
        esac
    done
    [ -z "$missing" ] || stop "this machine lacks $missing" "install it, or name only the parts that need none of it"
}

# --- making it --------------------------------------------------------------------------------------------------------

# The programs of PostgreSQL under names of their own. The server refuses to run as root: then postgres runs it.
server_programs() {
    local name as=""
    [ "$(id -u)" != 0 ] || as="runuser -u postgres --"
    mkdir "$ground/bin"
    for name in psql createdb pg_dump pg_restore; do
        printf '#!/bin/sh\nexec %q "$@"\n' "$server/$name" >"$ground/bin/$name"
    done
    for name in initdb pg_ctl; do
        printf '#!/bin/sh\ncd /\nexec %s %q "$@"\n' "$as" "$server/$name" >"$ground/bin/$name"
    done
    chmod 755 "$ground/bin/"*
    [ -z "$as" ] || chown postgres "$scratch"
}

# One state in the repository, as if the daily job had made it at its last time of day, today or yesterday.
keep() {
    local made
    made=$(date "+%F $2")
    [[ $(date +%T) > $2 ]] || made=$(date -d "yesterday $2" '+%F %T' 2>/dev/null || date -v-1d "+%F $2")
    (cd "$ground/source" && restic backup --quiet --host "$1" --tag "$1" --time "$made" "$1")
}

orders() {
    local home=$ground/source/orders
    mkdir "$home"
    server_programs
    export PATH="$ground/bin:$PATH" PGHOST=$scratch PGUSER=scratch
    initdb --pgdata "$scratch/server" --username scratch --auth trust --encoding UTF8 --no-locale --no-sync >/dev/null
    pg_ctl --pgdata "$scratch/server" --log "$scratch/server.log" --silent --wait start \
        --options "-c listen_addresses='' -c unix_socket_directories='$scratch'"
    createdb --no-password shop
    psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --dbname shop <<'SQL'
create table customers (id int primary key, name text not null, mail text);
create table orders (id int primary key, customer int not null references customers, created timestamptz not null,
                     total numeric(10, 2) not null);
create table lines (orders int not null references orders, line int, title text not null, price numeric(10, 2) not null,
                    primary key (orders, line));
insert into customers select n, 'Reader ' || n, 'reader' || n || '@example.org' from generate_series(1, 3000) n;
insert into orders select n, 1 + n * 7 % 3000, now() - n * interval '7 minutes', 0 from generate_series(1, 12000) n;
insert into lines select n, l, 'Title ' || (n * 31 + l) % 900, 4 + (n * 13 + l * 7) % 30 + 0.95
    from generate_series(1, 12000) n, generate_series(1, 3) l where l <= 1 + n % 3;
update orders set total = (select sum(price) from lines where lines.orders = orders.id);
SQL
    pg_dump --format custom --file "$home/orders.dump" shop
    psql --no-psqlrc --tuples-only --no-align --dbname shop --command 'select count(*) from orders' >"$home/orders.count"
    pg_ctl --pgdata "$scratch/server" --silent --mode fast stop
    rm -rf "${scratch:?}/server" "$scratch/server.log"
    cat >"$ground/erasures.sql" <<'SQL'
update customers set name = 'erased', mail = null where id in (17, 230, 1984);
SQL
    keep orders 15:49:00
}

tills() {
    local home=$ground/source/tills
    mkdir "$home"
    sqlite3 -batch "$ground/till.db" >/dev/null <<'SQL'
pragma journal_mode = wal;
create table sales (id integer primary key, till integer not null, day text not null, cents integer not null);
create table signatures (sale integer primary key references sales, counter integer not null unique);
with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)
insert into sales select i, 1 + i % 3, date('now', '-' || ((20000 - i) / 160) || ' days'), 250 + i * 37 % 6000 from n;
insert into signatures select id, 370000 + id from sales;
SQL
    sqlite3 -batch "$ground/till.db" ".backup '$home/till.db'"       # while the tills may write: never a plain copy
    sqlite3 -batch "$home/till.db" 'select count(*) from sales' >"$home/sales.count"
    keep tills 21:09:00
}

safe() {
    local home=$ground/source/safe number
    mkdir -p "$home/recovery-codes"
    for number in 1 2 3 4 5 6 7 8 9 10 11 12; do
        head -c 4096 /dev/urandom >"$home/recovery-codes/$number.gpg"
    done
    head -c 2000000 /dev/urandom >"$home/logins.kdbx"
    (cd "$home" && find . -type f ! -name SHA256SUMS | LC_ALL=C sort | xargs sha256sum >"$ground/sums" && mv "$ground/sums" SHA256SUMS)
    sha256sum <"$home/SHA256SUMS" | cut -d ' ' -f 1 >"$ground/safe-note"
    keep safe 20:01:00
}

make() {
    local part parts=("$@")
    [ ${#parts[@]} -gt 0 ] || parts=(orders tills safe)
    server=""
    require "${parts[@]}"
    [ ! -e "$ground" ] || [ -z "$(ls -A "$ground")" ] || stop "$ground is there already" "name a new folder, or --remove it"
    umask 077
    mkdir -p "$ground"
    ground=$(cd "$ground" && pwd -P)
    scratch=$(mktemp -d "${TMPDIR:-/tmp}/scratch.XXXXXX")            # short, because the path of a socket has to be
    printf '%s\n' "$scratch" >"$ground/.practice-ground"
    trap 'remove_all; stop "the practice ground was not made" "what stands above says why; nothing of it is left"' ERR
    mkdir "$ground/source"
    head -c 24 /dev/urandom | base64 >"$ground/password"
    export RESTIC_REPOSITORY=$ground/repository RESTIC_PASSWORD_FILE=$ground/password RESTIC_CACHE_DIR=$ground/cache
    restic init --quiet
    for part in "${parts[@]}"; do
        say "making $part ..."
        ("$part") # what a part exports stays with it
    done
    {
        say "export SCRATCH=$(printf %q "$scratch")"
        say "export RESTIC_REPOSITORY=$(printf %q "$RESTIC_REPOSITORY")"
        say "export RESTIC_PASSWORD_FILE=$(printf %q "$RESTIC_PASSWORD_FILE")"
        say "export RESTIC_CACHE_DIR=$(printf %q "$RESTIC_CACHE_DIR")"
        say "export ERASURES=$(printf %q "$ground/erasures.sql")"
        say "export SAFE_NOTE=$(printf %q "$ground/safe-note")"
        say "export PATH=$(printf %q "$ground/bin"):\$PATH"
    } >"$ground/variables.sh"
    trap - ERR
    say "" "Made: the runbooks of this plan can now be tried on invented data. In this shell, from the plan's folder:" "" \
        "  . $(printf %q "$ground/variables.sh")"
    for part in "${parts[@]}"; do
        case $part in
            orders) say "  bcdr drill run restore-orders-dump --type integrity-check" ;;
            tills) say "  bcdr drill run restore-tills --type item-restore" ;;
            safe) say "  bcdr drill run key-recovery --type item-restore" ;;
        esac
    done
    say "" "With --dry-run they only show what would run. The record goes into the plan: try it in a copy of the folder." \
        "When you are done:" "" \
        "  bash practice/ground.sh --remove $(printf %q "$ground")"
}

# --- taking it away ---------------------------------------------------------------------------------------------------

remove_all() {
    if [ -e "$scratch/server/postmaster.pid" ]; then
        "$ground/bin/pg_ctl" --pgdata "$scratch/server" --silent --mode immediate stop || true
    fi
    rm -rf "${scratch:?}" "${ground:?}"
}

remove() {
    [ -f "$ground/.practice-ground" ] || stop "$ground is no practice ground" "nothing was removed"
    ground=$(cd "$ground" && pwd -P)
    scratch=$(cat "$ground/.practice-ground")
    [[ $scratch = */scratch.?????? ]] || stop "$ground/.practice-ground names no scratch folder" "nothing was removed"
    remove_all
    say "removed $ground"
}

case ${1:-} in
    --remove) ground=${2:?name the folder}; remove ;;
    "" | -*) sed -n '2,11s/^# \{0,1\}//p' "$0"; exit 2 ;;
    *) ground=$1; shift; make "$@" ;;
esac
