"""Invented conditions of registration and notices, each with what it says."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import numpy as np

from register.demo.batch import Batch, Row
from register.demo.published_figures import REGISTER_DAY
from register.demo.random_draws import chance, keys, pick, shuffled
from register.demo.subjects.homes import Home
from register.demo.subjects.providers import SOURCE
from register.tables import condition, condition_detail, notice, notice_detail
from register.vocabulary import ConditionChange, ConditionKind, NoticeKind, RegistrationStatus

WITH_CONDITIONS = 0.6
WITH_FURTHER_CONDITION = 0.35
WITH_NOTICE = 0.03
NOTICES_SERVED_WITHIN_DAYS = 540
NOTICE_LASTS_DAYS = 84

WORDINGS: dict[ConditionKind, str] = {
    ConditionKind.MAX_PLACES: "No more than {places} children may be accommodated at one time.",
    ConditionKind.AGE_RANGE: "A child under ten may be accommodated only with the written agreement of the regulator.",
    ConditionKind.NEEDS: "The home may care only for children whose needs its statement of purpose describes.",
    ConditionKind.NAMED_MANAGER: "The manager named on the certificate must be in day-to-day charge.",
    ConditionKind.PREMISES: "The upper floor may not be used to accommodate children.",
    ConditionKind.OTHER: "The provider must send a monthly report of staffing to the regulator.",
}
REASONS: dict[NoticeKind, str] = {
    NoticeKind.COMPLIANCE_NOTICE: "Records of safeguarding concerns were incomplete. The steps required are listed.",
    NoticeKind.RESTRICTION_OF_ACCOMMODATION: "Staffing was too low for further children to be cared for safely.",
    NoticeKind.SUSPENSION: "Children may be exposed to a risk of harm while the home remains open.",
    NoticeKind.NOTICE_OF_PROPOSAL: "The regulator proposes to vary the conditions of registration.",
    NoticeKind.WARNING_LETTER: "The home was without a registered manager for longer than the regulations allow.",
}
_FURTHER = tuple(kind for kind in ConditionKind if kind is not ConditionKind.MAX_PLACES)
_SHARES = {
    NoticeKind.COMPLIANCE_NOTICE: 55,
    NoticeKind.RESTRICTION_OF_ACCOMMODATION: 20,
    NoticeKind.NOTICE_OF_PROPOSAL: 15,
    NoticeKind.WARNING_LETTER: 10,
}
_LASTING = frozenset({NoticeKind.RESTRICTION_OF_ACCOMMODATION, NoticeKind.SUSPENSION})

_CONDITION_COLUMNS = ("id", "home_id", "kind", "change", "effective_from", "ended_on", "source_system")
_NOTICE_COLUMNS = ("id", "home_id", "kind", "served_on", "effective_from", "ends_on", "lifted_on", "source_system")
_REASON_COLUMNS = ("notice_id", "home_id", "reasons")


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
        since = one.registered_on if settled is ConditionChange.IMPOSED else _after(draws, one.registered_on)
        ended_on = _after(draws, since) if is_removed else None
        rows.append((key, one.key, kind, settled, since, ended_on, SOURCE))
        details.append((key, one.key, WORDINGS[kind].format(places=one.places)))
    return (
        Batch(condition, _CONDITION_COLUMNS, tuple(rows)),
        Batch(condition_detail, ("condition_id", "home_id", "wording"), tuple(details)),
    )


def notice_batches(homes: Sequence[Home], seed: int) -> tuple[Batch, Batch]:
    """The rows of the notices, and of their reasons; every suspended home has its notice of suspension."""
    draws = chance(seed, "notices")
    inspected = [one for one in homes if one.inspected and one.status is RegistrationStatus.REGISTERED]
    under = shuffled(draws, inspected)[: round(WITH_NOTICE * len(homes))]
    served = list(zip(under, pick(draws, tuple(_SHARES), len(under), weights=tuple(_SHARES.values())), strict=True))
    served += [(one, NoticeKind.SUSPENSION) for one in homes if one.status is RegistrationStatus.SUSPENDED]
    days = [_after(draws, _earliest(one, kind)) for one, kind in served]
    found = zip(keys(draws, len(served)), served, days, strict=True)
    return _batches([(key, one.key, kind, served_on) for key, (one, kind), served_on in found])


def suspension_batches(homes: Iterable[tuple[uuid.UUID, uuid.UUID]], *, served_on: date) -> tuple[Batch, Batch]:
    """The rows of notices of suspension, all served on one day; homes: the key of each notice, and of its home."""
    return _batches([(key, home_id, NoticeKind.SUSPENSION, served_on) for key, home_id in homes])


def _batches(served: Sequence[tuple[uuid.UUID, uuid.UUID, NoticeKind, date]]) -> tuple[Batch, Batch]:
    rows: list[Row] = []
    for key, home_id, kind, served_on in served:
        ends_on = served_on + timedelta(days=NOTICE_LASTS_DAYS) if kind in _LASTING else None
        lifted_on = ends_on if ends_on is not None and ends_on <= REGISTER_DAY else None
        rows.append((key, home_id, kind, served_on, served_on, ends_on, lifted_on, SOURCE))
    details = tuple((key, home_id, REASONS[kind]) for key, home_id, kind, _ in served)
    return Batch(notice, _NOTICE_COLUMNS, tuple(rows)), Batch(notice_detail, _REASON_COLUMNS, details)


def _earliest(one: Home, kind: NoticeKind) -> date:
    # Every suspension still runs on the register's day.
    within = NOTICE_LASTS_DAYS // 2 if kind is NoticeKind.SUSPENSION else NOTICES_SERVED_WITHIN_DAYS
    return max(one.registered_on, REGISTER_DAY - timedelta(days=within))


def _after(draws: np.random.Generator, day: date) -> date:
    return day + timedelta(days=int(draws.integers(0, (REGISTER_DAY - day).days + 1)))
