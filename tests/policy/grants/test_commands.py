"""Which body may send which command: each command of the schema is somebody's, and no name is of no command."""

from register.catalogue import COMMANDS
from register.policy.grants.combined import GRANTS
from register.policy.grants.commands import SENDERS, may_send
from register.schema.assemble import graphql_schema
from register.vocabulary import Agency, Use

MUTATIONS = graphql_schema().mutation_type.fields


def test_every_command_is_named_and_nothing_else_is():
    assert {name for sender in SENDERS for name in sender.commands} == set(COMMANDS) == set(MUTATIONS)


def test_whoever_may_send_a_command_may_change_every_group_that_it_writes():
    changed = {agency: {g.group for g in GRANTS if g.agency is agency and Use.CHANGE in g.uses} for agency in Agency}

    assert [(s.agency, n) for s in SENDERS for n in s.commands if not COMMANDS[n].changes <= changed[s.agency]] == []


def test_a_command_that_is_not_named_is_open_to_nobody():
    assert [agency for agency in Agency if may_send(agency, "eraseRegister")] == []


def test_a_grant_to_change_a_group_opens_no_command_of_another_body():
    assert [agency for agency in Agency if may_send(agency, "requestAdministration")] == [Agency.ADMIN]
    assert [agency for agency in Agency if may_send(agency, "giveInspectionAccess")] == [Agency.OFSTED]
