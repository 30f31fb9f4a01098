"""The commands on what is left out of the answer to a child."""

import pytest

from tests.support.declared_types import lines_of, listed

COMMON = "reason: String\n idempotencyKey: String!\n dryRun: Boolean!"
RECORDED = """child: ID!\n group: String!\n record: ID\n law: ExemptionLaw!\n grounds: String!\n decidedOn: Date!
    endsOn: Date!"""


@pytest.mark.parametrize(
    ("named", "fields"),
    [("RecordExemption", RECORDED), ("EndExemption", "exemption: ID!\n expectedVersion: Int!")],
)
def test_an_exemption_is_recorded_with_its_law_and_its_end(named, fields):
    assert lines_of(f"{named}Input") == listed(f"{fields}\n {COMMON}")
