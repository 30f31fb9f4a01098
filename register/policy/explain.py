"""Why a caller may or may not use a field: one line, from the grants in force."""

from dataclasses import dataclass

from register.plan.coordinates import Place
from register.policy.authority import Authority
from register.policy.grants import Grant, may_send
from register.vocabulary import Explained, Group, Use, WithheldReason

WHY_NOT: dict[WithheldReason, str] = {
    WithheldReason.NO_GRANT: "no grant lets {agency} {use} {group}",
    WithheldReason.NOT_YET_IN_FORCE: "the law that would let {agency} {use} {group} is not yet in force",
    WithheldReason.GRANT_EXPIRED: "the access that let {agency} {use} {group} has ended",
    WithheldReason.OUTSIDE_SCOPE: "{agency} may {use} {group} elsewhere, but not here",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """The result for a field: allowed, withheld or refused; by which grant, or why not; in one line."""

    outcome: Explained
    by: Grant | None
    reason: WithheldReason | None
    line: str


def grants_for(authority: Authority, group: Group, use: Use) -> tuple[Grant, ...]:
    """The grants in force by which this agency may use the group at all."""
    return tuple(grant for grant in authority.in_force if grant.group is group and use in grant.uses)


def with_only(authority: Authority, grant: Grant) -> Authority:
    """The same authority as if, of its group, this were the only grant."""
    kept = tuple(each for each in authority.in_force if each.group is not grant.group or each is grant)
    return Authority(authority.agency, kept, (), ())


def explain_use(coordinate: str, authority: Authority, place: Place) -> Explanation:
    """What the grants say, whatever the row."""
    group, use = place.groups[0], place.use
    grants = grants_for(authority, group, use)
    if place.command and not may_send(authority.agency, place.command):
        line = f"{coordinate}: {Explained.REFUSED}, because {authority.agency} may not send this command."
        return Explanation(Explained.REFUSED, None, WithheldReason.NO_GRANT, line)
    if grants:
        return allowed(coordinate, grants[0], others=grants[1:])
    reason = authority.reach(group, use).reason
    return not_allowed(coordinate, authority, group, use=use, reason=reason, on_rows=place.entity is not None)


def allowed(coordinate: str, grant: Grant, others: tuple[Grant, ...] = ()) -> Explanation:
    """A field that is shown, and the grant that shows it."""
    scopes = " or ".join(str(each.scope) for each in (grant, *others))
    law = f"{grant.basis.name}, in force from {grant.basis.in_force_from}"
    return Explanation(Explained.ALLOWED, grant, None, f"{coordinate}: allowed ({scopes}), by {law}.")


def not_allowed(
    coordinate: str, authority: Authority, group: Group, *, use: Use, reason: WithheldReason, on_rows: bool = True
) -> Explanation:
    """What is shown of a row is withheld; what is matched, counted or changed, and a whole root, is refused."""
    outcome = Explained.WITHHELD if use is Use.READ and on_rows else Explained.REFUSED
    why = WHY_NOT[reason].format(agency=authority.agency, use=use, group=group)
    return Explanation(outcome, None, reason, f"{coordinate}: {outcome}, because {why}.")


def unknown_row(coordinate: str) -> Explanation:
    """A row that does not exist, or that the caller may not know to exist."""
    line = f"{coordinate}: {Explained.WITHHELD}, because there is no such row that the caller may see."
    return Explanation(Explained.WITHHELD, None, None, line)
