"""A page holds what the document holds, and no value of it can become a part of the page's own text."""

from register.http.features_page import page

BASE = "https://register.example/ogc"
LINK = {"rel": "self", "type": "text/html", "href": BASE, "title": "This document"}


def test_a_document_is_a_table_of_what_it_says():
    told = page({"title": "A title", "conformsTo": ["x", "y"], "links": [LINK]}, BASE).decode()

    assert "<h1>A title</h1>" in told
    assert "x, y" in told
    assert f'<a href="{BASE}">This document</a>' in told


def test_features_are_the_rows_of_a_table():
    feature = {"type": "Feature", "id": "1", "geometry": None, "properties": {"name": "Ash House", "places": None}}
    told = page({"type": "FeatureCollection", "links": [], "features": [feature]}, BASE).decode()

    assert '<th scope="col">name</th>' in told
    assert "<td>Ash House</td><td></td>" in told
    assert "</table>" in page({"type": "FeatureCollection", "links": [], "features": []}, BASE).decode()


def test_a_value_is_text_and_never_markup():
    evil = '<script>alert("x")</script>'
    feature = {"type": "Feature", "id": evil, "geometry": None, "properties": {evil: evil}}
    documents = ({"title": evil, evil: evil}, {"type": "FeatureCollection", "links": [], "features": [feature]})

    for document in documents:
        assert b"<script" not in page(document, BASE)


def test_what_lies_too_deep_is_left_out():
    assert "…" in page({"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}}, BASE).decode()
