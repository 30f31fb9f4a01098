"""The schema, put together and printed."""

from register.schema.assemble import printed


def test_the_printed_schema_ends_in_one_newline_and_says_that_an_area_is_named_in_one_way():
    text = printed()

    assert "input AreaInput @oneOf {" in text
    assert text.endswith("}\n")
    assert not text.endswith("\n\n")
