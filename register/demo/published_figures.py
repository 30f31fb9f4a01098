"""The published figures that the demonstration follows: how many homes there are, of which kinds, since when.

Source: Ofsted, children's social care providers in England on 31 March 2025, Open Government Licence v3.0.
"""

from datetime import date

from register.vocabulary import HomeKind, Judgement, Sector

REGISTER_DAY = date(2025, 3, 31)

HOMES_OF_KIND_AND_SECTOR: dict[tuple[HomeKind, Sector], int] = {
    (HomeKind.CHILDRENS_HOME, Sector.PRIVATE): 3_320,
    (HomeKind.CHILDRENS_HOME, Sector.LOCAL_AUTHORITY): 467,
    (HomeKind.CHILDRENS_HOME, Sector.VOLUNTARY): 152,
    (HomeKind.CHILDRENS_HOME, Sector.HEALTH_AUTHORITY): 7,
    (HomeKind.RESIDENTIAL_SPECIAL_SCHOOL, Sector.PRIVATE): 34,
    (HomeKind.RESIDENTIAL_SPECIAL_SCHOOL, Sector.VOLUNTARY): 11,
    (HomeKind.RESIDENTIAL_SPECIAL_SCHOOL, Sector.LOCAL_AUTHORITY): 4,
    (HomeKind.SECURE_CHILDRENS_HOME, Sector.LOCAL_AUTHORITY): 12,
    (HomeKind.SECURE_CHILDRENS_HOME, Sector.VOLUNTARY): 2,
}
HOMES = sum(HOMES_OF_KIND_AND_SECTOR.values())
SUSPENDED = 11
SHORT_BREAKS = 125
NOT_YET_INSPECTED = 381

# Homes on the register by the year that they were registered in.
REGISTERED_IN: dict[int, int] = {
    1986: 2, 1992: 6, 1993: 2, 1994: 6, 1995: 5, 1996: 5, 1997: 6, 1998: 12, 1999: 8, 2000: 13,
    2001: 53, 2002: 35, 2003: 180, 2004: 67, 2005: 66, 2006: 57, 2007: 43, 2008: 60, 2009: 61, 2010: 75,
    2011: 75, 2012: 75, 2013: 128, 2014: 114, 2015: 97, 2016: 138, 2017: 154, 2018: 131, 2019: 203, 2020: 274,
    2021: 267, 2022: 309, 2023: 507, 2024: 621, 2025: 154,
}  # fmt: skip

# Children's homes by places; the other two kinds are larger and drawn from a range.
PLACES_OF_CHILDRENS_HOMES: dict[int, int] = {
    1: 326, 2: 788, 3: 1_030, 4: 842, 5: 425, 6: 309, 7: 91, 8: 82, 9: 16, 10: 19, 11: 4, 12: 6, 14: 4, 16: 4,
}  # fmt: skip
PLACES_OF_SPECIAL_SCHOOLS = (4, 46)
PLACES_OF_SECURE_HOMES = (6, 28)

PRIVATE_PROVIDERS = 1_180
OF_THEM_INDIVIDUALS = 60
OF_THEM_PARTNERSHIPS = 14
VOLUNTARY_PROVIDERS = 60
HEALTH_PROVIDERS = 4

WITHOUT_PREMISES = 30
WITH_MORE_PREMISES = 330
OF_THEM_WITH_THREE = 30
BESIDE_AN_EDGE = 340
ON_A_VERTEX = 14
OFF_THE_SHORE = 14

_O, _G, _R, _I = (
    Judgement.OUTSTANDING,
    Judgement.GOOD,
    Judgement.REQUIRES_IMPROVEMENT,
    Judgement.INADEQUATE,
)
# Overall, helped and protected, leaders and managers, in thousandths: 82 % good or outstanding overall.
JUDGEMENTS: dict[tuple[Judgement, Judgement, Judgement], int] = {
    (_O, _O, _O): 90, (_O, _G, _O): 13, (_O, _O, _G): 9,
    (_G, _G, _G): 563, (_G, _G, _R): 87, (_G, _G, _O): 45, (_G, _R, _G): 13,
    (_R, _R, _R): 120, (_R, _R, _I): 22, (_R, _G, _R): 4,
    (_I, _I, _I): 34,
}  # fmt: skip

# Homes that no longer count on the register's day, or do not yet: three years of closures, and what was decided and is
# not yet decided about new ones. Rounded; a further few passed to another provider.
CLOSED_SINCE = date(2022, 4, 1)
CLOSED_BY_PROVIDER = 420
CLOSED_BY_OFSTED = 11
CLOSED_BY_COURT = 1
REFUSED = 32
APPLYING = 64
