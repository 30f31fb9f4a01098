"""What the door says of itself follows from its collections, and holds nothing of the register."""

from register.requests.features.collections import collections
from register.requests.features.documents import CONFORMS_TO, all_collections, conformance, landing, one_collection
from register.requests.features.links import Place
from register.vocabulary import Agency

PLACE = Place("https://register.example/ogc")


def test_the_landing_page_leads_to_everything_that_clients_look_for():
    rels = {each["rel"] for each in landing(PLACE, html=False)["links"]}

    assert {"self", "alternate", "service-desc", "service-doc", "conformance", "data"} <= rels


def test_what_it_conforms_to_is_said_once_each():
    assert conformance(PLACE, html=False)["conformsTo"] == list(dict.fromkeys(CONFORMS_TO))


def test_every_collection_that_is_offered_is_listed():
    listed = all_collections(PLACE, Agency.POLICE, html=False)["collections"]

    assert [each["id"] for each in listed] == list(collections())
    of_ofsted = {each["id"] for each in all_collections(PLACE, Agency.OFSTED, html=False)["collections"]}
    assert of_ofsted == set(collections()) - {"homes-in-my-area", "missing-episodes"}


def test_the_extent_is_that_of_the_register_and_not_of_what_it_holds():
    told = one_collection(PLACE, collections()["homes"], html=False)

    assert told["extent"]["spatial"]["bbox"] == [[-9.0, 49.7, 2.1, 61.1]]
    assert told["storageCrs"] in told["crs"]
