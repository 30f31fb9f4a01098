"""From text to answer: order of the checks, what is told beside the data, and what each request costs its body."""

import pytest

from tests.support import story


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        ("{ homes", 400, "REQUEST_INVALID"),
        ("{ nonsense }", 400, "REQUEST_INVALID"),
        ("query($n: Int!) { homes(first: $n) { totalCount } }", 400, "REQUEST_INVALID"),
        ("{ " + " ".join(f"a{n}: __typename" for n in range(40)) + " }", 400, "REQUEST_TOO_COMPLEX"),
        (
            "{ homes(first: 1000) { nodes { inspections(first: 1000) { nodes {"
            " home { inspections(first: 1000) { nodes { id } } } } } } } }",
            400,
            "REQUEST_TOO_COMPLEX",
        ),
        ("{ homes(first: 0) { totalCount } }", 200, "REQUEST_BAD_INPUT"),
    ],
)
def test_a_request_is_refused_before_it_reads(ask, text, status, code):
    answer = ask(text, "ofsted")

    assert (answer.status, answer.codes, answer.reads) == (status, [code], [])


def test_a_thousand_homes_with_ten_inspections_each_are_within_the_budget(ask):
    answer = ask("{ homes(first: 1000) { nodes { urn inspections(first: 10) { nodes { number } } } } }", "ofsted")

    assert (answer.status, answer.codes, len(answer.data["homes"]["nodes"])) == (200, [], 7)


def test_a_question_about_the_schema_reads_no_register(ask):
    answer = ask('{ __type(name: "Home") { name } __schema { queryType { name } } __typename }', "dfe_statistics")

    assert answer.data == {
        "__type": {"name": "Home"},
        "__schema": {"queryType": {"name": "Query"}},
        "__typename": "Query",
    }
    assert answer.reads == []


def test_a_type_that_does_not_exist_is_null(ask):
    assert ask('{ __type(name: "Nope") { name } }', "ofsted").data == {"__type": None}


def test_an_unknown_area_of_the_viewer_is_refused_like_the_rest(ask):
    assert ask("{ viewer { area { code } } }", "police", "E23000099").status == 401


def test_the_operation_that_is_named_is_the_one_that_runs(ask):
    text = "query A { homes { totalCount } } query B { areas { totalCount } }"

    assert list(ask(text, "ofsted", operation="B").data) == ["areas"]
    assert ask(text, "ofsted").codes == ["REQUEST_INVALID"]


def test_variables_flags_and_defaults_are_obeyed(ask):
    text = (
        "query($n: Int = 2, $with: Boolean = false) { homes(first: $n) { nodes { urn places @include(if: $with) } } }"
    )

    plain = ask(text, "ofsted").data["homes"]["nodes"]
    full = ask(text, "ofsted", **{"n": 1, "with": True}).data["homes"]["nodes"]

    assert plain == [{"urn": story.PLAIN}, {"urn": story.INSIDE}]
    assert full == [{"urn": story.PLAIN, "places": 7}]


def test_a_question_by_get_is_answered_like_one_by_post(server, ask):
    text = "{ homes { totalCount } }"
    headers = {"Authorization": f"Bearer {server.token('ofsted')}", "Register-Purpose": "inspection"}

    answer = server.read(server.client.get(f"{server.url}/graphql", params={"query": text}, headers=headers))

    assert (answer.status, answer.data) == (200, ask(text, "ofsted").data)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{\n  homes(first: 1000) { nodes { inspections(first: 1000) { nodes { home { inspections(first: 1000)"
         " { nodes { id } } } } } } } }", "REQUEST_TOO_COMPLEX"),
        ("subscription {\n  registerChanged { hasMore } }", "REQUEST_UNSUPPORTED"),
    ],
)  # fmt: skip
def test_a_refusal_of_a_whole_operation_names_its_place(ask, text, code):
    (error,) = ask(text, "ofsted").json["errors"]

    assert (error["extensions"]["code"], error["locations"]) == (code, [{"line": 2, "column": 3}])
