"""`python -m bench`: the register against its peers, or a force's rows against the same rows for a national reader."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence

from bench import children, features, layers, pages, report, tallies
from bench.answers import Answer, agree, homes_shown, mean_size
from bench.postgres import circumstances, login_without_walls, pgbench_load, postmaster
from bench.questions import QUESTIONS, Question
from bench.rounds import Contender
from bench.servers import (
    BUDGETS,
    RESULTS,
    Server,
    peer_versions,
    running_peer,
    running_walls,
)
from bench.stage import DATABASE, Stage, ask_all, measure, over_http, prepared
from register.errors import SetupError
from register.maintenance.migrate import API_LOGIN
from register.vocabulary import Agency

PEER_REMARK = (
    "PostGraphile and pgbench have no rules and no audit; PostGraphile reads a copy of the same tables "
    "without geometry, and of premises the main ones only."
)


def against_peers(stage: Stage, rounds: int, seconds: int) -> list[str]:
    """Each question to the register, to PostGraphile and to PostgreSQL alone."""
    with running_peer(stage.cluster.url(DATABASE)) as peer:
        return [_against_peers(stage, peer, question, rounds=rounds, seconds=seconds) for question in QUESTIONS]


def force_against_national(stage: Stage, rounds: int, seconds: int) -> list[str]:
    """The same homes of a force, asked for by the force itself and by a reader who may see every home."""
    question = QUESTIONS[0]
    national = stage.token(Agency.OFSTED)
    own = {f.code: question.to_register(stage.token(Agency.POLICE, f.code), f.code) for f in stage.forces}
    wide = {f.code: question.to_register(national, f.code) for f in stage.forces}
    mine, theirs = ask_all(stage.register, own, homes_shown), ask_all(stage.register, wide, homes_shown)
    agree(mine, theirs)
    contenders = [
        over_http("national reader", stage.register, wide, answers=theirs),
        over_http("own force", stage.register, own, answers=mine),
    ]
    measured = measure(stage, contenders, rounds, seconds=seconds)
    return [
        report.section(
            "A force's homes: own force and national reader", measured, "national reader", remarks=_said(mine)
        )
    ]


def both_walls(stage: Stage, rounds: int, seconds: int) -> list[str]:
    """The same homes of a force with both walls, and with the first alone."""
    sections = []
    api = stage.cluster.url(DATABASE, user=API_LOGIN)
    with login_without_walls(stage.cluster, DATABASE) as url, running_walls(api, url) as (register, alone):
        for question in QUESTIONS:
            asked = {f.code: question.to_register(stage.token(Agency.POLICE, f.code), f.code) for f in stage.forces}
            both, one = ask_all(register, asked, homes_shown), ask_all(alone, asked, homes_shown)
            agree(both, one)
            contenders = [
                over_http("first wall only", alone, asked, answers=one),
                over_http("both walls", register, asked, answers=both),
            ]
            measured = measure(stage, contenders, rounds, seconds=seconds)
            title = f"Both walls and the first only: {question.name}"
            sections.append(report.section(title, measured, "first wall only", remarks=_said(both)))
    return sections


def features_beside_peers(stage: Stage, rounds: int, seconds: int) -> list[str]:
    """Every home through the GIS door, and the same rows through tipg and pygeoapi."""
    items = f"{stage.register.url.removesuffix('graphql')}ogc/collections/homes/items?limit={features.PAGE}"
    signed = {"Authorization": f"Bearer {stage.token(Agency.OFSTED)}", "Register-Purpose": "regulation"}
    with (
        features.running_tipg(stage.cluster, DATABASE) as tipg,
        features.running_pygeoapi(stage.cluster, DATABASE) as pygeoapi,
    ):
        found = features.read_all(items, signed)
        for name, peer in (("tipg", tipg), ("pygeoapi", pygeoapi)):
            if (theirs := features.read_all(peer.url, {})) != found:
                raise SetupError(f"The register shows {found} homes and {name} {theirs}.")
        contenders = [
            Contender("tipg", lambda length: features.paging_load(tipg.url, {}, length), tipg.process),
            Contender("pygeoapi", lambda length: features.paging_load(pygeoapi.url, {}, length), pygeoapi.process),
            Contender("register", lambda length: features.paging_load(items, signed, length), stage.register.process),
        ]
        measured = measure(stage, contenders, rounds, seconds=seconds)
    remarks = (f"{found:,} homes on each side.", features.REMARK)
    return [report.section("Every home as features", measured, "tipg", remarks=remarks)]


def whole_layers(stage: Stage, rounds: int, seconds: int) -> list[str]:
    """The memory that each form of download takes, and what a page costs at the beginning and deep in a layer."""
    signed = {"Authorization": f"Bearer {stage.token(Agency.OFSTED)}", "Register-Purpose": "regulation"}
    return [layers.written(stage.register, postmaster(stage.cluster), signed)]


def every_page(stage: Stage, rounds: int, seconds: int) -> list[str]:
    """How long each page takes, and what the first view weighs; one request after the other."""
    return [pages.written(stage.register.url.removesuffix("/graphql"))]


MODES: Mapping[str, Sequence[Callable[[Stage, int, int], list[str]]]] = {
    "peers": (against_peers,),
    "force-vs-national": (force_against_national,),
    "walls": (both_walls,),
    "features": (features_beside_peers,),
    "layers": (whole_layers,),
    "pages": (every_page,),
    "children": (children.reports, children.against_peer),
    "tallies": (tallies.against_peer,),
    "all": (against_peers, force_against_national, both_walls, every_page, children.reports, children.against_peer),
}


def main() -> int:
    """Measure, print the page and keep it in results/latest.md."""
    asked = _arguments()
    try:
        with prepared(asked.size, asked.children) as stage:
            facts = {**circumstances(stage.cluster, DATABASE), **peer_versions(), **BUDGETS}
            written = [report.circumstances(facts)]
            for mode in MODES[asked.mode]:
                written += mode(stage, asked.rounds, asked.seconds)
    except SetupError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    (RESULTS / "latest.md").write_text("".join(written))
    sys.stdout.write("".join(written))
    return 0


def _against_peers(stage: Stage, peer: Server, question: Question, *, rounds: int, seconds: int) -> str:
    own = {f.code: question.to_register(stage.token(Agency.POLICE, f.code)) for f in stage.forces}
    other = {f.code: question.to_peer(f.code) for f in stage.forces}
    mine, theirs = ask_all(stage.register, own, homes_shown), ask_all(peer, other, homes_shown)
    agree(mine, theirs)
    contenders = [
        over_http("register", stage.register, own, answers=mine),
        over_http("PostGraphile", peer, other, answers=theirs),
        Contender(
            "pgbench, statements only",
            lambda length: pgbench_load(
                stage.cluster, DATABASE, question.script, forces=len(stage.forces), seconds=length
            ),
            None,
        ),
    ]
    measured = measure(stage, contenders, rounds, seconds=seconds)
    remarks = (*_said(mine), PEER_REMARK)
    return report.section(f"All homes of a force: {question.name}", measured, "PostGraphile", remarks=remarks)


def _said(answers: Mapping[str, Answer]) -> list[str]:
    homes = sorted(len(answer.keys) for answer in answers.values())
    inspections = sum(answer.below for answer in answers.values())
    return [
        f"Checked before timing: the same homes, URN by URN, for each of {len(homes)} forces.",
        f"{sum(homes)} homes in all, {homes[0]} to {homes[-1]} a force, {inspections} inspections asked for with them.",
        f"{mean_size(answers):,.0f} bytes an answer on average.",
    ]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("mode", nargs="?", choices=tuple(MODES), default="peers")
    parser.add_argument("--rounds", type=int, default=3, help="nine or more before a speed is claimed")
    parser.add_argument("--seconds", type=int, default=5, help="length of one run of load")
    parser.add_argument("--size", type=int, help="how many homes to measure with, in place of the demonstration's")
    parser.add_argument("--children", type=int, help="how many children go missing in a year; an even number")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
