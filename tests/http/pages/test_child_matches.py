"""Records that may be of one child, on pages: seen by their authority and nobody else, decided by a person."""

from tests.support import story
from tests.support.pages_client import cells, plain, signed_in

ASKED = "{ childMatches(first: 25) { nodes { id score child { name } } } }"
NOBODY = "00000000-0000-0000-0000-000000000001"


def test_an_authority_sees_the_pairs_that_graphql_answers_and_decides_one(pages, council, children):
    told = pages.ask(ASKED, "local_authority", story.SOUTHBY_COUNCIL).data["childMatches"]["nodes"]
    shown = cells(council.get("/children/matches").text)
    first = f"/children/matches/{told[0]['id']}"
    page = council.get(first).text

    assert [(row[0], row[2]) for row in shown] == [(f"{each['score']:.2f}", each["child"]["name"]) for each in told]
    assert 'href="/children/matches"' in council.get("/children").text
    assert "What speaks for and against" in plain(page)
    refused = council.send(f"{first}/decide", decision="SAME")
    done = council.send(f"{first}/decide", decision="DIFFERENT", grounds="<script>They are twins.")
    assert refused.status_code == 422
    assert done.status_code == 303
    assert "<script>" not in council.get(first).text.split("<main")[1]
    assert "They are twins." in plain(council.get(first).text)


def test_nobody_else_sees_a_pair_or_a_link_to_them(pages, children):
    told = pages.ask(ASKED, "local_authority", story.SOUTHBY_COUNCIL).data["childMatches"]["nodes"]
    own = pages.ask(ASKED, "local_authority", story.NORTHBY_COUNCIL).data["childMatches"]["nodes"]
    mine = {each["id"] for each in own}
    foreign = next(each["id"] for each in told if each["id"] not in mine)
    for agency, area in (("police", story.SOUTHBY), ("ofsted", None), ("local_authority", story.NORTHBY_COUNCIL)):
        stranger = signed_in(pages, agency, area)
        other, none = (stranger.get(f"/children/matches/{key}") for key in (foreign, NOBODY))
        assert (other.status_code, plain(other.text)) == (404, plain(none.text)), agency
        if agency != "local_authority":
            assert 'href="/children/matches"' not in stranger.get("/children").text
            assert cells(stranger.get("/children/matches").text) == []
