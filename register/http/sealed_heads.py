"""The open door to the heads: anybody may take them and check that a log only grew. Hashes pass, and nothing else.

Source: RFC 9162, section 2.1, for what the proofs are.
"""

from collections.abc import Mapping, Sequence

import orjson
from starlette.requests import Request
from starlette.responses import Response

from register.database.connections import Connection, Pool, transaction
from register.errors import BadInput, RegisterError, Unavailable
from register.open_types import Values
from register.policy.roles import SEALS_ROLE
from register.sealing.heads import Head
from register.sealing.tree import Address, Span, addresses, consistency_spans, hash_of, inclusion_spans
from register.settings import Settings
from register.vocabulary import Log

HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Content-Type": "application/json"}
LONGEST_NUMBER = 18

# The size of a head counts consultations: within a period the door tells no newer one, however often it is asked.
# Decision: heads-by-the-minute
NEWEST = """
select s.log, s.origin, h.size, h.root, h.signed_at, h.public_key, h.signature
  from register.seal_state s
 cross join lateral (
        select * from register.seal_head h
         where h.log = s.log and h.signed_at < date_bin(make_interval(secs => $1), now(), 'epoch')
         order by h.size desc limit 1) h
"""
NODES = """
select level, index, hash
  from register.seal_node
 where log = $1 and (level, index) in (select * from unnest($2::smallint[], $3::bigint[]))
"""


async def answer_heads(request: Request, pool: Pool | None, given: Settings) -> Response:
    """The heads at the end of the last whole period; with log and leaf, or with log and from, a proof beside them."""
    try:
        if pool is None:
            raise Unavailable("The register is unavailable. Try again later.")
        wanted = _wanted(request.query_params.multi_items())
        async with transaction(pool, given, SEALS_ROLE) as connection:
            told = await _told(connection, wanted, given.head_period_s)
    except RegisterError as refusal:
        body = {"errors": [{"message": refusal.message, "extensions": dict(refusal.extensions)}]}
        retry = {"Retry-After": "1"} if isinstance(refusal, Unavailable) else {}
        return Response(orjson.dumps(body), refusal.status, HEADERS | retry)
    return Response(orjson.dumps(told), 200, HEADERS)


def _wanted(given: Sequence[tuple[str, str]]) -> Mapping[str, object]:
    """What is asked for. Raises: BadInput if it is neither nothing nor one proof."""
    names = sorted(name for name, _ in given)
    if not names:
        return {}
    if names not in (["leaf", "log"], ["from", "log"]):
        raise BadInput("Send no parameters, log and leaf, or log and from.", hint="For example ?log=access&leaf=12.")
    values = dict(given)
    number = values.get("leaf", values.get("from", ""))
    if not (number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER):
        raise BadInput("leaf and from must be whole numbers.")
    if values.get("from", "1").strip("0") == "":
        raise BadInput("from must be 1 or more.")
    if values["log"] not in set(Log):
        raise BadInput(f"log must be {' or '.join(Log)}.")
    return {"log": Log(values["log"]), "leaf" if "leaf" in values else "from": int(number)}


async def _told(connection: Connection, wanted: Values, period_s: float) -> Values:
    rows = await connection.fetch(NEWEST, period_s)
    heads = {Log(row["log"]): Head(**dict(row) | {"log": Log(row["log"])}) for row in rows}
    told: dict[str, object] = {"heads": {log.value: heads[log].told() if log in heads else None for log in Log}}
    if not wanted:
        return told
    log = wanted["log"]
    size = heads[log].size if log in heads else 0
    if "leaf" in wanted:
        leaf = wanted["leaf"]
        if leaf >= size:
            raise BadInput("The newest head does not cover that leaf yet.", size=size)
        spans = [(leaf, leaf + 1), *inclusion_spans(leaf, size)]
        own, *path = await _hashes(connection, log, spans)
        return told | {"inclusion": {"log": log.value, "leaf": leaf, "size": size, "hash": own, "path": path}}
    old = wanted["from"]
    if old > size:
        raise BadInput("The newest head covers fewer leaves than that.", size=size)
    path = await _hashes(connection, log, consistency_spans(old, size))
    return told | {"consistency": {"log": log.value, "from": old, "size": size, "path": path}}


async def _hashes(connection: Connection, log: Log, spans: Sequence[Span]) -> list[str]:
    """The hashes over these subtrees, from the complete ones that are kept."""
    needed = [address for span in spans for address in addresses(span)]
    levels, places = [level for level, _ in needed], [place for _, place in needed]
    rows = await connection.fetch(NODES, log.value, levels, places)
    kept: dict[Address, bytes] = {(row["level"], row["index"]): row["hash"] for row in rows}
    return [hash_of(span, kept).hex() for span in spans]
