"""The model is learned of labelled records: the same of the same ones, and named by what it is."""

import sys

import orjson
import pytest

from bench import train_likeness
from bench.labelled_children import records
from bench.train_likeness import digest_of, trained
from register.maintenance.likeness_model import MODEL, SETTINGS, comparisons_of


def bits(model):
    return {(each.fact, way.agreement.value): round(way.bits, 1) for each in comparisons_of(model) for way in each.ways}


def test_the_name_of_the_shipped_model_ends_in_its_digest():
    assert MODEL.endswith(f"-{digest_of(SETTINGS)}")
    assert digest_of(SETTINGS | {"probability_two_random_records_match": 0.5}) != digest_of(SETTINGS)


def test_the_same_records_give_the_same_model_and_others_give_another():
    one, again, other = (trained(records(3_000, seed), SETTINGS, pairs=200_000) for seed in (1, 1, 2))
    assert one == again
    assert one != other


def test_what_is_set_stays_and_what_is_learned_is_near_what_is_shipped():
    shipped, learned = bits(SETTINGS), bits(trained(records(6_000, 3), SETTINGS, pairs=1_000_000))
    for each in (("NHS number", "equal"), ("UPN", "different"), ("surname", "exchanged")):
        assert learned[each] == shipped[each]
    for each in (("forename", "equal"), ("day of birth", "equal"), ("surname", "different")):
        assert learned[each] == pytest.approx(shipped[each], abs=1.0)


def test_the_command_writes_the_model_with_its_name_and_prints_its_weights(tmp_path, monkeypatch, capsys):
    to = tmp_path / "likeness.json"
    given = ["2027-01", "--records", "2000", "--seed", "4", "--pairs", "100000", "--to", str(to)]
    monkeypatch.setattr(sys, "argv", ["bench.train_likeness", *given])

    assert train_likeness.main() == 0

    written = orjson.loads(to.read_bytes())
    assert written["linker_uid"] == f"2027-01-{digest_of(written)}"
    assert capsys.readouterr().out.startswith(f"{written['linker_uid']}, -")
