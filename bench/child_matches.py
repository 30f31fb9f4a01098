"""`python -m bench.child_matches`: how well and how fast records of one child are found, by labelled invented ones."""

import argparse
import os
import resource
import sys
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import sqlalchemy as sa

from bench.labelled_children import AUTHORITIES, Record, pairs_of, records
from bench.servers import own_settings
from register.database import private_server
from register.database.connections import with_driver
from register.maintenance.child_matches import link
from register.maintenance.likeness_model import LEAST_SCORE
from register.maintenance.migrate import migrate
from register.settings import settings
from register.tables import area, child, child_identity, child_match, child_minimum

DATABASE = "register_bench_matches"
# Links are as the triggers of the tables would write them, which take longer than a bench for so many rows.
QUIETLY = "set local session_replication_role = replica"
HISTORY = (
    "insert into register.child_history (id, responsible_authority_code, recorded_from) "
    "select id, responsible_authority_code, now() from register.child"
)


def main() -> int:
    """Make the records, compare them, and print what was found, and what of it is right."""
    parser = argparse.ArgumentParser(prog="python -m bench.child_matches", description=__doc__)
    parser.add_argument("--records", type=int, default=40_000, help="how many records are compared with each other")
    parser.add_argument("--seed", type=int, default=12, help="what the records are made of")
    asked = parser.parse_args()
    os.environ.update(own_settings())
    settings.cache_clear()
    made = records(asked.records, asked.seed)
    with private_server.running() as cluster, _register_of(cluster, made) as owner:
        began = time.monotonic()
        with owner.begin() as connection:
            done = link(connection, _tell)
        seconds = time.monotonic() - began
        with owner.connect() as connection:
            rows = connection.execute(
                sa.select(child_match.c.child_id, child_match.c.other_child_id, child_match.c.score)
            )
            found = {frozenset(row[:2]): row[2] for row in rows}
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"\n{len(made):,} records: {done.compared:,} pairs compared in {seconds:.0f} s, {peak_mb:.0f} MB at most\n"
    )
    right = set(pairs_of(made))
    for least in (LEAST_SCORE, 0.5, 0.9, 0.99):
        _print(least, right, {pair for pair, score in found.items() if score >= least})
    _explain(made, right, set(found))
    return 0


def _print(least: float, right: set[frozenset[uuid.UUID]], found: set[frozenset[uuid.UUID]]) -> None:
    hit = len(right & found)
    sys.stdout.write(
        f"| {least} | {len(right):,} | {len(found):,} | {hit / len(found):.3f} | {hit / len(right):.3f} |\n"
    )


def _explain(made: Sequence[Record], right: set[frozenset[uuid.UUID]], found: set[frozenset[uuid.UUID]]) -> None:
    """Some of what was found wrongly, and some of what was not found, to be read."""
    by_key = {each.key: each for each in made}
    for title, pairs in (("wrong", found - right), ("missed", right - found)):
        kinds = Counter("same birthday" if len({by_key[key].born for key in pair}) == 1 else "other" for pair in pairs)
        sys.stderr.write(f"{title}: {dict(kinds)}\n")
        for pair in sorted(pairs, key=sorted)[:12]:
            for key in pair:
                one = by_key[key]
                sys.stderr.write(f"  {one.name} {one.born} {one.sex} {one.nhs_number} {one.upn} {one.aliases}\n")
            sys.stderr.write("\n")


@contextmanager
def _register_of(cluster: private_server.Cluster, made: Sequence[Record]) -> Iterator[sa.Engine]:
    cluster.drop_database(DATABASE)
    cluster.ensure_database(DATABASE)
    owner = sa.create_engine(with_driver(cluster.url(DATABASE), "postgresql+psycopg"), poolclass=sa.pool.NullPool)
    with owner.connect() as connection:
        migrate(connection)
        connection.commit()
    with owner.begin() as connection:
        connection.execute(sa.text(QUIETLY))
        places = [{"code": code, "kind": "authority", "name": code} for code in AUTHORITIES]
        connection.execute(area.insert().values(country="England", valid_from="2000-01-01"), places)
        connection.execute(child.insert(), [{"id": r.key, "responsible_authority_code": r.authority} for r in made])
        named = [{"child_id": r.key, "name": r.name, "date_of_birth": r.born, "sex": r.sex} for r in made]
        connection.execute(child_minimum.insert(), named)
        numbers = [
            {"child_id": r.key, "aliases": list(r.aliases), "nhs_number": r.nhs_number, "upn": r.upn} for r in made
        ]
        connection.execute(child_identity.insert(), numbers)
        connection.execute(sa.text(HISTORY))
    with owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("vacuum analyze"))
    yield owner
    owner.dispose()
    cluster.drop_database(DATABASE)


def _tell(name: str, done: int, total: int) -> None:
    sys.stderr.write(f"\r{name}: {done:,} of {total:,}   ")


if __name__ == "__main__":
    sys.exit(main())
