"""The project's language: every text keeps to the list in tests/house/words.py, and every exception has a reason."""

from tests.house import words
from tests.house.prose import all_texts

TEXTS = tuple(all_texts())


def test_no_text_has_a_phrase_of_the_list():
    assert [str(fault) for fault in words.faults(TEXTS)] == []


def test_every_kind_of_text_is_read():
    read = {(text.file, text.words) for text in TEXTS}

    assert {
        ("Makefile", "Show this list"),
        ("README.md", "# Register"),
        ("docs/how-to/operate.md", "# Operate the register"),
        ("register/schema/schema.graphql", "Boys only."),
        ("register/vocabulary/homes.py", "Boys only."),
        ("register/errors.py", "Authentication required."),
        ("register/errors.py", "Send one of the published purpose codes in the Register-Purpose header."),
        ("register/errors.py", "The HTTP method is not one for this address or operation."),
        ("register/cli/main.py", "Appoint people, and suspend agencies, organisations and people at once."),
    } - read == set()
    assert len(TEXTS) > 5_000


def test_every_exception_is_still_needed_and_has_a_reason():
    found = {(find.text.file, find.phrase) for find in words.finds(TEXTS)}

    assert words.EXCEPTIONS.keys() - found == set()
    assert all(reason.strip() for reason in words.EXCEPTIONS.values())
