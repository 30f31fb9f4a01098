"""One question to the register and to PostGraphile: both answer the same before either is timed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench import report
from bench.answers import Answer, Shown, agree, mean_size
from bench.load import Request
from bench.servers import Server
from bench.stage import Stage, ask_all, measure, over_http
from register.vocabulary import Purpose


@dataclass(frozen=True)
class Asked:
    """One question of the register and of PostGraphile, by caller, and what an answer shows.

    remark: what to know of the peer.
    """

    title: str
    mine: Mapping[str, Request]
    theirs: Mapping[str, Request]
    shown: Shown
    remark: str


def compared(stage: Stage, peer: Server, asked: Asked, *, rounds: int, seconds: int) -> str:
    """The question to both, once their answers agree: a section of the page."""
    mine = ask_all(stage.register, asked.mine, asked.shown)
    theirs = ask_all(peer, asked.theirs, asked.shown)
    agree(mine, theirs)
    contenders = [
        over_http("register", stage.register, asked.mine, answers=mine),
        over_http("PostGraphile", peer, asked.theirs, answers=theirs),
    ]
    measured = measure(stage, contenders, rounds, seconds=seconds)
    return report.section(asked.title, measured, "PostGraphile", remarks=(*_said(mine), asked.remark))


def signed(token: str) -> tuple[str, ...]:
    """The headers of a caller of the register."""
    return (f"Authorization: Bearer {token}", f"Register-Purpose: {Purpose.SAFEGUARDING_CHILD}")


def _said(answers: Mapping[str, Answer]) -> Sequence[str]:
    keys = [len(answer.keys) for answer in answers.values()]
    below = [answer.below for answer in answers.values()]
    return (
        f"Checked before timing: the same records to each of {len(answers)} callers, {min(keys)} to {max(keys)} each,"
        f" and {min(below)} to {max(below)} below them.",
        f"{mean_size(answers):,.0f} bytes an answer on average.",
    )
