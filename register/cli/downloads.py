"""`register verify-download`: what is still whole of a downloaded file."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from register.errors import SetupError
from register.requests.downloads.verdict import Verdict, judge

NAMED = 20


def verify_download(file: Path, key: str | None) -> None:
    """Print what is whole. key: the public key that must have signed it, or its short name.

    Raises: SetupError if what was signed is not all there, or another key signed it.
    """
    verdict = judge(file)
    for line in _lines(verdict):
        typer.echo(line)
    if not verdict.is_genuine:
        raise SetupError("The manifest is not what was signed.")
    if key is not None and key.lower() not in (verdict.manifest["publicKey"], verdict.manifest["keyId"]):
        raise SetupError("Another key signed it.")
    if not verdict.is_whole:
        raise SetupError("The rows are not those that were signed.")


def _lines(verdict: Verdict) -> Iterator[str]:
    told = verdict.manifest
    body = told["body"]
    whose = " ".join(each for each in (body["agency"], body["area"], body["organisation"]) if each)
    yield f"what       {told['collection']} as {told['contents']['form']}, for {whose}, at {told['endedAt']}"
    yield f"signature  {'good' if verdict.is_genuine else 'NOT GOOD'}, by the key {told['keyId']}"
    yield f"bytes      {'as signed' if verdict.has_same_bytes else 'changed: a program has written to the file'}"
    yield f"rows       {_rows(verdict)}"
    for name, keys in (("changed", verdict.changed), ("missing", verdict.missing), ("added", verdict.added)):
        if keys:
            yield f"{name:<10} {_some(keys)}"


def _rows(verdict: Verdict) -> str:
    signed = verdict.manifest["rows"]["count"]
    if verdict.has_same_rows:
        return f"all {signed:,} as signed"
    if not verdict.names_rows:
        return "not as signed; the digests of the rows are not there to tell which"
    return f"{verdict.whole:,} of {signed:,} as signed"


def _some(keys: Sequence[str]) -> str:
    rest = f" and {len(keys) - NAMED:,} more" if len(keys) > NAMED else ""
    return ", ".join(keys[:NAMED]) + rest
