"""Words that no map and no register knows, and the invented names made of them."""

import numpy as np

from register.demo.random_draws import pick, shuffled

STEMS = (
    "Thimble", "Marmalade", "Quill", "Teacup", "Button", "Lantern", "Pepper", "Biscuit", "Ribbon", "Kettle",
    "Acornella", "Bramblet", "Candlewax", "Dandel", "Ember", "Fiddle", "Ginger", "Hopscotch", "Inkpot",
    "Jigsaw", "Kite", "Lollop", "Mitten", "Nutmeg", "Oatcake", "Pebblet", "Quince", "Raindrop", "Saffro",
    "Tumble", "Umber", "Velvet", "Whistle", "Yarrowby", "Zephyr", "Cobweb", "Doodle", "Feather", "Gingham",
    "Hazelby", "Juniperry", "Kazoo", "Lavendel", "Moppet", "Noodle", "Parsnip", "Rumple", "Snapdragon",
    "Treacle", "Wobble",
)  # fmt: skip
ENDINGS = (
    "wick", "mere", "combe", "shaw", "thorpe", "hurst", "dale", "fold", "garth", "holt", "keld", "ley", "moss",
    "ness", "over", "rigg", "stead", "toft", "well", "worth", "ham", "bury", "croft", "sett",
)  # fmt: skip
DWELLINGS = ("House", "Lodge", "Cottage", "Place", "View", "Court")
ROADS = ("Lane", "Street", "Road", "Avenue", "Close", "Way", "Rise", "Drive")
FORENAMES = (
    "Alderan", "Belphine", "Corvina", "Dorimund", "Elsabet", "Fennimore", "Gwilda", "Hesperan", "Isolind",
    "Jorvik", "Kestrelle", "Lysander", "Marigolda", "Nimue", "Orlandine", "Peregrane", "Quentina", "Rosamunde",
    "Sorrelle", "Tarquinda", "Undine", "Verbenna", "Wilfreda", "Xanthea", "Yolandra", "Zebedine", "Ambrosel",
    "Bertilda", "Cressidan", "Damaskine",
)  # fmt: skip
COMPANY_WORDS = ("Care", "Homes", "Childcare", "Residential", "Support", "Futures", "Horizons", "Group")
TRUST_WORDS = ("Trust", "Foundation", "Charity", "Society")
COUNCIL_WORDS = ("Borough Council", "County Council", "City Council", "Metropolitan Council")

_POSTCODE_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_POSTCODE_DISTRICTS = 98


def invented_words() -> list[str]:
    """Every stem with every ending, in a fixed order."""
    return [stem + ending for stem in STEMS for ending in ENDINGS]


def home_names(draws: np.random.Generator) -> list[str]:
    """All the names a home can have, each once, in the order of the draws: more than there are homes."""
    return shuffled(draws, [f"{word} {dwelling}" for word in invented_words() for dwelling in DWELLINGS])


def person_names(draws: np.random.Generator, count: int) -> list[str]:
    """As many names of people who do not exist."""
    forenames, surnames = pick(draws, FORENAMES, count), pick(draws, invented_words(), count)
    return [f"{forename} {surname}" for forename, surname in zip(forenames, surnames, strict=True)]


def streets(draws: np.random.Generator, count: int) -> list[str]:
    """As many streets."""
    words, roads = pick(draws, invented_words(), count), pick(draws, ROADS, count)
    return [f"{word} {road}" for word, road in zip(words, roads, strict=True)]


def towns(draws: np.random.Generator, count: int) -> list[str]:
    """As many towns and villages."""
    before = pick(draws, ("", "Great ", "Little ", "Upper ", "Nether "), count, weights=(12, 1, 1, 1, 1))
    words = pick(draws, invented_words(), count)
    return [prefix + word for prefix, word in zip(before, words, strict=True)]


def postcodes(draws: np.random.Generator, districts: list[int]) -> list[str]:
    """A postcode for each settlement number, all in ZZ: an area that Royal Mail never allocated."""
    sectors = draws.integers(0, 10, len(districts))
    letters = draws.integers(0, len(_POSTCODE_LETTERS), (len(districts), 2))
    return [
        f"ZZ{district % _POSTCODE_DISTRICTS + 1} {sector}{_POSTCODE_LETTERS[first]}{_POSTCODE_LETTERS[second]}"
        for district, sector, (first, second) in zip(districts, sectors, letters, strict=True)
    ]


def telephones(draws: np.random.Generator, count: int) -> list[str]:
    """As many telephone numbers, all in the range that Ofcom keeps for drama."""
    return [f"+447700900{ending:03d}" for ending in draws.integers(0, 1_000, count)]
