"""How much an agency may ask for in a while."""

import pytest

from register.errors import RateLimited
from register.requests.rate_limit import MAX_KEYS, REFUSED_COST, Allowance
from register.settings import Settings
from tests.hostile.conftest import make_server  # noqa: F401 - a fixture is found by name

SMALL = Settings(rate_cost_per_minute=60, rate_burst_cost=100)


def refusal_of(allowance, cost, now, key="police E23000001"):
    with pytest.raises(RateLimited) as caught:
        allowance.spend(key, cost, now)
    return caught.value.details


def test_a_full_bucket_may_be_spent_at_once_and_no_more():
    allowance = Allowance(SMALL)

    allowance.spend("police E23000001", 100, now=5.0)

    assert refusal_of(allowance, 1, now=5.0) == {"retryAfterS": 1}


def test_the_bucket_refills_evenly():
    allowance = Allowance(SMALL)
    allowance.spend("police E23000001", 100, now=0.0)

    assert refusal_of(allowance, 10, now=9.5) == {"retryAfterS": 1}
    allowance.spend("police E23000001", 10, now=10.0)
    assert refusal_of(allowance, 25, now=10.0) == {"retryAfterS": 25}


def test_a_refusal_takes_nothing():
    allowance = Allowance(SMALL)
    allowance.spend("police E23000001", 50, now=0.0)

    for _ in range(10):
        refusal_of(allowance, 51, now=0.0)

    allowance.spend("police E23000001", 50, now=0.0)


def test_waiting_as_told_is_enough():
    allowance = Allowance(SMALL)
    allowance.spend("police E23000001", 100, now=0.25)

    wait_s = refusal_of(allowance, 33, now=0.75)["retryAfterS"]

    allowance.spend("police E23000001", 33, now=0.75 + wait_s)


def test_only_what_goes_on_is_paid_later_and_nothing_else_until_it_is_paid():
    allowance = Allowance(Settings(rate_cost_per_minute=60, rate_burst_cost=100, rate_credit_cost=200))
    for _ in range(6):
        allowance.spend("police E23000001", 50, now=0.0, goes_on=True)

    assert allowance.remaining("police E23000001", now=0.0) == 0
    assert refusal_of(allowance, 1, now=0.0) == {"retryAfterS": 201}
    with pytest.raises(RateLimited) as caught:
        allowance.spend("police E23000001", 50, now=0.0, goes_on=True)
    assert caught.value.details == {"retryAfterS": 50}
    allowance.spend("police E23000001", 1, now=201.0)
    allowance.spend("police E23000002", 100, now=0.0)


def test_the_bucket_never_holds_more_than_its_burst():
    allowance = Allowance(SMALL)
    allowance.spend("police E23000001", 1, now=0.0)

    allowance.spend("police E23000001", 100, now=100_000.0)

    refusal_of(allowance, 1, now=100_000.0)


def test_one_agency_does_not_spend_the_allowance_of_another():
    allowance = Allowance(SMALL)
    allowance.spend("police E23000001", 100, now=0.0)

    allowance.spend("police E23000002", 100, now=0.0)

    refusal_of(allowance, 1, now=0.0)


def test_a_request_that_costs_nothing_still_pays():
    allowance = Allowance(SMALL)

    for _ in range(100):
        allowance.spend("police E23000001", 0, now=0.0)

    refusal_of(allowance, 0, now=0.0)


def test_a_price_beyond_the_burst_waits_for_a_full_bucket():
    allowance = Allowance(SMALL)

    allowance.spend("police E23000001", 1_000, now=0.0)

    assert refusal_of(allowance, 1_000, now=0.0) == {"retryAfterS": 100}


def test_refused_requests_end_the_allowance_too():
    allowance = Allowance(Settings())
    refused = Settings().rate_burst_cost // REFUSED_COST

    for _ in range(refused):
        allowance.spend("police E23000001", REFUSED_COST, now=0.0)

    refusal_of(allowance, REFUSED_COST, now=0.0)


def test_a_clock_that_stands_still_or_goes_back_gives_nothing():
    allowance = Allowance(SMALL)
    allowance.spend("police E23000001", 100, now=50.0)

    refusal_of(allowance, 1, now=0.0)
    refusal_of(allowance, 1, now=50.0)


def test_only_the_key_unused_for_longest_is_forgotten():
    allowance = Allowance(SMALL)
    for number in range(MAX_KEYS):
        allowance.spend(f"key {number}", 100, now=0.0)
    refusal_of(allowance, 1, now=0.0, key="key 0")

    allowance.spend("one more", 100, now=0.0)

    refusal_of(allowance, 1, now=0.0, key="key 0")
    refusal_of(allowance, 1, now=0.0, key="key 2")
    allowance.spend("key 1", 100, now=0.0)


def test_what_is_left_is_rounded_down_and_grows_until_the_bucket_is_full():
    allowance = Allowance(SMALL)
    allowance.spend("police E23000001", 40, now=0.0)

    left = [allowance.remaining("police E23000001", now) for now in (0.0, 0.9, 1.0, 1_000.0)]

    assert left == [60, 60, 61, 100]
    assert allowance.remaining("police E23000002", 0.0) == 100


def test_what_is_left_is_told_to_a_request_that_asks_for_it_alone(make_server):  # noqa: F811
    with make_server(REGISTER_RATE_COST_PER_MINUTE="600000", REGISTER_RATE_BURST_COST="100000") as server:
        given = {"Authorization": f"Bearer {server.token('ofsted')}", "Register-Purpose": "regulation"}
        asked = {"query": "{ homes(first: 5) { nodes { urn } } }"}
        costs = [
            server.client.post(f"{server.url}/graphql", json={**asked, **more}, headers=given).json()["extensions"][
                "cost"
            ]
            for more in ({}, {"extensions": {"allowance": True}}, {"extensions": {"allowance": "yes"}})
        ]

    assert [set(cost) for cost in costs] == [
        {"requested", "max"},
        {"requested", "max", "remaining", "perMinute"},
        {"requested", "max"},
    ]
    assert costs[1]["perMinute"] == 600_000
    assert 0 <= costs[1]["remaining"] <= 100_000 - costs[1]["requested"] + costs[1]["perMinute"]
