"""The examples of the published rules, as rows of a return, each with the lines on which its rule finds something.

Source: data-to-insight/csc-validator-be-903, read on 1 December 2026: of each rule the version that was changed last.
Told again in our words: their days are moved by whole years into the year of the return, a text that no cell of the
file holds is a shorter one, and rows that differ in nothing that the rule looks at stand once.
"""

from collections.abc import Iterable
from datetime import date

from tests.importing.returns.examples import EPISODES, Example, Rows, spell
from tests.support.returned_files import MISSING, period

LATER = date(2025, 4, 1)


def care(*spells: str) -> tuple[object, Rows]:
    """The table of episodes beside: each as child, from and to."""
    return EPISODES, tuple(
        spell(child, DECOM=began, DEC=ended) for child, began, ended in (each.split(" ") for each in spells)
    )


def spans(*spells: str) -> Rows:
    """Rows of the missing module: each as child, from and to, of which either may be nothing."""
    return tuple(period(*each.split(" ")) for each in spells)


def kinds(*cells: tuple[str, str, str]) -> Rows:
    """Rows of the missing module: missing or away, from, and to."""
    return tuple(period("111", start, end, MISSING=kind) for kind, start, end in cells)


def placements(codes: Iterable[tuple[str, str]], **more: str) -> Rows:
    """Rows of the table of episodes: each a placement and who provides it."""
    return tuple(spell("111", PLACE=place, PLACE_PROVIDER=provider, **more) for place, provider in codes)


def column(name: str, *values: str, **more: str) -> Rows:
    """Rows of the table of episodes that differ in one column."""
    return tuple(spell("111", **{name: value}, **more) for value in values)


def unnamed(place: str, ended: str, authority: str = "", urn: str = "") -> dict[str, str]:
    """An episode with or without the number of a home."""
    return spell("111", PLACE=place, DEC=ended, REC="X1" if ended else "", PL_LA=authority, URN=urn)


def posted(legal: str, place: str, *, post: str, urn: str) -> dict[str, str]:
    """An episode at a home of this number and postcode."""
    return spell("111", LS=legal, PLACE=place, PL_POST=post, URN=urn)


def adult(child: str, ended: str, kind: str = "M") -> dict[str, str]:
    """A missing period that ends on the 18th birthday."""
    day, month, year = ended.split("/")
    return period(child, f"01/{month}/{year}", ended, MISSING=kind, DOB=f"{day}/{month}/{int(year) - 18}")


SUPPORTED = {
    "111": date(2006, 1, 1), "222": date(2008, 2, 1), "333": date(2023, 3, 2), "444": date(2018, 1, 15),
    "555": date(2008, 3, 15), "666": date(2008, 3, 15),
}  # fmt: skip
BEGAN = {
    "111": "K3 01/01/2030", "222": "P3 01/02/2030", "333": "P3 02/03/2030", "444": "K3 15/01/1990",
    "555": "K3 15/03/2024", "666": "K3 14/03/2024",
}  # fmt: skip
PUBLISHED: dict[str, Example] = {
    "102": Example((period("111", "", MISSING="", DOB="19/02/2010"), period("111", "", MISSING="", DOB="")), (3,)),
    "564": Example(
        kinds(
            ("M", "", ""), ("A", "07/02/2024", ""), ("A", "03/02/2024", ""), ("", "", ""), ("M", "", ""),
            ("A", "13/02/2024", ""),
        ),
        (2, 6),
    ),
    "565": Example(
        kinds(("M", "", ""), ("", "07/02/2024", ""), ("A", "03/02/2024", ""), ("", "", ""), ("A", "13/02/2024", "")),
        (3,),
    ),
    "566": Example(
        kinds(
            ("M", "", ""), ("", "", "07/02/2024"), ("A", "", "03/02/2024"), ("", "", ""), ("M", "", "01/02/2024"),
            ("", "", "13/02/2024"),
        ),
        (3, 7),
    ),
    "567": Example(
        spans(
            "111 01/06/2024 05/06/2024", "111 02/06/2024 ", "111 03/06/2024 01/06/2024", "111 04/06/2024 02/06/2024",
            "111  05/06/2024",
        ),
        (4, 5),
    ),
    "570": Example(
        spans("111 08/04/2025 ", "111 22/06/2025 ", "111  ", "111 13/10/2010 ", "111 10/05/2006 "), (2, 3)
    ),
    "571": Example(
        spans("111 08/03/2024 08/03/2024", "111 22/06/2024 ", "111  22/06/2025", "111 24/10/2025 "), (2, 4)
    ),
    "574": Example(
        spans(
            "111 01/06/2024 05/06/2024", "111 04/06/2024 ", "222 03/06/2024 04/06/2024", "222 04/06/2024 ",
            "222 07/06/2024 09/06/2024", "333 02/06/2024 04/06/2024", "333 03/06/2024 09/06/2024",
            "444 06/06/2024 08/06/2024", "444 10/06/2024 10/06/2024", "444 08/06/2024 10/08/2024",
            "555  05/06/2024", "555  05/06/2024",
        ),
        (2, 6, 8, 11),
    ),
    "575": Example(
        spans(
            "111 01/06/2024 05/06/2024", "123 08/06/2024 ", "222 05/06/2024 05/06/2024", "333 06/06/2024 ",
            "444 08/06/2024 05/06/2024", "444 09/06/2024 ", "444 19/06/2024 05/06/2024",
        ),
        (3, 7),
        beside=care(
            "111 01/06/2024 10/06/2024", "123 08/06/2024 10/06/2024", "222 05/06/2024 10/06/2024", "333 06/06/2024 ",
            "333 07/06/2024 10/06/2024", "444 08/06/2024 10/06/2024", "444 08/06/2024 ",
        ),
    ),
    "576": Example(
        spans(
            "111 07/02/2024 ", "222 08/02/2024 ", "333 03/02/2024 ", "444  ", "555 01/02/2024 ", "666 13/02/2024 "
        ),
        (3, 5),
        before=spans(
            "111 07/02/2024 07/02/2024", "222 07/02/2024 ", "333 03/02/2024 07/02/2024", "444 07/02/2024 ",
            "555 01/02/2024 ", "666 13/02/2024 07/02/2024",
        ),
    ),
    "577": Example(
        spans(
            "1 01/01/1985 ", "2 01/01/1985 02/06/2024", "3 01/01/1985 03/06/2026", "3 01/01/1985 03/06/2024",
            "4 01/01/1985 04/06/2024", "5 01/01/1985 01/01/1986", "5 01/01/1985 01/01/2004",
            "6 01/01/1985 01/01/1985", "7  01/01/1985", "8 01/01/1985 ", "9 01/01/2024 ", "9 01/01/2025 ",
            "9 04/06/2024 04/06/2025",
        ),
        (2, 3, 4, 9, 11, 12),
        beside=care(
            "1 01/04/1981 31/03/1985", "2 01/04/1983 30/03/1985", "88 01/05/1984 01/01/1985",
            "3 01/04/1984 01/01/1985", "3 01/04/2024 01/01/2025", "3 01/01/2025 05/10/2025", "4 01/04/1985 ",
            "5 01/04/1982 01/01/1985", "5 01/01/1985 01/01/1994", "5 01/04/1987 04/06/2024",
            "6 01/04/1987 04/06/2024", "7 01/04/1987 04/06/2024", "8 01/04/1987 04/06/2024",
            "9 01/01/2024 04/06/2024", "9 04/06/2024 11/08/2024", "9 11/08/2024 01/12/2024",
            "9 22/12/2024 25/12/2024", "9 01/01/2025 22/02/2025", "9 22/02/2025 08/08/2025", "9 08/08/2025 ",
        ),
    ),
    "578": Example(
        spans(
            "1 01/06/2024 ", "2 02/06/2024 ", "3 03/06/2026 ", "3 03/06/2024 ", "4 04/06/2024 ", "5 01/01/1986 ",
            "5 01/01/2004 ", "6 01/01/1985 ", "77 01/01/1985 ", "8888 01/01/2053 ",
        ),
        (2, 3, 4, 9),
        beside=care(
            "1 01/04/1981 31/03/1985", "2 01/04/1983 30/03/1985", "88 01/05/1984 01/01/1985",
            "3 01/04/1984 01/01/1985", "3 01/04/2024 01/01/2025", "3 01/01/2025 05/10/2025", "4 01/04/1985 ",
            "5 01/04/1982 01/01/1985", "5 01/01/1985 01/01/1994", "5 01/04/1987 04/06/2024",
            "6 01/04/1987 04/06/2024", "8888 01/04/1987 04/06/2024", "8888 04/06/2024 ",
        ),
    ),
    "581": Example(
        spans(
            "111 01/06/2024 05/06/2024", "123 08/06/2024 ", "222 05/06/2024 05/06/2024", "333 12/06/2024 ",
            "444 08/06/2024 05/06/2024", "444 11/06/2024 11/06/2024", "444 19/06/2024 05/06/2024",
            "555 21/06/2024 21/06/2024",
        ),
        (4, 7, 9),
        beside=care(
            "111 01/06/2024 10/06/2024", "123 08/06/2024 10/06/2024", "222 06/06/2024 10/06/2024", "333 06/06/2024 ",
            "333 07/06/2024 10/06/2024", "444 08/06/2024 10/06/2024", "444 12/06/2024 ", "555 15/06/2024 20/06/2024",
        ),
    ),
    "586": Example(
        tuple(
            period("111", start, DOB=born)
            for born, start in (
                ("01/02/2024", ""), ("02/02/2024", "07/02/2024"), ("04/02/2024", "03/02/2024"), ("06/02/2024", ""),
                ("07/02/2024", "01/02/2024"), ("08/02/2024", "13/02/2024"),
            )
        ),
        (4, 6),
    ),
    "143": Example(column("RNE", "S", "p", "SP", "a", ""), (3, 4, 5, 6), EPISODES),
    "144": Example(column("LS", "C1", "c1", "s20", ""), (3, 4, 5), EPISODES),
    "146": Example(
        column("PLACE", "A2", "R4", "Z", "P1", "", "t3", "Z14", "H5"), (2, 3, 4, 6, 7, 9), EPISODES, start=LATER
    ),
    "149": Example(column("REC", "E4A", "E4b", "X", DEC="01/09/2024"), (3, 4), EPISODES),
    "213": Example(
        placements(
            (("T0", ""), ("U6", ""), ("U1", "PR3"), ("U4", "PR4"), ("P1", "PR0"), ("T2", "PR2"), ("T3", "PR1"),
             ("", ""), ("Z1", ""), ("Z1", "PRX"), ("Z11", ""), ("Z12", ""), ("Z13", "PR7"), ("Z14", "PR6"))
        ),
        (7, 8, 14, 15), EPISODES, start=LATER,
    ),
    "218": Example(
        (
            unnamed("Z11", ""), unnamed("C2", "01/06/2024", "W06000008", "SC1"), unnamed("C2", "01/02/2025", urn="SC1"),
            unnamed("C2", "01/02/2023", urn="SC1"), unnamed("xx", ""), unnamed("R5", "01/02/2025", urn="SC1"),
            unnamed("C2", "01/03/2023"), unnamed("C2", "04/01/2025"), unnamed("C2", "01/02/2025"),
            unnamed("C2", "01/04/2026"), unnamed("C2", "31/03/2024"), unnamed("C2", "04/01/2025", "SCO"),
        ),
        (6, 9, 10, 11), EPISODES,
    ),
    "221": Example(
        (
            posted("V3", "R3", post="A11 5KE", urn="SC700011"), posted("V2", "R3", post="PR5", urn=""),
            posted("V2", "K1", post="S25 1WO", urn="SC700013"), posted("V2", "K2", post="PR3", urn="XXXXXXX"),
            posted("V2", "R3", post="S25 1WO", urn="SC700012"), posted("V2", "xx", post="S25 1WO", urn="SC700012"),
            posted("V2", "S1", post="N9 5PY", urn="SC700011"), posted("V2", "S1", post="N9 5PY", urn="SC700014"),
            posted("V2", "R3", post="", urn="SC700011"), posted("V1", "H5", post="A11 5KE", urn="SC700011"),
        ),
        (4, 8, 9), EPISODES,
        homes={"SC700011": "A11 5KE", "SC700012": "S25 1WO", "SC700013": "V2 9XX"},
    ),
    "222": Example(
        tuple(
            spell("111", PLACE=place, URN=urn)
            for place, urn in (
                ("H5", "XXXXXXX"), ("U1", "SC1"), ("U2", ""), ("T1", ""), ("R1", "SC1"), ("T2", "SC1"), ("P2", "SC1"),
            )
        ),
        (6, 7), EPISODES,
    ),
    "233": Example(
        tuple(
            spell("111", DEC=ended, REC="X1" if ended else "", REASON_PLACE_CHANGE=reason)
            for ended, reason in (("01/09/2024", ""), ("", ""), ("", "PLACE"), ("01/09/2024", "PLACE"))
        ),
        (4,), EPISODES,
    ),
    "371": Example(
        tuple(
            spell(child, PLACE=place, DECOM=began)
            for child, (place, began) in ((child, each.split(" ")) for child, each in BEGAN.items())
        ),
        (5, 7), EPISODES, children=SUPPORTED,
    ),
    "580": Example(
        tuple(
            spell(child, DEC=ended, REC=reason)
            for child, ended, reason in (
                ("111", "01/06/2024", "E7"), ("123", "08/06/2024", "E7"), ("222", "05/06/2024", "E8"),
                ("333", "06/06/2024", "E5"), ("444", "07/06/2024", "E8"), ("555", "19/06/2024", "E4"),
                ("777", "19/06/2024", "E4"),
            )
        ),
        (2, 3, 5, 7, 8), EPISODES,
        beside=(
            MISSING,
            (
                adult("111", "01/06/2024"), adult("123", "08/06/2024"), adult("222", "05/06/2024"),
                adult("333", "06/06/2024"), adult("444", "08/06/2024"), adult("444", "09/06/2024"),
                adult("555", "19/06/2024"), adult("777", "19/06/2024", "A"),
            ),
        ),
    ),
}  # fmt: skip
