"""Invented notices, each with its reasons."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from register.demo.batch import Batch, Row
from register.demo.published_figures import REGISTER_DAY
from register.demo.random_draws import chance, day_since, keys, pick, shuffled
from register.demo.subjects.homes import Home
from register.demo.subjects.providers import SOURCE
from register.tables import notice, notice_detail
from register.vocabulary import NoticeKind, RegistrationStatus

WITH_NOTICE = 0.03
NOTICES_SERVED_WITHIN_DAYS = 540
NOTICE_LASTS_DAYS = 84

REASONS: dict[NoticeKind, str] = {
    NoticeKind.COMPLIANCE_NOTICE: "Records of safeguarding concerns were incomplete. The steps required are listed.",
    NoticeKind.RESTRICTION_OF_ACCOMMODATION: "Staffing was too low for further children to be cared for safely.",
    NoticeKind.SUSPENSION: "Children may be exposed to a risk of harm while the home remains open.",
    NoticeKind.NOTICE_OF_PROPOSAL: "The regulator proposes to vary the conditions of registration.",
    NoticeKind.URGENT_CANCELLATION: "A child's life or health was at serious risk while the home was registered.",
    NoticeKind.WARNING_LETTER: "The home was without a registered manager for longer than the regulations allow.",
}
_SHARES = {
    NoticeKind.COMPLIANCE_NOTICE: 55,
    NoticeKind.RESTRICTION_OF_ACCOMMODATION: 20,
    NoticeKind.NOTICE_OF_PROPOSAL: 15,
    NoticeKind.WARNING_LETTER: 10,
}
_LASTING = frozenset({NoticeKind.RESTRICTION_OF_ACCOMMODATION, NoticeKind.SUSPENSION})

_NOTICE_COLUMNS = ("id", "home_id", "kind", "served_on", "effective_from", "ends_on", "lifted_on", "source_system")
_REASON_COLUMNS = ("notice_id", "home_id", "reasons")


def notice_batches(homes: Sequence[Home], seed: int) -> tuple[Batch, Batch]:
    """The rows of the notices, and of their reasons; every suspended home has its notice of suspension."""
    draws = chance(seed, "notices")
    inspected = [one for one in homes if one.inspected and one.status is RegistrationStatus.REGISTERED]
    under = shuffled(draws, inspected)[: round(WITH_NOTICE * len(homes))]
    served = list(zip(under, pick(draws, tuple(_SHARES), len(under), weights=tuple(_SHARES.values())), strict=True))
    served += [(one, NoticeKind.SUSPENSION) for one in homes if one.status is RegistrationStatus.SUSPENDED]
    days = [day_since(draws, _earliest(one, kind)) for one, kind in served]
    found = zip(keys(draws, len(served)), served, days, strict=True)
    return _batches([(key, one.key, kind, served_on) for key, (one, kind), served_on in found])


def cancellation_batches(cancelled: Iterable[tuple[uuid.UUID, uuid.UUID, NoticeKind, date]]) -> tuple[Batch, Batch]:
    """The rows of notices about registrations that were cancelled: each notice's key, its home, kind and day."""
    return _batches(list(cancelled))


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
