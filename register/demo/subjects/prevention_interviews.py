"""Invented prevention interviews after the latest episodes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from register.demo.batch import Batch
from register.demo.random_draws import chance, happens, pick
from register.demo.subjects.missing_episodes import Episode
from register.demo.subjects.sightings import RECENT
from register.tables import prevention_interview
from register.vocabulary import PreventionOutcome

HELD = 0.7
OUTCOMES: dict[PreventionOutcome, int] = {
    PreventionOutcome.NO_CONCERN: 62,
    PreventionOutcome.DECLINED: 22,
    PreventionOutcome.DISCLOSED: 10,
    PreventionOutcome.NOT_POSSIBLE: 6,
}
SOON = timedelta(hours=5)


def prevention_batch(episodes: Sequence[Episode], now: datetime, *, seed: int) -> Batch:
    """The rows of the prevention interviews."""
    draws = chance(seed, "prevention interviews")
    ended = [(each.key, each.ended + SOON) for each in episodes if each.ended is not None and each.ended > now - RECENT]
    held = happens(draws, len(ended), HELD)
    outcomes = pick(draws, tuple(OUTCOMES), len(ended), weights=tuple(OUTCOMES.values()))
    rows = tuple(
        (key, at, outcome.value, outcome is PreventionOutcome.DISCLOSED)
        for (key, at), is_held, outcome in zip(ended, held, outcomes, strict=True)
        if is_held and at < now
    )
    return Batch(prevention_interview, ("episode_id", "held_at", "outcome", "disclosures_passed"), rows)
