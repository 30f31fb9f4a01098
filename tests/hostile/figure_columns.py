"""The columns of tables of published figures, as a second opinion: everybody reads all of them."""

from collections.abc import Mapping

FIGURE_COLUMNS: Mapping[str, str] = {
    "statistic": "id question version published_at profile title definition denominator source coverage caveats "
    "periods geography withdrawn_at withdrawn_because",
    "statistic_row": "id statistic_id number period period_from period_to level area_code breakdown coverage",
    "statistic_dimension": "id row_id number name code label",
    "statistic_cell": "id row_id number measure value symbol rounded_to",
    "statistic_change": "id statistic_id number since period area_code breakdown category measure before "
    "symbol_before now symbol_now",
    "area_target": "id kind area_code period made_at place among points very_unusual suppressed not_available "
    "is_complete",
    "area_target_component": "id target_id number component numerator denominator rate england lower_95 upper_95 "
    "lower_998 upper_998 neighbours_rate neighbours_counted position reason weight points versions",
    "area_target_neighbour": "id target_id number area_code distance",
}
