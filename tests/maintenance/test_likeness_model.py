"""The model as it is shipped: every weight is whole tenths of a bit, and the same as Splink reads of the file."""

import pytest

from register.maintenance import splink_in_memory
from register.maintenance.likeness_model import COMPARISONS, FILE, PRIOR, SETTINGS, Agreement

ROW = {each.column: None for each in COMPARISONS} | {"key": "0", "forename": "wren", "surname": "hale"}


def test_every_weight_is_whole_tenths_of_a_bit_so_that_what_people_add_up_is_the_score():
    for bits in (PRIOR, *(way.bits for each in COMPARISONS for way in each.ways)):
        assert 10 * bits == pytest.approx(round(10 * bits), abs=1e-6)


def test_no_way_of_less_agreement_weighs_more_but_names_exchanged_which_count_once():
    for each in COMPARISONS:
        bits = [way.bits for way in each.ways if way.agreement not in (Agreement.SHARED_BY_MANY, Agreement.EXCHANGED)]
        assert bits == sorted(bits)
    ways = {(each.fact, way.agreement): way.bits for each in COMPARISONS for way in each.ways}
    assert ways["surname", Agreement.EXCHANGED] == ways["day of birth", Agreement.SHARED_BY_MANY] == 0


def test_splink_reads_the_file_and_numbers_the_ways_as_the_register_does():
    with splink_in_memory.linker_over([ROW], str(FILE)) as (linker, _):
        read = linker.misc.save_model_to_json()
    assert read["linker_uid"] == SETTINGS["linker_uid"]
    rows = [ROW, ROW | {"key": "1", "forename": "hale", "surname": "wren"}, ROW | {"key": "2", "forename": "rue"}]
    told = {each["key_r"]: each for each in splink_in_memory.predictions(rows, [("0", "1"), ("0", "2")], SETTINGS)}
    by_column = {each.column: each.ways for each in COMPARISONS}
    for found, agreements in ((told["1"], ("exchanged", "exchanged")), (told["2"], ("different", "equal"))):
        ways = [by_column[column][found[f"gamma_{column}"]] for column in ("forename", "surname")]
        assert tuple(way.agreement for way in ways) == agreements
        assert [way.bits for way in ways] == pytest.approx([found["mw_forename"], found["mw_surname"]])
