"""Records: a page for each kind, which says the same to those who may not see one as if there were none."""

import re

import pytest

from register.http.pages.records import withheld_by
from register.http.pages.routes import RECORDS
from tests.support import story
from tests.support.pages_client import plain, signed_in

KEY = re.compile(r"{\w+}")


@pytest.mark.parametrize("path", RECORDS)
def test_whoever_may_see_none_of_a_kind_is_told_that_there_is_none(pages, path):
    answer = signed_in(pages, "dfe_statistics").get(KEY.sub("00000000-0000-0000-0000-000000000001", path))

    assert answer.status_code == 404
    assert RECORDS[path].none in plain(answer.text)


@pytest.mark.parametrize("path", RECORDS)
@pytest.mark.parametrize("key", ["x", "%00", "<script>", "a" * 300])
def test_what_is_no_key_is_no_record(northby, path, key):
    answer = northby.get(KEY.sub(key, path))

    assert answer.status_code in (400, 404)
    assert "<script>" not in answer.text.split("<main")[-1]


def test_what_is_withheld_is_told_by_reason_and_by_the_body_that_keeps_it():
    def hidden(field, keeper):
        return {"field": field, "reason": "NO_GRANT", "askBody": keeper}

    found = withheld_by({"withheld": [hidden("name", "POLICE"), hidden("sex", "POLICE"), hidden("upn", "OFSTED")]})

    assert [each["fields"] for each in found] == [["name", "sex"], ["upn"]]
    assert ["(Police force)" in each["ask"] for each in found] == [True, False]
    assert "(Ofsted)" in found[1]["ask"]


def test_a_record_offers_only_what_its_reader_may_send(pages, children):
    path = f"/children/{children['Ben Near']}"

    assert "Report the child missing" in plain(
        signed_in(pages, "local_authority", story.NORTHBY_COUNCIL).get(path).text
    )
    assert "Report the child missing" not in plain(signed_in(pages, "ofsted").get(path).text)
