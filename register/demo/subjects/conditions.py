"""Invented conditions of registration, each with its wording."""

from collections.abc import Sequence

from register.demo.batch import Batch, Row
from register.demo.random_draws import chance, day_since, keys, pick, shuffled
from register.demo.subjects.homes import Home
from register.demo.subjects.providers import SOURCE
from register.tables import condition, condition_detail
from register.vocabulary import ConditionChange, ConditionKind

WITH_CONDITIONS = 0.6
WITH_FURTHER_CONDITION = 0.35

WORDINGS: dict[ConditionKind, str] = {
    ConditionKind.MAX_PLACES: "No more than {places} children may be accommodated at one time.",
    ConditionKind.AGE_RANGE: "A child under ten may be accommodated only with the written agreement of the regulator.",
    ConditionKind.NEEDS: "The home may care only for children whose needs its statement of purpose describes.",
    ConditionKind.NAMED_MANAGER: "The manager named on the certificate must be in day-to-day charge.",
    ConditionKind.PREMISES: "The upper floor may not be used to accommodate children.",
    ConditionKind.OTHER: "The provider must send a monthly report of staffing to the regulator.",
}
_FURTHER = tuple(kind for kind in ConditionKind if kind is not ConditionKind.MAX_PLACES)
_CONDITION_COLUMNS = ("id", "home_id", "kind", "change", "effective_from", "ended_on", "places", "source_system")


def condition_batches(homes: Sequence[Home], seed: int) -> tuple[Batch, Batch]:
    """The rows of the conditions, and of what they say."""
    draws = chance(seed, "conditions")
    under = shuffled(draws, homes)[: round(WITH_CONDITIONS * len(homes))]
    imposed = [(one, ConditionKind.MAX_PLACES) for one in under]
    further = under[: round(WITH_FURTHER_CONDITION * len(under))]
    imposed += list(zip(further, pick(draws, _FURTHER, len(further)), strict=True))
    changes = pick(draws, tuple(ConditionChange), len(imposed), weights=(80, 15, 5))
    rows: list[Row] = []
    details: list[Row] = []
    for key, (one, kind), change in zip(keys(draws, len(imposed)), imposed, changes, strict=True):
        is_removed = change is ConditionChange.REMOVED and kind is not ConditionKind.MAX_PLACES
        # A limit on places may be varied but stands as long as the home does.
        settled = change if is_removed or change is ConditionChange.IMPOSED else ConditionChange.VARIED
        since = (
            one.registered_on
            if settled is ConditionChange.IMPOSED
            else day_since(draws, one.registered_on, one.last_day)
        )
        ended_on = day_since(draws, since, one.last_day) if is_removed else None
        limit = one.places if kind is ConditionKind.MAX_PLACES else None
        rows.append((key, one.key, kind, settled, since, ended_on, limit, SOURCE))
        details.append((key, one.key, WORDINGS[kind].format(places=one.places)))
    return (
        Batch(condition, _CONDITION_COLUMNS, tuple(rows)),
        Batch(condition_detail, ("condition_id", "home_id", "wording"), tuple(details)),
    )
