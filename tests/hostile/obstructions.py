"""What may stand in the way of an entry in the access log: a trigger of the test's own."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.hostile.raw_requests import change
from tests.support.client import Server

RAISING = """
create function register.obstruct() returns trigger language plpgsql as $$
begin {body} end $$;
"""
BEFORE_INSERT = (
    "create trigger obstructed before insert on register.access_log for each row execute function register.obstruct()"
)
AT_COMMIT = """create constraint trigger obstructed after insert on register.access_log
               deferrable initially deferred for each row execute function register.obstruct()"""


@contextmanager
def obstructed(server: Server, trigger: str, body: str) -> Iterator[None]:
    """Whatever the trigger's function does, it does at every entry. body: its statements, in PL/pgSQL."""
    change(server, RAISING.format(body=body))
    change(server, trigger)
    yield
    change(server, "drop trigger obstructed on register.access_log")
    change(server, "drop function register.obstruct()")
