"""Documents and plans that are new are paid for before they are made; those that are remembered cost nothing more."""

from datetime import date

import pytest

from register.errors import InvalidRequest, RateLimited
from register.requests.graphql.documents import Documents
from register.requests.graphql.preparation import MOST_PREPARED_COST, Preparation
from register.requests.rate_limit import REFUSED_COST
from register.resolvers.reads.plan_cache import Plans
from register.settings import settings
from register.vocabulary import Agency, Caller, Purpose
from tests.support import story
from tests.support.query_plans import SCHEMA

POLICE = Caller("tester", Agency.POLICE, story.NORTHBY, None, Purpose.INSPECTION, date(2026, 3, 2))
OFSTED = Caller("tester", Agency.OFSTED, None, None, Purpose.INSPECTION, date(2026, 3, 2))
TEXT = "query($full: Boolean = false) { homes { nodes { urn name @include(if: $full) } } }"


@pytest.fixture
def paid():
    return []


@pytest.fixture
def preparation(paid):
    return Preparation(
        Documents(SCHEMA, settings()), Plans(SCHEMA), lambda caller, cost, goes_on=False: paid.append(cost)
    )


async def test_a_document_is_paid_for_once(preparation, paid):
    first = await preparation.document(TEXT, POLICE)

    assert await preparation.document(TEXT, OFSTED) is first
    assert paid == [len(TEXT)]


async def test_plans_are_paid_for_once_for_each_shape_and_each_set_of_grants(preparation, paid):
    operation = (await preparation.document(TEXT, POLICE)).choose(None)
    paid.clear()
    for caller, full in ((POLICE, False), (POLICE, True), (OFSTED, False), (POLICE, False), (OFSTED, False)):
        await preparation.plans_of(operation, {"full": full}, caller)

    assert paid == [len(TEXT)] * 3


async def test_a_document_that_is_refused_is_paid_for_twice_over(preparation, paid):
    text = "{ nonsense }" + " " * 2 * MOST_PREPARED_COST
    with pytest.raises(InvalidRequest):
        await preparation.document(text, POLICE)

    assert paid == [MOST_PREPARED_COST, REFUSED_COST]


async def test_whoever_cannot_pay_has_nothing_made():
    def refuse(caller, cost, goes_on=False):
        raise RateLimited("Wait.", retryAfterS=1)

    preparation = Preparation(Documents(SCHEMA, settings()), Plans(SCHEMA), refuse)
    with pytest.raises(RateLimited):
        await preparation.document(TEXT, POLICE)

    assert preparation.documents.known(TEXT) is None
