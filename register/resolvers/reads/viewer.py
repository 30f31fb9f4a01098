"""What the register tells a caller about the caller: from the token and the matrix; only the area is read."""

from collections.abc import Mapping, Sequence

import orjson
from graphql import FragmentDefinitionNode

from register.plan.selection import Selected, collect
from register.policy.grants import POLICY_VERSION, grants_of
from register.resolvers.reads.explain import Told
from register.vocabulary import Caller

Fragments = Mapping[str, FragmentDefinitionNode]


def viewer_text(
    selected: Selected,
    fragments: Fragments,
    variables: Mapping[str, object],
    *,
    caller: Caller,
    area: str,
    told_why: Mapping[str, Told],
) -> str:
    """The viewer as JSON. area: the text of its area, already written; told_why: explanations by answer key."""
    told: dict[str, object] = {
        "__typename": "Viewer",
        "subject": caller.subject,
        "agency": caller.agency.name,
        "area": orjson.Fragment(area),
        "organisation": caller.organisation,
        "policyVersion": POLICY_VERSION,
    }
    answer: dict[str, object] = {}
    for part in collect(selected.sets, fragments, variables):
        if part.name == "explain":
            answer[part.key] = _explanation(collect(part.sets, fragments, variables), told_why[part.key])
        else:
            answer[part.key] = (
                _grants(part, fragments, variables, caller=caller) if part.name == "grants" else told[part.name]
            )
    return orjson.dumps(answer).decode()


def _explanation(fields: Sequence[Selected], told: Told) -> dict[str, object]:
    explanation = told.explanation
    row = {
        "__typename": "Explanation",
        "outcome": explanation.outcome.name,
        "reason": explanation.reason.value if explanation.reason else None,
        "group": told.group.value,
        "basis": explanation.by.basis.name if explanation.by else None,
        "scope": explanation.by.scope.name if explanation.by else None,
        "line": explanation.line,
    }
    return {field.key: row[field.name] for field in fields}


def _grants(
    part: Selected, fragments: Fragments, variables: Mapping[str, object], *, caller: Caller
) -> list[dict[str, object]]:
    fields = collect(part.sets, fragments, variables)
    rows = [
        {
            "__typename": "Grant",
            "group": grant.group,
            "use": use.name,
            "scope": grant.scope.name,
            "basis": grant.basis.name,
            "inForceFrom": grant.basis.in_force_from,
        }
        for grant in grants_of(caller.agency)
        for use in grant.uses
    ]
    return [{field.key: row[field.name] for field in fields} for row in rows]
