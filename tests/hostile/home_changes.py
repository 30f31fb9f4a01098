"""Changes of homes as their owner makes them, by the URN: what tests of the feed wait to be told of."""

import sqlalchemy as sa

from register.geo.crs import point_to_wgs84

HOME = "select id from register.home where urn = :urn"


def update(table, change):
    """A change of the rows that a table holds of the home of a URN."""
    return f"update register.{table} set {change} where {'id' if table == 'home' else 'home_id'} = ({HOME})"  # noqa: S608


def shift(urn, easting, northing):
    """The main premises of a home stand elsewhere, under the same key."""

    def changed(owner):
        longitude, latitude = point_to_wgs84(easting, northing)
        point = f"point_27700 = st_setsrid(st_makepoint({easting}, {northing}), 27700)"
        statement = update("premises", f"{point}, longitude = {longitude}, latitude = {latitude}")
        owner.execute(sa.text(f"{statement} and is_main"), {"urn": urn})

    return changed
