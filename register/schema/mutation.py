"""Every command, on one page. Each is nullable, so that a refusal is an answer."""

import strawberry

from register.catalogue import Argument, Command
from register.open_types import MadeType
from register.schema.building.command import WHY, item, published
from register.schema.building.command_types import ITEMS, ItemOutcome, one_of
from register.schema.building.made_types import listed
from register.schema.commands import (
    access_exemption,
    access_grant,
    area_finding,
    area_inspection,
    area_target,
    authority_return,
    child,
    child_match,
    condition,
    correction,
    correction_notice,
    encounter,
    episode_report,
    exploitation_flag,
    inspection,
    lifecycle,
    merging,
    missing_episode,
    notice,
    opening,
    person,
    placement,
    premises,
    prevention_interview,
    provider,
    published_inspection,
    registration,
    return_interview,
    shield,
    sighting,
    upload,
)
from register.schema.types.home import Home
from register.vocabulary import Group

ONE_BY_ONE: tuple[Command, ...] = (
    access_grant.OPEN_HOME,
    access_grant.REQUEST_ADMINISTRATION,
    access_grant.APPROVE_ADMINISTRATION,
    access_grant.GIVE_INSPECTION_ACCESS,
    access_grant.APPROVE_INSPECTION_ACCESS,
    access_grant.END_ACCESS,
    area_inspection.ADD_INSPECTION_ROUND,
    area_inspection.CREATE_AREA_INSPECTION,
    area_inspection.APPROVE_AREA_INSPECTION,
    area_finding.RECORD_FINDING,
    area_finding.AGREE_FINDING,
    area_finding.DRAW_COHORT,
    published_inspection.PUBLISH_LETTER,
    published_inspection.RECORD_PUBLISHED_INSPECTION,
    published_inspection.PLAN_ACTION,
    published_inspection.COMPLETE_ACTION,
    area_target.RECORD_TARGET_DECISION,
    opening.REVIEW_ACCESS,
    registration.REGISTER_HOME,
    registration.RECEIVE_APPLICATION,
    lifecycle.GRANT_APPLICATION,
    lifecycle.REFUSE_APPLICATION,
    lifecycle.SUSPEND_REGISTRATION,
    lifecycle.LIFT_SUSPENSION,
    lifecycle.CANCEL_REGISTRATION,
    lifecycle.CORRECT_REGISTRATION,
    provider.CHANGE_PROVIDER,
    provider.REGISTER_PROVIDER,
    correction.CORRECT_HOME,
    lifecycle.CHANGE_HOME,
    premises.CHANGE_PREMISES,
    person.CHANGE_MANAGER,
    person.CHANGE_RESPONSIBLE_INDIVIDUAL,
    person.CORRECT_PERSON,
    person.WITHDRAW_PERSON,
    lifecycle.RECORD_FIRST_ACCOMMODATION,
    merging.MERGE_DUPLICATE_HOMES,
    merging.UNDO_MERGE,
    condition.VARY_CONDITIONS,
    condition.CORRECT_CONDITION,
    condition.WITHDRAW_CONDITION,
    notice.SERVE_NOTICE,
    notice.LIFT_NOTICE,
    notice.CORRECT_NOTICE,
    notice.WITHDRAW_NOTICE,
    inspection.RECORD_INSPECTION,
    inspection.PUBLISH_INSPECTION,
    inspection.CORRECT_INSPECTION,
    inspection.WITHDRAW_INSPECTION,
    child.REGISTER_CHILD,
    child.CORRECT_CHILD,
    child_match.DECIDE_MATCH,
    correction_notice.ACKNOWLEDGE_CORRECTION,
    placement.OPEN_PLACEMENT,
    placement.NOTIFY_AREA_AUTHORITY,
    placement.RECORD_DIRECTOR_APPROVAL,
    placement.END_PLACEMENT,
    missing_episode.REPORT_MISSING,
    missing_episode.ASSESS_RISK,
    missing_episode.RECORD_FOUND,
    missing_episode.RECORD_RETURN,
    missing_episode.CANCEL_EPISODE,
    missing_episode.TRANSFER_OWNERSHIP,
    missing_episode.ACCEPT_OWNERSHIP,
    missing_episode.SPLIT_INTO_AWAY,
    missing_episode.LINK_MISSING_TOGETHER,
    sighting.RECORD_SIGHTING,
    sighting.UPDATE_LAST_SEEN,
    prevention_interview.RECORD_PREVENTION_INTERVIEW,
    episode_report.RECORD_REPORT,
    encounter.ENCOUNTER,
    return_interview.OFFER_INTERVIEW,
    return_interview.RECORD_OFFER_OUTCOME,
    return_interview.COMMISSION_INTERVIEW,
    return_interview.COMPLETE_INTERVIEW,
    return_interview.APPROVE_EXTRACT,
    return_interview.GRADE_INTERVIEW,
    exploitation_flag.FLAG_EXPLOITATION,
    exploitation_flag.REVIEW_FLAG,
    shield.SHIELD_RECORD,
    shield.REVIEW_SHIELD,
    shield.LIFT_SHIELD,
    access_exemption.RECORD_EXEMPTION,
    access_exemption.END_EXEMPTION,
    authority_return.DECLARE_NIL_RETURN,
    authority_return.SUBMIT_RETURN,
    authority_return.SIGN_OFF_RETURN,
    authority_return.REQUEST_BYPASS,
    authority_return.CONFIRM_QUERY,
    authority_return.JUDGE_BYPASS,
    authority_return.DECLARE_UNABLE,
    authority_return.WITHDRAW_UNABLE,
    authority_return.RECORD_PRACTICE,
)
BATCHABLE = tuple(command for command in ONE_BY_ONE if command.batchable)
ITEM = one_of(
    "ChangeItem", __name__, "One command of a batch.", **{command.name: item(command) for command in BATCHABLE}
)
APPLY_CHANGES = Command(
    name="applyChanges",
    about="Carry out several commands in order: all of them or none. Each command adds one to its home's "
    "version, so a second command on the same home must expect the version that the first one leaves.",
    entity=Home,
    shown=None,
    key="urn",
    changes=frozenset[Group]().union(*(command.changes for command in BATCHABLE)),
    input={"items": Argument(listed(ITEM), "The commands, in order: 1 to 100."), "reason": WHY},
    extra=("items", listed(ItemOutcome), ITEMS),
)
PAGE = (
    *ONE_BY_ONE,
    APPLY_CHANGES,
    upload.IMPORT_HOMES,
    authority_return.IMPORT_RETURN,
    authority_return.SEND_RETURN_ROWS,
)


def _mutation() -> MadeType:
    annotations: dict[str, MadeType] = {}
    body: dict[str, object] = {"__module__": __name__, "__annotations__": annotations}
    for command in PAGE:
        annotations[command.name], body[command.name] = published(command)
    about = "Commands that change the register. A request carries one command."
    return strawberry.type(type("Mutation", (), body), description=about)


Mutation = _mutation()
