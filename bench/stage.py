"""All that stands ready before anything is measured, and how contenders are measured on it."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import sqlalchemy as sa

from bench.answers import Answer, Shown, ask, mean_size
from bench.load import Request, post_load
from bench.postgres import Force, copied_for_peer, postmaster
from bench.rounds import Contender, Rounds, interleave
from bench.servers import Server, own_settings, running_register
from bench.size import enlarge
from register.cli.audit import open_sealer
from register.cli.demonstration import prepare
from register.database import private_server
from register.database.private_server import Cluster
from register.database.state_folder import state_dir
from register.identity.development_issuer import DevelopmentIssuer
from register.sealing.holders import HEADS_FILE
from register.settings import settings
from register.vocabulary import Agency

DATABASE = "register"
# Its peers have no filter that leaves out the homes which closed. Few children are enough for questions about homes.
FEW_CHILDREN = 200
WARM_UP_S = 2
# Refusals and cut answers are a few hundred bytes, right ones tens of thousands: half the mean parts them safely.
LEAST_SHARE = 0.5


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
def prepared(size: int | None = None, children: int | None = None) -> Iterator[Stage]:
    """A register of the bench's own, new each time, with its demonstration data and the copy for the peer.

    size: how many homes there are, where more than the demonstration's. children: how many go missing in a year.
    """
    environment = own_settings()
    os.environ.clear()
    os.environ.update(environment)
    settings.cache_clear()
    tell("starting a register with demonstration data")
    with ExitStack() as stack:
        cluster = stack.enter_context(private_server.running())
        # What an earlier bench has logged, and what fills the register, would be sealed while this one measures.
        cluster.drop_database(DATABASE)
        (state_dir() / HEADS_FILE).unlink(missing_ok=True)
        prepare(cluster, DATABASE, None, with_former=False, children=children or FEW_CHILDREN)
        if size is not None:
            _enlarge(cluster, size)
        open_sealer().once()
        register = stack.enter_context(running_register(environment))
        forces = stack.enter_context(copied_for_peer(cluster, DATABASE))
        yield Stage(register, cluster, forces, DevelopmentIssuer(state_dir(), settings()))


def _enlarge(cluster: Cluster, size: int) -> None:
    engine = sa.create_engine(cluster.url(DATABASE, "psycopg"))
    with engine.begin() as connection:
        homes = enlarge(connection, size, tell)
    tell(f"{homes} homes")
    engine.dispose()


def over_http(
    name: str, server: Server, requests: Mapping[str, Request], *, answers: Mapping[str, Answer]
) -> Contender:
    """A server that is sent these requests in turn. answers: the right ones."""
    turns, least = list(requests.values()), LEAST_SHARE * mean_size(answers)
    return Contender(name, lambda seconds: post_load(server.url, turns, seconds, least_bytes=least), server.process)


def ask_all(server: Server, requests: Mapping[str, Request], shown: Shown) -> dict[str, Answer]:
    """What each caller is answered. Raises: SetupError."""
    return {caller: ask(server.url, request, shown) for caller, request in requests.items()}


def measure(stage: Stage, contenders: Sequence[Contender], rounds: int, *, seconds: int) -> Rounds:
    """All contenders in turn, round after round, each warm. seconds: of one run."""
    for contender in contenders:
        contender.run(WARM_UP_S)
    return interleave(contenders, postmaster(stage.cluster), rounds=rounds, seconds=seconds, tell=tell)


def tell(line: str) -> None:
    """Say how far the bench is."""
    sys.stderr.write(f"{line}\n")
