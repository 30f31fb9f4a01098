"""Invented missing episodes of one year, of which some are open whenever they are asked for."""

import hashlib
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from register.demo.batch import Batch
from register.demo.random_draws import chance, happens, keys, pick
from register.demo.subjects.children import Child
from register.demo.subjects.placements import Place
from register.demo.subjects.providers import SOURCE
from register.tables import episode_child, missing_episode, risk_assessment
from register.vocabulary import (
    Agency,
    EpisodeOutcome,
    EpisodeStatus,
    FoundBy,
    MissingKind,
    MissingSetting,
    PoliceCategory,
    RiskLevel,
    RiskScheme,
)

YEAR = timedelta(days=365)
# Nine in ten episodes end within two days. Source: DfE, 2022.
HOURS: dict[float, int] = {2: 22, 6: 30, 12: 18, 20: 12, 40: 9, 90: 5, 300: 3, 900: 1}
AWAY = 0.1
OPEN = 0.03
FOUND_BY: dict[FoundBy, int] = {
    FoundBy.RETURNED_SELF: 43,
    FoundBy.POLICE: 29,
    FoundBy.CARER: 14,
    FoundBy.FAMILY: 8,
    FoundBy.PUBLIC: 3,
    FoundBy.OTHER_FORCE: 3,
}
LEVELS: dict[RiskLevel, int] = {RiskLevel.VERY_LOW: 10, RiskLevel.LOW: 25, RiskLevel.MEDIUM: 50, RiskLevel.HIGH: 15}
_COLUMNS = (
    "id", "reference", "kind", "police_category", "setting", "status", "home_id", "child_pseudonym",
    "owning_force_code", "responsible_authority_code", "last_seen_at", "started_at", "reported_at", "found_at",
    "returned_at", "ended_at", "found_by", "outcome", "source_agency", "source_system",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Episode:
    """An invented episode. ended: None while it is open."""

    child: Child
    place: Place
    started: datetime
    ended: datetime | None
    is_away: bool


def invent_episodes(children: Sequence[Child], places: Sequence[Place], now: datetime, *, seed: int) -> list[Episode]:
    """The episodes of a year up to now, one after the other for each child; the last of some is open."""
    draws = chance(seed, "missing episodes")
    return [each for pair in zip(children, places, strict=True) for each in _episodes_of(draws, *pair, now=now)]


def _episodes_of(draws: np.random.Generator, child: Child, place: Place, *, now: datetime) -> Iterator[Episode]:
    begun = sorted(float(share) for share in draws.random(child.episodes))
    hours = pick(draws, tuple(HOURS), child.episodes, weights=tuple(HOURS.values()))
    away, open_now = happens(draws, child.episodes, AWAY), happens(draws, 1, OPEN)[0]
    free = now - YEAR
    for number, (share, lasts, is_away) in enumerate(zip(begun, hours, away, strict=True), start=1):
        started = max(now - YEAR + (YEAR - timedelta(hours=1)) * share, free)
        ended = started + timedelta(hours=lasts * float(draws.uniform(0.5, 1)))
        is_last = number == child.episodes
        if ended >= now:
            yield Episode(child, place, started, None, is_away)
            return
        yield Episode(child, place, started, None if is_last and open_now else ended, is_away)
        free = ended + timedelta(hours=1)
        if free >= now:
            return


def episode_batches(episodes: Sequence[Episode], seed: int) -> tuple[Batch, Batch, Batch]:
    """The rows of the episodes, of whose they are, and of the assessments of risk."""
    draws, count = chance(seed, "what is known of episodes"), len(episodes)
    found = pick(draws, tuple(FOUND_BY), count, weights=tuple(FOUND_BY.values()))
    levels = pick(draws, tuple(LEVELS), count, weights=tuple(LEVELS.values()))
    made = keys(draws, count)
    rows = tuple(
        _row(*each, place=place) for place, each in enumerate(zip(made, episodes, found, strict=True), start=1)
    )
    assessed = (
        (key, each, level, each.started + timedelta(minutes=30))
        for key, each, level in zip(made, episodes, levels, strict=True)
    )
    return (
        Batch(missing_episode, _COLUMNS, rows),
        Batch(
            episode_child,
            ("episode_id", "child_id"),
            tuple((key, each.child.key) for key, each in zip(made, episodes, strict=True)),
        ),
        Batch(
            risk_assessment,
            ("id", "episode_id", "scheme", "level", "assessed_at", "review_due_at", "source_agency", "source_system"),
            tuple(
                (risk, key, RiskScheme.APP_CURRENT.value, level.value, at, at + timedelta(hours=8), *_by_the_police())
                for risk, (key, _, level, at) in zip(keys(draws, count), assessed, strict=True)
            ),
        ),
    )


def _row(key: uuid.UUID, each: Episode, found_by: FoundBy, *, place: int) -> tuple[object, ...]:
    is_open = each.ended is None
    return (
        key,
        f"DEMO/{place:06}",
        (MissingKind.AWAY if each.is_away else MissingKind.MISSING).value,
        (PoliceCategory.AWAY_KNOWN if each.is_away else PoliceCategory.MISSING).value,
        MissingSetting.CARE.value,
        (EpisodeStatus.INVESTIGATING if is_open else EpisodeStatus.CLOSED).value,
        each.place.home,
        hashlib.sha256(each.child.key.bytes + each.place.home.bytes).hexdigest()[:32],
        each.place.force,
        each.child.authority,
        each.started - timedelta(minutes=20),
        each.started,
        each.started + timedelta(minutes=10),
        None if is_open or each.is_away else each.ended,
        each.ended,
        each.ended,
        None if is_open or each.is_away else found_by.value,
        None if is_open else EpisodeOutcome.RETURNED_PLACEMENT.value,
        *_by_the_police(),
    )


def _by_the_police() -> tuple[str, str]:
    return Agency.POLICE.value, SOURCE
