"""An example of every rule: rows of a file, and the lines on which it finds something. Invented rows, our own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from register.vocabulary import ReturnKind
from tests.support.returned_files import MISSING, YEAR, period

BORN = date(2012, 3, 4)
EPISODES, INTERVIEWS = ReturnKind.EPISODES_YEARLY, ReturnKind.INTERVIEWS_MONTHLY
Rows = tuple[dict[str, str], ...]


@dataclass(frozen=True)
class Example:
    """Rows, and where the rule finds something. placed: from and to, of a placement of S0; before: last year's rows;
    beside: the other list of the same year, by its kind; episode: days of an episode of S0 on the register; children:
    more children of ours, with their birthdays; homes: more homes, with their postcodes; start: of the period."""

    rows: Rows
    lines: tuple[int | None, ...]
    kind: ReturnKind = MISSING
    placed: tuple[date, date | None] | None = None
    before: Rows = ()
    beside: tuple[ReturnKind, Rows] | None = None
    episode: tuple[date, date] | None = None
    children: Mapping[str, date] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)
    start: date = YEAR


def spell(child: str = "S0", **cells: str) -> dict[str, str]:
    """A row of the episodes of care that breaks no rule."""
    whole = {
        "CHILD": child, "DECOM": "01/05/2024", "RNE": "S", "LS": "C2", "CIN": "N1", "PLACE": "U1",
        "PLACE_PROVIDER": "PR1", "URN": "XXXXXXX", "HOME_POST": "ZZ1 1ZZ", "PL_POST": "ZZ1 1ZZ",
    }  # fmt: skip
    return whole | cells


def talk(child: str = "S0", **cells: str) -> dict[str, str]:
    """A row of the list of interviews that breaks no rule."""
    whole = {
        "CHILD": child, "DOB": "04/03/2012", "MIS_END": "03/04/2024", "RHI_OFFERED": "Y", "RHI_ACCEPTED": "Y",
        "RHI_DATE": "05/04/2024",
    }  # fmt: skip
    return whole | cells


SUMMER = (date(2024, 6, 1), date(2024, 8, 31))
ENDED = {"DEC": "01/09/2024", "REC": "E4A"}
EXAMPLES: dict[str, Example] = {
    "102": Example((period("S0", "04/05/2024"), period("S1", "04/05/2024", DOB="")), (3,)),
    "564": Example((period("S0", ""), period("S1", "", MISSING="")), (2,)),
    "565": Example((period("S0", "04/05/2024", MISSING=""), period("S1", "")), (2,)),
    "566": Example((period("S0", "", "04/05/2024", MISSING=""), period("S1", "", "04/05/2024")), (2,)),
    "567": Example((period("S0", "04/05/2024", "03/05/2024"), period("S1", "04/05/2024", "04/05/2024")), (2,)),
    "570": Example((period("S0", "01/04/2025"), period("S1", "31/03/2025")), (2,)),
    "571": Example(
        (
            period("S0", "01/03/2024", "31/03/2024"), period("S0", "01/04/2025", "02/04/2025"),
            period("S1", "31/03/2024", "01/04/2024"), period("S1", "31/03/2025", "31/03/2025"),
        ),
        (2, 3),
    ),
    "574": Example(
        (
            period("S0", "04/05/2024", "06/05/2024"), period("S0", "05/05/2024", "07/05/2024"),
            period("S0", "07/05/2024"), period("S0", "09/05/2024"), period("S1", "05/05/2024", "06/05/2024"),
        ),
        (3, 5),
    ),
    "575": Example((period("S0", "30/08/2024"), period("S1", "30/08/2024")), (2,), placed=SUMMER),
    "576": Example(
        (period("S0", "05/04/2024"), period("S1", "20/03/2024")), (None, 2),
        before=(period("S0", "20/03/2024"), period("S1", "20/03/2024"), period("X9", "20/03/2024")),
    ),
    "577": Example((period("S0", "15/08/2024"), period("S0", "01/06/2024", "02/06/2024")), (2,), placed=SUMMER),
    "578": Example((period("S0", "15/09/2024"), period("S0", "31/08/2024", "31/08/2024")), (2,), placed=SUMMER),
    "581": Example((period("S0", "31/05/2024"), period("S0", "01/06/2024")), (2,), placed=SUMMER),
    "586": Example(
        (period("S0", "04/05/2024", DOB="04/05/2024"), period("S1", "04/05/2024", DOB="03/05/2024")), (2,)
    ),
    "143": Example((spell(RNE="Q"), spell("S1")), (2,), EPISODES),
    "144": Example((spell(LS="Q9"), spell("S1", LS="V4")), (2,), EPISODES),
    "146": Example((spell(PLACE="Q9"), spell(PLACE="Z14"), spell(PLACE="Z1"), spell("S1")), (2, 3), EPISODES),
    "149": Example((spell(DEC="01/09/2024", REC="Q"), spell("S1", **ENDED), spell(DECOM="01/10/2024")), (2,), EPISODES),
    "213": Example((spell(PLACE="T1", URN=""), spell("S1", PLACE="T1", PLACE_PROVIDER="")), (2,), EPISODES),
    "218": Example(
        (spell(URN=""), spell("S1", URN="", PLACE="P1"), spell(URN="", DECOM="02/03/2024", DEC="31/03/2024")), (2,),
        EPISODES,
    ),
    "221": Example(
        (spell(PLACE="K2", URN="SC700001"), spell("S1", PLACE="K2", URN="SC700001", PL_POST="zz99zz")), (2,), EPISODES
    ),
    "222": Example((spell(PLACE="P1", URN="SC700001"), spell("S1", PLACE="P1")), (2,), EPISODES),
    "233": Example(
        (spell(REASON_PLACE_CHANGE="PLACE"), spell("S1", REASON_PLACE_CHANGE="PLACE", **ENDED)), (2,), EPISODES,
    ),
    "371": Example((spell(PLACE="K3"), spell("S1", PLACE="U1")), (2,), EPISODES),
    "580": Example(
        (spell(DEC="01/09/2024", REC="E7"), spell("S1", DEC="01/09/2024", REC="E8")), (2,), EPISODES,
        beside=(
            MISSING,
            (
                period("S0", "30/08/2024", "01/09/2024", DOB="01/09/2006"),
                period("S1", "30/08/2024", "01/09/2024", DOB="01/09/2006"),
            ),
        ),
    ),
    "REG01": Example((period("N0", "04/05/2024"), period("X9", "04/05/2024"), period("S0", "04/05/2024")), (2, 3)),
    "REG02": Example(
        (
            period("S0", "04/05/2024", "05/05/2024"), period("S0", "04/05/2024"), period("S0", "06/05/2024"),
            period("S1", "04/05/2024"),
        ),
        (2, 3),
    ),
    "REG03": Example(
        (
            period("S0", "04/05/2024", "04/05/2024", DOB="05/03/2012"), period("S0", "06/05/2024"),
            period("S1", "04/05/2024"),
        ),
        (2, 3),
    ),
    "REG04": Example((period("S0", "04/05/2024", DOB="05/03/2012"), period("S1", "04/05/2024")), (2,)),
    "REG05": Example(
        (period("S0", "10/05/2024", "11/05/2024"), period("S1", "10/05/2024", "11/05/2024")), (3,),
        episode=(date(2024, 5, 10), date(2024, 5, 11)),
    ),
    "REG06": Example((period("S1", "10/05/2024"),), (None,), episode=(date(2024, 5, 10), date(2024, 5, 11))),
    "REG07": Example(
        (period("S0", "10/05/2024", "12/05/2024"), period("S1", "10/05/2024")), (2,),
        episode=(date(2024, 5, 10), date(2024, 5, 11)),
    ),
    "REG08": Example(
        (period("S0", "04/05/2024"),), (None,),
        before=tuple(period("S0", f"{day:02}/05/2023", f"{day:02}/05/2023") for day in range(1, 13)),
    ),
    "REG09": Example((talk(RHI_OFFERED="N"), talk("S1")), (2,), INTERVIEWS),
    "REG10": Example((talk(RHI_DATE="02/04/2024"), talk("S1")), (2,), INTERVIEWS),
    "REG11": Example((talk(RHI_ACCEPTED="N"), talk("S1")), (2,), INTERVIEWS),
    "REG12": Example(
        (
            period("S0", "01/03/2025", "04/03/2025", DOB="03/03/2007"), period("S0", "05/03/2024", DOB="03/03/2007"),
            period("S1", "01/03/2025", "03/03/2025", DOB="03/03/2007"), period("S1", "04/05/2024"),
        ),
        (2, 3),
    ),
}  # fmt: skip
