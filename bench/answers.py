"""Checks before anything is timed: everyone answers, and everyone answers the same homes."""

import json
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.load import Request
from register.errors import SetupError


@dataclass(frozen=True)
class Answer:
    """One answer: which homes, how many of their inspections, and its size in bytes."""

    urns: frozenset[str]
    inspections: int
    size: int


def ask(url: str, request: Request) -> Answer:
    """One answer of the register or of PostGraphile. Raises: SetupError where it is a refusal."""
    headers = dict(line.split(": ", 1) for line in request.headers)
    post = urllib.request.Request(url, request.body.encode(), headers, method="POST")  # noqa: S310
    try:
        with urllib.request.urlopen(post, timeout=30) as response:  # noqa: S310
            text = response.read()
    except urllib.error.HTTPError as refusal:
        raise SetupError(f"The question was answered with status {refusal.code}.") from None
    answer = json.loads(text)
    if answer.get("errors"):
        raise SetupError(f"The question was refused: {answer['errors'][0]['message']}")
    homes = _homes(answer["data"])
    return Answer(
        urns=frozenset(home["urn"] for home in homes),
        inspections=sum(len(home.get("inspections", {}).get("nodes", ())) for home in homes),
        size=len(text),
    )


def agree(mine: Mapping[str, Answer], theirs: Mapping[str, Answer]) -> None:
    """Hold that both give the same homes and as many inspections for every force. Raises: SetupError."""
    for force, answer in mine.items():
        other = theirs[force]
        if answer.urns != other.urns:
            raise SetupError(
                f"{len(answer.urns ^ other.urns)} homes of {force} are in one answer and not in the other."
            )
        if answer.inspections != other.inspections:
            raise SetupError(
                f"{force}: {answer.inspections} inspections in one answer, {other.inspections} in the other."
            )


def mean_size(answers: Mapping[str, Answer]) -> float:
    """Bytes of an answer, on average over the forces."""
    return sum(answer.size for answer in answers.values()) / len(answers)


def _homes(answered: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    if "homes" in answered:
        homes: Sequence[Mapping[str, Any]] = answered["homes"]["nodes"]
        return homes
    return [link["home"] for link in answered["allHomeAreas"]["nodes"]]
