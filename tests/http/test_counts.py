"""What a process counts: by door, class, time and code, and by nothing else."""

from register.errors import BadInput, RateLimited, Unauthenticated
from register.http.counts import BOUNDS_S, CLASSES, OTHER, Counts, Door
from register.identity.causes import Cause


def test_an_answer_is_counted_in_its_class_and_within_its_bound():
    counts = Counts()
    for status, took_s in [(101, 0.004), (200, 0.005), (200, 0.3), (404, 60.0), (503, 10.0)]:
        counts.answered(Door.TILES, status, took_s)

    assert dict(zip(CLASSES, counts.answers[Door.TILES], strict=True)) == {
        "1xx": 1, "2xx": 2, "3xx": 0, "4xx": 1, "5xx": 1
    }  # fmt: skip
    within = dict(zip((*BOUNDS_S, None), counts.within[Door.TILES], strict=True))
    assert {bound: count for bound, count in within.items() if count} == {0.005: 2, 0.5: 1, 10.0: 1, None: 1}
    assert sum(counts.answers[Door.GRAPHQL]) == 0


def test_a_refusal_is_counted_by_its_code_and_a_refused_sign_in_by_its_cause_too():
    counts = Counts()
    counts.refused(RateLimited("No.", retryAfterS=1))
    counts.refused(Unauthenticated(Cause.EXPIRED))
    counts.refused(Unauthenticated("Ada Canary"))

    assert {code: count for code, count in counts.refusals.items() if count} == {
        "REQUEST_RATE_LIMITED": 1,
        "IDENTITY_UNAUTHENTICATED": 2,
    }
    assert {cause: count for cause, count in counts.sign_ins.items() if count} == {"expired": 1, OTHER: 1}


def test_the_refusals_of_an_answer_are_counted_by_codes_of_the_list_alone():
    counts = Counts()
    counts.told(b'{"errors":[{"extensions":{"code":"POLICY_FORBIDDEN"}},{"extensions":{"code":"CANARY"}}],"data":{}}')
    counts.told(b'{"data":{"name":"errors"}}')

    assert sum(counts.refusals.values()) == counts.refusals["POLICY_FORBIDDEN"] == 1


def test_a_code_that_several_refusals_share_is_counted_as_one():
    counts = Counts()
    counts.refused(BadInput("No.", argument="a"))
    counts.refused_with(BadInput.code)

    assert counts.refusals["REQUEST_BAD_INPUT"] == 2
