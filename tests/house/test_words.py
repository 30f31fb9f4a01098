"""The list of words finds what is planted in each kind of text, and leaves correct sentences alone."""

import pytest

from tests.house import prose, words
from tests.house.sources import Source


def phrases(text):
    return [find.phrase for find in words.finds([prose.Text("planted.md", 1, text)])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The outlines are drawn anew.", ["anew"]),
        ("A fault is mended here.", ["mended"]),
        ("Whoever asks is logged.", ["whoever"]),
        ("The message tells of a home.", ["tells of"]),
        ("The force is told once.", ["is told"]),
        ("Access of your body, as one appointed.", ["as one appointed"]),
        ("It is erased, for it was never so.", ["for it"]),
        ("The place; null where it is not known.", ["null where"]),
        ("The area that the home stands in.", ["stands"]),
        ("This is for Ofsted alone.", ["alone"]),
        ("A mistake is put right.", ["put right"]),
        ("The home and the area thereof.", ["thereof"]),
        ("Digits, not all nought.", ["nought"]),
        ("It ends of its own accord.", ["of its own accord"]),
        ("The same holds for providers.", ["the same holds"]),
        ("From now on nothing is read.", ["from now on"]),
        ("The input. What a command is given.", ["what a command is given"]),
        ("Whether the home is open.", ["whether"]),
        ("Its place in the tree.", ["its place in"]),
        ("Everyone but the auditor.", ["everyone but"]),
        ("The key. Raises: BadInput where it is none.", ["raises: badinput where"]),
        ("What became of each row.", ["what became of"]),
        ("The home is said not to be open.", ["is said not to"]),
        ("Silent where the key is good.", ["silent where"]),
    ],
)
def test_a_planted_phrase_is_found(text, found):
    assert phrases(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Existing settings are left alone.",
        "SC stands for a children's home.",
        "Ask if it knows whether the home is open.",
        "A day from now.",
        "Recommended for a force.",
        "standing: the kinds of the conditions in force.",
    ],
)
def test_a_correct_sentence_is_left_as_it_is(text):
    assert phrases(text) == []


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        (prose.schema_texts("a.graphql", 'type Home {\n  """Drawn\n  anew."""\n  urn: String\n}'), 2),
        (prose.code_texts([Source("a.py", 'X = 1\nHINT = f"{X} is drawn anew."')]), 2),
        (prose.code_texts([Source("a.py", 'def draw():\n    """Draw it\n    anew."""')]), 2),
        (prose.page_texts("a.md", "# A page\n\n- one\n- drawn\n  anew\n"), 4),
        (prose.page_texts("a.md", "| a |\n| --- |\n| drawn anew |\n"), 3),
        (prose.help_texts("Makefile", "draw: system ## Draw it anew"), 1),
    ],
)
def test_a_phrase_is_found_in_every_kind_of_text(texts, line):
    assert [(find.text.line, find.phrase) for find in words.finds(texts)] == [(line, "anew")]


def test_code_on_a_page_is_not_read():
    page = "Run `draw --anew`:\n\n```sh\ndraw anew\n```\n\n    draw anew\n"

    assert list(words.finds(prose.page_texts("a.md", page))) == []


def test_the_check_names_the_place_the_phrase_and_what_to_write_and_fails(capsys):
    status = words.main([prose.Text("a.md", 3, "The outlines are drawn anew.")])

    assert status == 1
    assert capsys.readouterr().out == 'a.md:3: "anew": write again. It says: The outlines are drawn anew.\n'


def test_the_check_passes_where_there_is_nothing_to_say(capsys):
    assert (words.main([prose.Text("a.md", 3, "The outlines are drawn again.")]), capsys.readouterr().out) == (0, "")


def test_an_exception_is_for_one_file_and_one_phrase(monkeypatch):
    texts = [prose.Text(file, 1, "Drawn anew.") for file in ("a.md", "b.md")]
    monkeypatch.setitem(words.EXCEPTIONS, ("a.md", "anew"), "A test.")

    assert [str(fault) for fault in words.faults(texts)] == ['b.md:1: "anew": write again. It says: Drawn anew.']
