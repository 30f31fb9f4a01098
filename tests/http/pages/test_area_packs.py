"""The picture of an area under inspection on a page: every figure of it, for those who inspect and nobody else."""

import json

from register.http.pages.area_packs import AT_THE_HEAD, SAID
from register.vocabulary import Purpose
from tests.support import story
from tests.support.pages_client import plain, signed_in

PACK = "query ($id: ID!) { areaPack(inspection: $id) { content digest } }"


def test_the_picture_is_every_figure_that_graphql_answers(pages, inspected):
    ofsted = signed_in(pages, "ofsted", purpose=Purpose.INSPECTION)
    told = pages.ask(PACK, "ofsted", purpose="inspection", id=inspected[0]).data["areaPack"]
    content = json.loads(told["content"])

    words = plain(ofsted.get(f"/areas/packs/{inspected[0]}").text)
    file = ofsted.get(f"/areas/packs/{inspected[0]}/table.csv").content.decode("utf-8-sig")

    assert told["digest"] in words
    assert {*content} - AT_THE_HEAD - {"forces"} <= {*SAID}
    for name, value in content.items():
        if name in AT_THE_HEAD:
            continue
        assert SAID.get(name, "Forces") in words
        rows = value if isinstance(value, list) and all(isinstance(each, dict) for each in value) else []
        counted = sum(file.count(f'"{SAID.get(name, name)}","{number}",') for number in range(1, len(rows) + 1))
        assert counted == sum(len(row) for row in rows)
    assert str(content["children"]["responsible"]) in words


def test_whoever_does_not_inspect_the_area_sees_neither_inspection_nor_picture(pages, inspected):
    nobody = "00000000-0000-0000-0000-000000000001"
    for agency, area in (
        ("police", story.NORTHBY),
        ("local_authority", story.NORTHBY_COUNCIL),
        ("cqc", None),
        ("ofsted_inspector", None),
        ("dfe", None),
        ("auditor", None),
    ):
        stranger = signed_in(pages, agency, area, purpose=Purpose.INSPECTION)
        for path in ("/areas/packs/{}", "/areas/packs/{}/table.csv"):
            other, none = (stranger.get(path.format(key)) for key in (inspected[0], nobody))
            assert (other.status_code, plain(other.text)) == (404, plain(none.text)), agency
        if agency != "auditor":
            assert stranger.get(f"/areas/{inspected[0]}").status_code == 404
            assert "Northby Council" not in plain(stranger.get("/areas").text)
