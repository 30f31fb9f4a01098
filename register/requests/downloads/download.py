"""Takes a download: every page of a question through the same door as each page, into one signed file."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import orjson

from register.errors import RateLimited
from register.open_types import Values
from register.policy.grants import POLICY_VERSION, grants_of
from register.requests.downloads.archive import pack
from register.requests.downloads.columns import Field, Row, fields_of, values_of
from register.requests.downloads.digests import Digests
from register.requests.downloads.forms import OUTLINES, POINTS, Form, Layer, wkb_of
from register.requests.features.answer import page_of
from register.requests.features.collections import Collection
from register.requests.features.parameters import Asking
from register.requests.features.query import asked_of
from register.requests.graphql.execute import Asked, Executor
from register.sealing.keys import SealingKey
from register.vocabulary import Caller, Use

# Where the log of changes is now, sealed for the body that asks.
PLACE: Final = 'query DownloadPlace { changes(since: "now") { token } }'
# A download that is under way waits for its body's allowance, and is not thrown away.
LONGEST_WAIT_S: Final = 120


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be downloaded. parameters: the question, as the client wrote it."""

    collection: Collection
    asking: Asking
    form: Form
    parameters: Mapping[str, str]

    @property
    def layer(self) -> Layer:
        """What the file will hold."""
        kind = OUTLINES if self.collection.is_outlined else POINTS
        return Layer(self.collection.id, fields_of(self.collection), kind)


async def take(
    wanted: Wanted, executor: Executor, caller: Caller, *, number: str, key: SealingKey, folder: Path
) -> Path:
    """The archive of a download. number: of the request, as the logs name it; folder: where its files may lie.

    Raises: every refusal of a page of features.
    """
    begun, layer = datetime.now(UTC), wanted.layer
    # Before the first page: what changes while the pages are read comes again with the changes after this place.
    token = await _place(executor, caller, number)
    contents = folder / f"{layer.name}.{wanted.form.name}"
    writer = await asyncio.to_thread(wanted.form.writer, contents, layer)
    digests, narrowed = Digests(has_geometry=wanted.form.crs is not None), set[str]()
    asking: Asking | None = wanted.asking
    while asking is not None:
        asked = asked_of(wanted.collection, asking)
        body = await _answer(executor, caller, number, asked=asked, begun=asking.cursor is not None)
        page = page_of(wanted.collection, asking, body)
        rows = [_row(each, layer.fields, kind=layer.geometry) for each in page.features]
        narrowed.update(page.narrowed)
        await asyncio.to_thread(writer.add, rows)
        await asyncio.to_thread(digests.add, rows)
        asking = None if page.cursor is None else replace(asking, cursor=page.cursor)
    await asyncio.to_thread(writer.close)
    told = _told(wanted, caller, number) | {
        "begunAt": _instant(begun),
        "endedAt": _instant(datetime.now(UTC)),
        "token": token,
        "narrowed": sorted(narrowed),
    }
    return await asyncio.to_thread(pack, contents, digests, told, key=key)


async def _place(executor: Executor, caller: Caller, number: str) -> str | None:
    """The token of the feed; None for a body that may not read the feed."""
    told = orjson.loads(await executor.answer(Asked(PLACE, None, {}, reads_only=True), caller, number))
    feed = told["data"]["changes"]
    return None if feed is None else str(feed["token"])


async def _answer(executor: Executor, caller: Caller, number: str, *, asked: Asked, begun: bool) -> bytes:
    """An answer. begun: whether pages of the download were read already, so that it waits for its allowance."""
    waited_s = 0
    while True:
        try:
            return await executor.answer(asked, caller, number)
        except RateLimited as refusal:
            pause_s = int(str(refusal.details["retryAfterS"]))
            waited_s += pause_s
            if not begun or waited_s > LONGEST_WAIT_S:
                raise
            await asyncio.sleep(pause_s)


def _row(feature: Values, fields: Sequence[Field], *, kind: str) -> Row:
    return Row(str(feature["id"]), values_of(feature["properties"], fields), wkb_of(feature["geometry"], kind))


def _told(wanted: Wanted, caller: Caller, number: str) -> dict[str, object]:
    """What the manifest says of what was asked, by whom, and by which law."""
    collection, crs, layer = wanted.collection, wanted.form.crs, wanted.layer
    groups = {collection.entity.group, *(each.column.group for each in collection.properties)}
    bases = {
        (grant.group.value, grant.basis.name, grant.basis.in_force_from.isoformat())
        for grant in grants_of(caller.agency)
        if grant.group in groups and Use.READ in grant.uses and grant.basis.in_force_from <= caller.today
    }
    return {
        "request": number,
        "collection": collection.id,
        "parameters": dict(wanted.parameters),
        "body": {"agency": caller.agency.value, "area": caller.area, "organisation": caller.organisation},
        "purpose": None if caller.purpose is None else caller.purpose.value,
        "basis": [{"group": group, "law": law, "inForceFrom": begins} for group, law, begins in sorted(bases)],
        "policyVersion": POLICY_VERSION,
        "contents": {
            "form": wanted.form.name,
            "crs": None if crs is None else crs.value,
            "geometry": layer.geometry,
            "key": collection.key,
            "fields": [{"name": each.name, "cell": each.cell.value} for each in layer.fields],
        },
    }


def _instant(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
