"""Missing children: how many reports the register takes, then open episodes and timelines beside PostGraphile."""

import http.client
import json
import time
import urllib.parse
import uuid
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from bench.comparison import Asked, compared, signed
from bench.cpu import cpu_seconds
from bench.load import CONNECTIONS, Request
from bench.postgres import copy_for_peer, postmaster
from bench.questions import post
from bench.servers import Server, running_peer
from bench.stage import DATABASE, Stage
from register.errors import SetupError
from register.vocabulary import Agency

MOST_TIMELINES = 40
REPORTED = 2_000
_PEER_REMARK: Final = (
    "PostGraphile has no rules and no log. Its copy has the child in the episode and the open episodes of each force "
    "in a table of their own; it gives a timeline as three lists, which the register puts in one order."
)
_OPEN: Final = (
    "{ missingEpisodes(area: {mine: true}, where: {endedAt: {isNull: true}}, first: 50,"
    " orderBy: [{field: STARTED_AT, direction: DESC}]) { nodes { reference status startedAt lastSeenAt"
    " risk { level scheme assessedAt reviewDueAt } home { urn name } child { id name dateOfBirth } } } }"
)
_PEER_OPEN: Final = (
    "query Q($area: String!) { allOpenEpisodes(condition: { areaCode: $area }, first: 50, orderBy: STARTED_AT_DESC)"
    " { nodes { episode: missingEpisodeByEpisodeId { reference status startedAt lastSeenAt"
    " risk: riskAssessmentsByEpisodeId(first: 1, orderBy: ASSESSED_AT_DESC)"
    " { nodes { level scheme assessedAt reviewDueAt } }"
    " home: homeByHomeId { urn identity: homeIdentityByHomeId { name } }"
    " child: childByChildId { rowId name dateOfBirth } } } } }"
)
_TIMELINE: Final = (
    "query Q($child: ID!) { child(id: $child) { name timeline(first: 60) { nodes { at kind"
    " placement { startedOn endedOn } missingEpisode { reference status } returnInterview { status dueAt }"
    " exploitationFlag { raisedOn } } } } }"
)
_PEER_TIMELINE: Final = (
    "query Q($child: UUID!) { childByRowId(rowId: $child) { name"
    " placements: placementsByChildId(first: 60, orderBy: STARTED_ON_DESC) { nodes { startedOn endedOn } }"
    " episodes: missingEpisodesByChildId(first: 60, orderBy: STARTED_AT_DESC) { nodes { reference status startedAt"
    " interview: returnInterviewByEpisodeId { status dueAt } } }"
    " flags: exploitationFlagsByChildId(first: 60, orderBy: RAISED_ON_DESC) { nodes { raisedOn } } } }"
)
_REPORT: Final = (
    "mutation Q($input: ReportMissingInput!) { reportMissing(input: $input) { problems { code message }"
    " missingEpisode { id reference status } } }"
)
_ASSESS: Final = (
    "mutation Q($input: AssessRiskInput!) { assessRisk(input: $input) { problems { code message }"
    " missingEpisode { id } } }"
)
# Children with 50 to 60 entries if they are all shown, each with its authority.
_LONGEST: Final = """
with counted as (
    select c.id, (select count(*) from bench_peer.placement p where p.child_id = c.id)
               + (select count(*) + count(i.id) from bench_peer.missing_episode e
                    left join bench_peer.return_interview i on i.episode_id = e.id where e.child_id = c.id)
               + (select count(*) from bench_peer.exploitation_flag f where f.child_id = c.id) as entries
    from bench_peer.child c
)
select c.id, c.responsible_authority_code, n.entries
from counted n join register.child c on c.id = n.id where n.entries <= 60 order by n.entries desc, c.id limit %s
"""
# Children that are placed in the area of a force, and not missing.
_PRESENT: Final = """
select distinct on (r.child_id) r.child_id, r.area_code
from register.child_reach r join register.area a on a.code = r.area_code and a.kind = 'force'
where r.how = 'host' and r.valid_from <= now() and (r.valid_to is null or r.valid_to > now())
  and not exists (select from register.episode_child e where e.child_id = r.child_id
                  and (e.copied_end is null or e.copied_end > now() - interval '2 hours'))
order by r.child_id, r.area_code limit %s
"""


def against_peer(stage: Stage, rounds: int, seconds: int) -> list[str]:
    """Each question about missing children to the register and to PostGraphile."""
    copy_for_peer(stage.cluster, DATABASE)
    with running_peer(stage.cluster.url(DATABASE)) as peer:
        asked = (_open_episodes(stage), _timelines(stage))
        return [compared(stage, peer, each, rounds=rounds, seconds=seconds) for each in asked]


def reports(stage: Stage, rounds: int, seconds: int) -> list[str]:
    """How many children are reported missing in a second, each once, over as many connections as all else.

    Each is assessed afterwards, so that a force has about as many open episodes as a page of them holds.
    """
    with stage.cluster.connect(DATABASE) as connection:
        present = [(str(child), str(force)) for child, force in connection.execute(_PRESENT, [REPORTED])]
    tokens = {force: stage.token(Agency.POLICE, force) for _, force in present}
    turns = [_report(child, tokens[force]) for child, force in present]
    if not turns:
        raise SetupError("No child is placed and present: there is nobody to report.")
    before = cpu_seconds(stage.register.process), cpu_seconds(postmaster(stage.cluster))
    begun = time.monotonic()
    reported = _send_all(stage.register, turns)
    took = time.monotonic() - begun
    after = cpu_seconds(stage.register.process), cpu_seconds(postmaster(stage.cluster))
    owners = [tokens[force] for n in range(CONNECTIONS) for _, force in present[n::CONNECTIONS]]
    _send_all(stage.register, [_assess(key, token) for key, token in zip(reported, owners, strict=True)])
    server, database = (1_000 * (late - early) / len(turns) for early, late in zip(before, after, strict=True))
    return [
        f"\n## Children reported missing\n\n{len(turns):,} reports, each of another child, over {CONNECTIONS}"
        f" connections in {took:.1f} s: {len(turns) / took:,.0f} a second. Each took {server:.2f} ms of the server's"
        f" processor time and {database:.2f} ms of PostgreSQL's, with history,"
        " links, the log of changes and the access log.\n"
    ]


def _open_episodes(stage: Stage) -> Asked:
    with stage.cluster.connect(DATABASE) as connection:
        found = connection.execute("select distinct area_code from bench_peer.open_episode order by 1")
        forces = [str(code) for (code,) in found]
    mine = {code: post(_OPEN, {}, signed(stage.token(Agency.POLICE, code))) for code in forces}
    theirs = {code: post(_PEER_OPEN, {"area": code}, ()) for code in forces}
    return Asked("Open episodes of a force with child, home, last risk", mine, theirs, _episodes_shown, _PEER_REMARK)


def _timelines(stage: Stage) -> Asked:
    with stage.cluster.connect(DATABASE) as connection:
        found = [(str(child), str(code)) for child, code, _ in connection.execute(_LONGEST, [MOST_TIMELINES])]
    tokens = {code: stage.token(Agency.LOCAL_AUTHORITY, code) for _, code in found}
    mine = {child: post(_TIMELINE, {"child": child}, signed(tokens[code])) for child, code in found}
    theirs = {child: post(_PEER_TIMELINE, {"child": child}, ()) for child in mine}
    return Asked("A child's timeline, the last 60 entries", mine, theirs, _entries_shown, _PEER_REMARK)


def _episodes_shown(data: Mapping[str, Any]) -> tuple[frozenset[str], int]:
    """The episodes of an answer by their references, and of how many the risk is shown."""
    if "missingEpisodes" in data:
        found = data["missingEpisodes"]["nodes"]
    else:
        found = [link["episode"] for link in data["allOpenEpisodes"]["nodes"]]
    risks = [each["risk"]["nodes"] if each["risk"] and "nodes" in each["risk"] else each["risk"] for each in found]
    return frozenset(each["reference"] for each in found), sum(bool(risk) for risk in risks)


def _entries_shown(data: Mapping[str, Any]) -> tuple[frozenset[str], int]:
    """The name of an answer's child, and how many entries its timeline has."""
    if "child" in data:
        return frozenset({data["child"]["name"]}), len(data["child"]["timeline"]["nodes"])
    child = data["childByRowId"]
    lists = [child[name]["nodes"] for name in ("placements", "episodes", "flags")]
    interviews = sum(episode["interview"] is not None for episode in child["episodes"]["nodes"])
    return frozenset({child["name"]}), sum(map(len, lists)) + interviews


def _report(child: str, token: str) -> Request:
    began = (datetime.now(UTC) - timedelta(minutes=30)).isoformat()
    given = {"child": child, "kind": "MISSING", "setting": "CARE", "startedAt": began}
    return post(_REPORT, {"input": {**given, "idempotencyKey": str(uuid.uuid4())}}, signed(token))


def _assess(episode: str, token: str) -> Request:
    given = {"episode": episode, "expectedVersion": 1, "scheme": "APP_CURRENT", "level": "MEDIUM"}
    return post(_ASSESS, {"input": {**given, "idempotencyKey": str(uuid.uuid4())}}, signed(token))


def _send_all(server: Server, turns: Sequence[Request]) -> list[str]:
    """Send commands over all connections. Returns the keys of their episodes, connection by connection."""
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        parts = pool.map(lambda part: _send(server, part), (turns[n::CONNECTIONS] for n in range(CONNECTIONS)))
        return [key for part in parts for key in part]


def _send(server: Server, turns: Sequence[Request]) -> list[str]:
    """Send commands one after the other. Returns the keys of their episodes. Raises: SetupError."""
    address = urllib.parse.urlsplit(server.url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port)
    keys = []
    for turn in turns:
        connection.request("POST", address.path, turn.body, dict(line.split(": ", 1) for line in turn.headers))
        answer = json.loads(connection.getresponse().read())
        outcome = {} if answer.get("errors") else next(iter(answer["data"].values()))
        if outcome.get("problems") != []:
            raise SetupError(f"A command was refused: {answer}")
        keys.append(str(outcome["missingEpisode"]["id"]))
    connection.close()
    return keys
