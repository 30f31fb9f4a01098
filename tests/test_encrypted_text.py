"""Texts that are kept encrypted: opened with their key and their row, and with nothing else."""

import base64
from uuid import UUID

import pytest

from register.encrypted_text import Unopened, decrypt, encrypt, keys_of
from register.errors import Unavailable

ROW, OTHER = UUID(int=1), UUID(int=2)
FIRST = "first:" + base64.b64encode(b"1" * 32).decode()
SECOND = "second:" + base64.b64encode(b"2" * 32).decode()


def test_a_text_is_opened_again_and_no_two_are_kept_alike(settings_of):
    settings_of(NARRATIVE_KEYS=FIRST)
    kept = encrypt("Zwölf\nO'Clock", ROW)

    assert decrypt(kept) == "Zwölf\nO'Clock"
    assert kept.startswith(f"first.{ROW}.")
    assert encrypt("Zwölf\nO'Clock", ROW) != kept


def test_the_first_key_encrypts_and_each_opens_what_it_encrypted(settings_of):
    settings_of(NARRATIVE_KEYS=FIRST)
    kept = encrypt("before", ROW)
    settings_of(NARRATIVE_KEYS=f"{SECOND}, {FIRST}")

    assert decrypt(kept) == "before"
    assert encrypt("after", ROW).startswith("second.")


def test_a_text_that_was_moved_changed_or_lost_its_key_is_not_opened(settings_of):
    settings_of(NARRATIVE_KEYS=FIRST)
    kept = encrypt("said", ROW)
    cut = f"{kept[:-8]}{'A' if kept[-8] != 'A' else 'B'}{kept[-7:]}"
    for changed in (kept.replace(str(ROW), str(OTHER)), cut, "first", f"first.{ROW}.****", f"none.{ROW}.AAAA"):
        with pytest.raises(Unopened):
            decrypt(changed)
    settings_of(NARRATIVE_KEYS=SECOND)
    with pytest.raises(Unopened):
        decrypt(kept)


def test_without_a_key_nothing_is_encrypted(settings_of):
    settings_of(NARRATIVE_KEYS="")
    with pytest.raises(Unavailable):
        encrypt("said", ROW)


@pytest.mark.parametrize("written", ["first:short", "first", ":AAAA", f"{FIRST},second:!!"])
def test_a_key_that_is_none_is_refused(written):
    with pytest.raises(ValueError, match="32 bytes"):
        keys_of(written)
