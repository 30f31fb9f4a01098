"""What the types of returns show, and what no field of them shows: a cell of a returned row."""

from register.catalogue import CATALOGUE
from register.tables import return_row
from register.vocabulary import Group

TYPES = ("AuthorityReturn", "ReturnCheck", "ReturnMeasure", "ReturnSignOff", "ReturnMatch", "ReturnDuty")


def test_no_field_shows_a_cell_of_a_returned_row():
    shown = {column.table for name in TYPES for column in CATALOGUE[name].columns.values()}

    assert return_row not in shown


def test_the_groups_of_each_type_are_its_tables():
    groups = {name: {column.group for column in CATALOGUE[name].columns.values()} for name in TYPES}

    assert groups == {
        "AuthorityReturn": {Group.RETURN},
        "ReturnCheck": {Group.RETURN_CHECKS, Group.RETURN_BYPASSES, Group.RETURN_JUDGEMENTS},
        "ReturnMeasure": {Group.RETURN},
        "ReturnSignOff": {Group.RETURN_SIGN_OFFS},
        "ReturnMatch": {Group.RETURN_ROWS},
        "ReturnDuty": {Group.RETURN},
    }
