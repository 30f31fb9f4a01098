"""What the tests of the demonstration share: the ground of the drawn outlines, and one register invented on it."""

from collections.abc import Callable, Mapping

import pytest

from register.demo.batch import Batch
from register.demo.everything import Invented, invent_register
from register.demo.load import SEED
from register.demo.quotas import Quotas, published_quotas
from register.demo.terrain import Ground, lay_ground
from register.geo.demonstration_outlines import demonstration_features
from register.vocabulary import AreaKind

Rows = list[dict[str, object]]


@pytest.fixture(scope="session")
def quotas() -> Quotas:
    return published_quotas()


@pytest.fixture(scope="session")
def ground(quotas: Quotas) -> Ground:
    outlines = {
        kind: {feature.code: feature.geometry for feature in features}
        for kind, features in demonstration_features().items()
    }
    return lay_ground(outlines[AreaKind.AUTHORITY], outlines[AreaKind.FORCE], quotas)


@pytest.fixture(scope="session")
def invented(ground: Ground, quotas: Quotas) -> Invented:
    return invent_register(ground, quotas.homes_in, SEED)


@pytest.fixture(scope="session")
def batches(invented: Invented) -> Mapping[str, Batch]:
    return {batch.table.name: batch for batch in invented.batches}


@pytest.fixture(scope="session")
def rows(batches: Mapping[str, Batch]) -> Callable[[str], Rows]:
    """The invented rows of a table, each by its columns."""

    def of(table: str) -> Rows:
        batch = batches[table]
        return [dict(zip(batch.columns, row, strict=True)) for row in batch.rows]

    return of
