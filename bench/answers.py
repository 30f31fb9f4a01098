"""Checks before anything is timed: everyone answers, and everyone answers the same records."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bench.load import Request
from register.errors import SetupError


@dataclass(frozen=True)
class Answer:
    """One answer: which records, how many below them, and its size in bytes."""

    keys: frozenset[str]
    below: int
    size: int


# What the data of an answer shows: the keys of its records, and how many more stand below them.
Shown = Callable[[Mapping[str, Any]], tuple[frozenset[str], int]]


def ask(url: str, request: Request, shown: Shown) -> Answer:
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
    keys, below = shown(answer["data"])
    return Answer(keys, below, len(text))


def agree(mine: Mapping[str, Answer], theirs: Mapping[str, Answer]) -> None:
    """Hold that both give the same records and as many below them to every caller. Raises: SetupError."""
    for caller, answer in mine.items():
        other = theirs[caller]
        if answer.keys != other.keys:
            raise SetupError(f"{len(answer.keys ^ other.keys)} records of {caller} are in one answer only.")
        if answer.below != other.below:
            raise SetupError(f"{caller}: {answer.below} below them in one answer, {other.below} in the other.")


def mean_size(answers: Mapping[str, Answer]) -> float:
    """Bytes of an answer, on average over the callers."""
    return sum(answer.size for answer in answers.values()) / len(answers)


def homes_shown(data: Mapping[str, Any]) -> tuple[frozenset[str], int]:
    """The homes of an answer by URN, and how many inspections it has of them."""
    homes = data["homes"]["nodes"] if "homes" in data else [link["home"] for link in data["allHomeAreas"]["nodes"]]
    below = sum(len(home.get("inspections", {}).get("nodes", ())) for home in homes)
    return frozenset(home["urn"] for home in homes), below
