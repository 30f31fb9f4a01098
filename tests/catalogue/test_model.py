"""What the catalogue is made of."""

import pytest

from register import tables
from register.catalogue import CATALOGUE, key_of
from register.schema.types.home import Home


def test_the_key_of_an_entity_is_its_tables_primary_key():
    assert key_of(CATALOGUE["Home"]) is tables.home.c.id
    assert key_of(CATALOGUE["Area"]) is tables.area.c.code


def test_a_fact_is_found_by_its_name_wherever_it_lies():
    home = CATALOGUE[Home.__name__]

    assert home.fact("places").stored is tables.home.c.places
    assert home.fact("name").stored is tables.home_identity.c.name
    assert home.fact("precision").stored is tables.premises.c.location_precision
    with pytest.raises(KeyError):
        home.fact("inspections")
