"""What the types of joint inspections show."""

from register.catalogue import CATALOGUE
from register.vocabulary import Group


def test_the_groups_of_each_type_are_its_tables():
    names = ("InspectionRound", "AreaInspection", "AreaPack")

    assert {name: {column.group for column in CATALOGUE[name].columns.values()} for name in names} == {
        "InspectionRound": {Group.PROGRAMME},
        "AreaInspection": {Group.AREA_INSPECTION},
        "AreaPack": {Group.AREA_PACK},
    }


def test_an_inspection_has_no_grade():
    assert not {name for name in CATALOGUE["AreaInspection"].columns if "judgement" in name.lower()}
