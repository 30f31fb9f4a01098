"""`python -m bench`: the register against its peers, or a force's rows against the same rows for a national reader."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import sqlalchemy as sa

from bench import features, layers, pages, report
from bench.answers import Answer, agree, ask, mean_size
from bench.load import Request, post_load
from bench.postgres import Force, circumstances, copied_for_peer, login_without_walls, pgbench_load, postmaster
from bench.questions import QUESTIONS, Question
from bench.rounds import Contender, Rounds, interleave
from bench.servers import (
    BUDGETS,
    RESULTS,
    Server,
    own_settings,
    peer_versions,
    running_peer,
    running_register,
    running_walls,
)
from bench.size import enlarge
from register.cli.audit import open_sealer
from register.cli.demonstration import prepare
from register.database import private_server
from register.database.private_server import Cluster
from register.database.state_folder import state_dir
from register.errors import SetupError
from register.identity.development_issuer import DevelopmentIssuer
from register.maintenance.migrate import API_LOGIN
from register.sealing.holders import HEADS_FILE
from register.settings import settings
from register.vocabulary import Agency

DATABASE = "register"
WARM_UP_S = 2
# Refusals and cut answers are a few hundred bytes, right ones tens of thousands: half the mean parts them safely.
LEAST_SHARE = 0.5
PEER_REMARK = (
    "PostGraphile and pgbench have no rules and no audit; PostGraphile reads a copy of the same tables "
    "without geometry, and of premises the main ones only."
)


@dataclass(frozen=True)
class Stage:
    """All that stands ready: the register, its cluster, the forces with homes and what mints their tokens."""

    register: Server
    cluster: Cluster
    forces: Sequence[Force]
    issuer: DevelopmentIssuer

    def token(self, agency: Agency, area: str | None = None) -> str:
        """A token that lasts as long as any bench."""
        return self.issuer.issue(agency, area=area)


@contextmanager
def prepared(size: int | None = None) -> Iterator[Stage]:
    """A register of the bench's own, new each time, with its demonstration data and the copy for the peer.

    size: how many homes there are, where more than the demonstration's.
    """
    environment = own_settings()
    os.environ.clear()
    os.environ.update(environment)
    settings.cache_clear()
    _tell("starting a register with demonstration data")
    with ExitStack() as stack:
        cluster = stack.enter_context(private_server.running())
        # What an earlier bench has logged, and what fills the register, would be sealed while this one measures.
        cluster.drop_database(DATABASE)
        (state_dir() / HEADS_FILE).unlink(missing_ok=True)
        # Its peers have no filter that leaves out the homes which closed.
        prepare(cluster, DATABASE, None, with_former=False, children=200)
        if size is not None:
            _enlarge(cluster, size)
        open_sealer().once()
        register = stack.enter_context(running_register(environment))
        forces = stack.enter_context(copied_for_peer(cluster, DATABASE))
        yield Stage(register, cluster, forces, DevelopmentIssuer(state_dir(), settings()))


def _enlarge(cluster: Cluster, size: int) -> None:
    engine = sa.create_engine(cluster.url(DATABASE, "psycopg"))
    with engine.begin() as connection:
        homes = enlarge(connection, size, _tell)
    _tell(f"{homes} homes")
    engine.dispose()


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
    mine, theirs = _answers(stage.register, own), _answers(stage.register, wide)
    agree(mine, theirs)
    contenders = [
        _over_http("national reader", stage.register, wide, answers=theirs),
        _over_http("own force", stage.register, own, answers=mine),
    ]
    measured = _measure(stage, contenders, rounds, seconds=seconds)
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
            both, one = _answers(register, asked), _answers(alone, asked)
            agree(both, one)
            contenders = [
                _over_http("first wall only", alone, asked, answers=one),
                _over_http("both walls", register, asked, answers=both),
            ]
            measured = _measure(stage, contenders, rounds, seconds=seconds)
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
        measured = _measure(stage, contenders, rounds, seconds=seconds)
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
    "all": (against_peers, force_against_national, both_walls, every_page),
}


def main() -> int:
    """Measure, print the page and keep it in results/latest.md."""
    asked = _arguments()
    try:
        with prepared(asked.size) as stage:
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
    mine, theirs = _answers(stage.register, own), _answers(peer, other)
    agree(mine, theirs)
    contenders = [
        _over_http("register", stage.register, own, answers=mine),
        _over_http("PostGraphile", peer, other, answers=theirs),
        Contender(
            "pgbench, statements only",
            lambda length: pgbench_load(
                stage.cluster, DATABASE, question.script, forces=len(stage.forces), seconds=length
            ),
            None,
        ),
    ]
    measured = _measure(stage, contenders, rounds, seconds=seconds)
    remarks = (*_said(mine), PEER_REMARK)
    return report.section(f"All homes of a force: {question.name}", measured, "PostGraphile", remarks=remarks)


def _over_http(
    name: str, server: Server, requests: Mapping[str, Request], *, answers: Mapping[str, Answer]
) -> Contender:
    turns, least = list(requests.values()), LEAST_SHARE * mean_size(answers)
    return Contender(name, lambda seconds: post_load(server.url, turns, seconds, least_bytes=least), server.process)


def _answers(server: Server, requests: Mapping[str, Request]) -> dict[str, Answer]:
    return {force: ask(server.url, request) for force, request in requests.items()}


def _measure(stage: Stage, contenders: Sequence[Contender], rounds: int, *, seconds: int) -> Rounds:
    for contender in contenders:
        contender.run(WARM_UP_S)
    return interleave(contenders, postmaster(stage.cluster), rounds=rounds, seconds=seconds, tell=_tell)


def _said(answers: Mapping[str, Answer]) -> list[str]:
    homes = sorted(len(answer.urns) for answer in answers.values())
    inspections = sum(answer.inspections for answer in answers.values())
    return [
        f"Checked before timing: the same homes, URN by URN, for each of {len(homes)} forces.",
        f"{sum(homes)} homes in all, {homes[0]} to {homes[-1]} a force, {inspections} inspections asked for with them.",
        f"{mean_size(answers):,.0f} bytes an answer on average.",
    ]


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("mode", nargs="?", choices=tuple(MODES), default="peers")
    parser.add_argument("--rounds", type=int, default=3, help="nine or more before a speed is claimed")
    parser.add_argument("--seconds", type=int, default=5, help="length of one run of load")
    parser.add_argument("--size", type=int, help="how many homes to measure with, in place of the demonstration's")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
