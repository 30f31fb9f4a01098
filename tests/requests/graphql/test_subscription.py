"""A subscription that was admitted is read from now, or from where it says, and costs what it gives."""

from datetime import date

import orjson
import pytest

from register.database.connections import open_pool
from register.errors import InvalidRequest, NotAcceptable, TooComplex
from register.maintenance.migrate import API_LOGIN
from register.requests.graphql.execute import Asked, Executor
from register.requests.graphql.subscription import News
from register.settings import settings
from register.vocabulary import Agency, Caller, Purpose

CALLER = Caller("tester", Agency.OFSTED, None, None, Purpose.INSPECTION, date(2024, 6, 1))
FEED = "token hasMore nodes { homeUrn }"


@pytest.fixture
async def executor(server, cluster, monkeypatch):
    monkeypatch.setenv("REGISTER_DATABASE_URL", cluster.url(server.owner.url.database, user=API_LOGIN))
    settings.cache_clear()
    pool = await open_pool(settings())
    yield Executor(pool, settings())
    await pool.close()
    settings.cache_clear()


async def subscribe(executor, text, **variables):
    return await executor.subscribe(Asked(text, None, variables, reads_only=False), CALLER, "1")


async def test_without_a_token_it_begins_now_and_tells_where_that_is(executor):
    subscribed = await subscribe(executor, f"subscription {{ told: registerChanged {{ {FEED} }} }}")

    news = await subscribed.read(CALLER, None)

    assert (news.count, news.has_more) == (0, False)
    assert orjson.loads(news.body)["data"] == {"told": {"token": news.token, "hasMore": False, "nodes": []}}


async def test_from_a_token_on_it_gives_page_after_page_without_a_gap(executor, server):
    beginning = server.ask(f"{{ changes(first: 1) {{ {FEED} }} }}", "ofsted").data["changes"]["token"]
    every = server.ask(
        "query($t: String) { changes(since: $t, first: 1000) { nodes { change } } }", "ofsted", t=beginning
    )
    text = "subscription($t: String) { registerChanged(since: $t, first: 7) { nodes { change } } }"
    subscribed = await subscribe(executor, text, t=beginning)

    news = await subscribed.read(CALLER, None)
    found, sizes = [], []
    while True:
        found += orjson.loads(news.body)["data"]["registerChanged"]["nodes"]
        sizes.append(news.count)
        if not news.has_more:
            break
        news = await subscribed.read(CALLER, news.token)

    assert found == every.data["changes"]["nodes"]
    assert len(found) > 50
    assert set(sizes[:-1]) == {7}


async def test_a_page_costs_by_how_full_it_is(executor):
    subscribed = await subscribe(executor, f"subscription {{ registerChanged(first: 10) {{ {FEED} }} }}")

    prices = [subscribed.price_of(News(b"", "", False, count)) for count in (0, 5, 10)]

    assert prices == [0, subscribed.cost.requested // 2, subscribed.cost.requested]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("{ homes { totalCount } }", NotAcceptable),
        ("subscription { registerChanged @skip(if: true) { token } }", InvalidRequest),
        ("subscription { a: registerChanged { token } b: registerChanged { token } }", InvalidRequest),
        ("subscription { __typename }", InvalidRequest),
        (
            "subscription { registerChanged(first: 1000) {"
            " nodes { home { inspections(first: 1000) { nodes { id } } } } } }",
            TooComplex,
        ),
    ],
)
async def test_what_is_no_subscription_of_bounded_cost_is_not_admitted(executor, text, refusal):
    with pytest.raises(refusal):
        await subscribe(executor, text)


@pytest.mark.parametrize(
    ("text", "subscribes"),
    [
        ("subscription { registerChanged { token } }", True),
        ("{ homes { totalCount } }", False),
        ("subscription A { registerChanged { token } } query B { __typename }", False),
    ],
)
async def test_a_request_subscribes_where_the_operation_that_it_runs_does(executor, text, subscribes):
    assert await executor.is_subscription(Asked(text, None, {}, reads_only=False), CALLER) is subscribes


@pytest.mark.parametrize("text", ["subscription { nonsense }", "subscription {"])
async def test_a_document_that_cannot_be_read_is_refused_when_it_is_asked_if_it_subscribes(executor, text):
    with pytest.raises(InvalidRequest):
        await executor.is_subscription(Asked(text, None, {}, reads_only=False), CALLER)
