"""Counts of homes and of missing episodes, beside PostGraphile's plugin of aggregates on the same rows."""

from collections.abc import Mapping
from typing import Any, Final

from bench.comparison import Asked, compared, signed
from bench.questions import post
from bench.servers import running_peer
from bench.stage import DATABASE, Stage
from register.vocabulary import Agency

_REMARK: Final = (
    "PostGraphile has no rules and no log. It counts a copy in which the region, the month and the areas of each row "
    "are written beside it."
)
_HOMES: Final = "{ homeTally(by: [REGION, SECTOR], first: 1000) { rows { key { region sector } count places } } }"
_PEER_HOMES: Final = (
    "{ allCountedHomes { groupedAggregates(groupBy: [REGION_CODE, SECTOR])"
    " { keys distinctCount { rowId } sum { places } } } }"
)
_EPISODES: Final = (
    "{ missingEpisodeTally(area: {mine: true}, by: [STARTED_MONTH], first: 1000)"
    " { rows { key { startedMonth } count } } }"
)
_PEER_EPISODES: Final = (
    "query Q($area: String!) { allCountedEpisodes(condition: { areaCode: $area })"
    " { groupedAggregates(groupBy: [MONTH]) { keys distinctCount { rowId } } } }"
)


def against_peer(stage: Stage, rounds: int, seconds: int) -> list[str]:
    """Homes and places by region and sector, and a force's episodes by month, to the register and to PostGraphile."""
    with running_peer(stage.cluster.url(DATABASE)) as peer:
        asked = (_homes(stage), _episodes(stage))
        return [compared(stage, peer, each, rounds=rounds, seconds=seconds) for each in asked]


def _homes(stage: Stage) -> Asked:
    mine = {"DfE": post(_HOMES, {}, signed(stage.token(Agency.DFE_STATISTICS)))}
    return Asked("Homes and places by region and sector", mine, {"DfE": post(_PEER_HOMES, {}, ())}, _shown, _REMARK)


def _episodes(stage: Stage) -> Asked:
    with stage.cluster.connect(DATABASE) as connection:
        found = connection.execute("select distinct area_code from bench_peer.counted_episode order by 1")
        forces = [str(code) for (code,) in found]
    mine = {code: post(_EPISODES, {}, signed(stage.token(Agency.POLICE, code))) for code in forces}
    theirs = {code: post(_PEER_EPISODES, {"area": code}, ()) for code in forces}
    return Asked("Missing episodes of a force by month", mine, theirs, _shown, _REMARK)


def _shown(data: Mapping[str, Any]) -> tuple[frozenset[str], int]:
    """How many groups an answer has with which counts, and how many records they count together."""
    (answer,) = data.values()
    if "rows" in answer:
        counts = [int(row["count"]) for row in answer["rows"]]
    else:
        counts = [int(group["distinctCount"]["rowId"]) for group in answer["groupedAggregates"]]
    return frozenset(f"{count}" for count in counts), sum(counts)
