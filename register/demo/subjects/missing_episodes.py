"""Invented missing episodes of some years, of which some are open whenever they are asked for."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from register.demo.batch import Batch
from register.demo.random_draws import chance, happens, keys, pick
from register.demo.subjects.children import Child
from register.demo.subjects.placements import YEAR, Place
from register.demo.subjects.providers import SOURCE
from register.tables import episode_child, episode_harm, missing_episode, risk_assessment
from register.vocabulary import (
    Agency,
    EpisodeOutcome,
    EpisodeStatus,
    FoundBy,
    Harm,
    MissingKind,
    MissingSetting,
    PoliceCategory,
    RiskLevel,
    RiskScheme,
)

# Nine in ten episodes end within two days, and few last for a month. Source: DfE, 2022.
HOURS: dict[float, int] = {2: 22, 6: 30, 12: 18, 20: 12, 40: 9, 90: 5, 300: 3, 900: 1}
AWAY = 0.103
# Of children in care, so few go missing from school.
FROM_SCHOOL = 0.03
FOUND_BY: dict[FoundBy, int] = {
    FoundBy.RETURNED_SELF: 43,
    FoundBy.POLICE: 29,
    FoundBy.CARER: 14,
    FoundBy.FAMILY: 8,
    FoundBy.PUBLIC: 3,
    FoundBy.OTHER_FORCE: 3,
}
LEVELS: dict[RiskLevel, int] = {RiskLevel.VERY_LOW: 10, RiskLevel.LOW: 25, RiskLevel.MEDIUM: 50, RiskLevel.HIGH: 15}
HARMS: dict[Harm, int] = {
    Harm.PHYSICAL_ASSAULT: 30,
    Harm.SELF_HARM: 25,
    Harm.CRIMINAL_EXPLOITATION: 20,
    Harm.SEXUAL_OFFENCE: 13,
    Harm.ACCIDENTAL: 12,
}
HARMED = 0.06
ASSESSED_AFTER = (timedelta(minutes=30), timedelta(hours=24))
REVIEWED_AFTER = timedelta(hours=8)
_COLUMNS = (
    "id", "reference", "kind", "police_category", "setting", "status", "home_id", "child_pseudonym",
    "owning_force_code", "responsible_authority_code", "last_seen_at", "started_at", "reported_at", "found_at",
    "returned_at", "ended_at", "found_by", "outcome", "source_agency", "source_system",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Episode:
    """An invented episode. ended: None while it is open."""

    key: uuid.UUID
    child: Child
    place: Place
    started: datetime
    ended: datetime | None
    is_away: bool
    setting: MissingSetting

    @property
    def home(self) -> uuid.UUID | None:
        """The home that the child was missing from."""
        return self.place.home if self.setting is MissingSetting.CARE else None


def invent_episodes(children: Sequence[Child], places: Sequence[Place], now: datetime, *, seed: int) -> list[Episode]:
    """The episodes of all years up to now, one after the other for each child; those that last until now are open."""
    draws = chance(seed, "missing episodes")
    whose = [place for place, child in enumerate(children) for _ in range(sum(child.often))]
    years = [year for child in children for year, often in enumerate(child.often) for _ in range(often)]
    count = len(whose)
    hours = np.asarray(pick(draws, tuple(HOURS), count, weights=tuple(HOURS.values()))) * draws.uniform(0.5, 1, count)
    begun = -(np.asarray(years) + draws.random(count)) * YEAR.total_seconds()
    drawn = zip(
        *(whose, begun.tolist(), hours.tolist(), happens(draws, count, AWAY), happens(draws, count, FROM_SCHOOL)),
        keys(draws, count),
        strict=True,
    )
    found, free = [], dict[int, datetime]()
    for at, since, lasts, is_away, is_from_school, key in sorted(drawn, key=lambda each: each[:2]):
        started = max(now + timedelta(seconds=since), free.get(at, now - (len(children[at].often) + 1) * YEAR))
        ended = started + timedelta(hours=lasts)
        if started < now - timedelta(minutes=45):
            setting = _setting(places[at], is_from_school=is_from_school)
            end = ended if ended < now else None
            found.append(Episode(key, children[at], places[at], started, end, is_away, setting))
        free[at] = ended + timedelta(hours=1)
    return found


def _setting(place: Place, *, is_from_school: bool) -> MissingSetting:
    if place.kind is None:
        return MissingSetting.HOME
    return MissingSetting.SCHOOL if is_from_school else MissingSetting.CARE


def episode_batches(episodes: Sequence[Episode], now: datetime, *, first: int, seed: int) -> tuple[Batch, ...]:
    """The rows of the episodes, of the assessments of risk, of harm, and last of whose they are.

    first: the number of the first of them.
    """
    draws, count = chance(seed, "what is known of episodes"), len(episodes)
    found = pick(draws, tuple(FOUND_BY), count, weights=tuple(FOUND_BY.values()))
    numbered = enumerate(zip(episodes, found, strict=True), start=first)
    rows = tuple(_row(each, by, number=number) for number, (each, by) in numbered)
    return (
        Batch(missing_episode, _COLUMNS, rows),
        _assessments(draws, episodes, now),
        _harms(draws, episodes),
        Batch(
            episode_child,
            ("episode_id", "child_id", "copied_kind", "copied_start", "copied_end"),
            tuple((each.key, each.child.key, _kind(each).value, each.started, each.ended) for each in episodes),
        ),
    )


def _assessments(draws: np.random.Generator, episodes: Sequence[Episode], now: datetime) -> Batch:
    """One assessment for each episode, and another of those that last for a day."""
    assessed = [
        (each.key, each.started + after)
        for each in episodes
        for after in ASSESSED_AFTER
        if each.started + after < (each.ended or now)
    ]
    levels = pick(draws, tuple(LEVELS), len(assessed), weights=tuple(LEVELS.values()))
    rows = tuple(
        (key, episode, RiskScheme.APP_CURRENT.value, level.value, at, at + REVIEWED_AFTER, *_by_the_police())
        for key, (episode, at), level in zip(keys(draws, len(assessed)), assessed, levels, strict=True)
    )
    columns = ("id", "episode_id", "scheme", "level", "assessed_at", "review_due_at", "source_agency", "source_system")
    return Batch(risk_assessment, columns, rows)


def _harms(draws: np.random.Generator, episodes: Sequence[Episode]) -> Batch:
    """What came to some children, of episodes that ended."""
    ended = [each for each in episodes if each.ended is not None]
    harmed = [each for each, is_harmed in zip(ended, happens(draws, len(ended), HARMED), strict=True) if is_harmed]
    harms = pick(draws, tuple(HARMS), len(harmed), weights=tuple(HARMS.values()))
    rows = tuple((each.key, [harm.value]) for each, harm in zip(harmed, harms, strict=True))
    return Batch(episode_harm, ("episode_id", "harms"), rows)


def _row(each: Episode, found_by: FoundBy, *, number: int) -> tuple[object, ...]:
    is_open, home = each.ended is None, each.home
    return (
        each.key,
        f"DEMO/{number:06}",
        _kind(each).value,
        (PoliceCategory.AWAY_KNOWN if each.is_away else PoliceCategory.MISSING).value,
        each.setting.value,
        (EpisodeStatus.INVESTIGATING if is_open else EpisodeStatus.CLOSED).value,
        home,
        home and hashlib.sha256(each.child.key.bytes + home.bytes).hexdigest()[:32],
        each.place.force,
        each.child.authority,
        each.started - timedelta(minutes=20),
        each.started,
        each.started + timedelta(minutes=10),
        None if is_open or each.is_away else each.ended,
        each.ended,
        each.ended,
        None if is_open or each.is_away else found_by.value,
        None if is_open else _outcome(each).value,
        *_by_the_police(),
    )


def _kind(each: Episode) -> MissingKind:
    return MissingKind.AWAY if each.is_away else MissingKind.MISSING


def _outcome(each: Episode) -> EpisodeOutcome:
    return EpisodeOutcome.RETURNED_FAMILY if each.place.kind is None else EpisodeOutcome.RETURNED_PLACEMENT


def _by_the_police() -> tuple[str, str]:
    return Agency.POLICE.value, SOURCE
