"""The statutory lists at the GIS door: one address a month, in CSV and in OpenDocument."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from register.errors import NotFound
from register.http.features_visit import Told, Visit
from register.open_types import Value, Values
from register.requests.downloads.sheets import CSV, ODS, as_csv, as_ods
from register.requests.downloads.statutory_list import about, months_until, read_list
from register.requests.features.parameters import only_known
from register.requests.graphql.execute import Executor

MONTHS: Final = 12
FORMS: Final = {"csv": CSV, "ods": ODS}


class StatutoryLists:
    """Answers with the list of a month. It is read as any query is, by the caller and with the caller's policy."""

    def __init__(self, executor: Executor) -> None:
        self.executor = executor

    async def tell(self, visit: Visit) -> Told:
        """One list. Raises: NotFound, and every refusal of a query."""
        only_known(visit.given, ())
        month, _, form = visit.request.path_params["name"].partition(".")
        if form not in FORMS:
            raise NotFound("There is no such list.", hint="Lists end in .csv or .ods.")
        made = await read_list(month, self.executor, visit.caller, number=visit.number, now=datetime.now(UTC))
        name = f'attachment; filename="childrens-homes-{month}.{form}"'
        if form == "csv":
            return Told({}, CSV, {"Content-Disposition": name}, as_csv(made.headings, made.rows))
        sheets: dict[str, Sequence[Sequence[Value]]] = {
            "Homes": [made.headings, *made.rows],
            "About": [*about(made, visit.caller).items()],
        }
        return Told({}, ODS, {"Content-Disposition": name}, as_ods(sheets))


def listed(visit: Visit) -> Values:
    """The lists of the last months. Older ones have addresses of the same form."""
    now = datetime.now(UTC)
    links = [
        visit.place.link("enclosure", f"/lists/{month}.{form}", kind, title=f"{month} as {form}")
        for month in months_until(now, MONTHS)
        for form, kind in FORMS.items()
    ]
    return {"title": "Lists of children's homes", "links": [*visit.place.both("/lists", html=visit.html), *links]}
