"""What was searched by: named by field and comparison, its value a digest; at any depth, and never a public fact."""

from register.resolvers.reads.searched import DIGITS, searched
from tests.support.query_plans import plan

TEXT = """query($n: String) { homes(area: {near: {longitude: -2.1, latitude: 53.4, radiusM: 500}}, where: {
    places: {gt: 2}, or: [{name: {eq: $n}}, {not: {postcode: {startsWith: "ZZ"}}}],
    registeredManager: {name: {eq: "Ash"}} }) { totalCount } }"""


def searches(text, **variables):
    root = plan(text, **variables)
    return searched(root.read, root.bind(variables))


def test_every_sensitive_value_is_named_at_any_depth_and_no_public_one():
    names = [search.rpartition(" ")[0] for search in searches(TEXT, n="Ash")]

    assert sorted(names) == ["area near", "name eq", "postcode startsWith", "registeredManager.name eq"]


def test_equal_values_have_equal_digests_and_others_do_not():
    first, same, other = ({*searches(TEXT, n=name)} for name in ("Ash", "Ash", "Elm"))

    assert first == same
    assert len(first - other) == 1


def test_a_digest_tells_nothing_of_its_value():
    assert {len(search.rpartition(" ")[2]) for search in searches(TEXT, n="Ash")} == {DIGITS}
    assert not any("Ash" in search or "ZZ" in search for search in searches(TEXT, n="Ash"))
