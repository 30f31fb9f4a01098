"""The state of operation after a file: no home is left open whose registration the file ended or suspended."""

import pytest
import sqlalchemy as sa

from register.importing.ofsted.operation import let_operation_follow
from register.rules.registration import operation_after
from register.tables import home, home_identity
from register.vocabulary import OperationalStatus, RegistrationStatus
from tests.support import factories as make
from tests.support.published_files import DAY

FILED = [each for each in RegistrationStatus if each is not RegistrationStatus.APPLICATION_RECEIVED]


@pytest.mark.parametrize("status", FILED)
def test_each_state_of_operation_follows_as_it_does_after_a_command(connection, status):
    operations = list(OperationalStatus)
    for number, operation in enumerate(operations):
        make.create_home(connection, f"SC10000{number}", name="Ash House")
        here = sa.select(home.c.id).where(home.c.urn == f"SC10000{number}").scalar_subquery()
        identity = sa.update(home_identity).where(home_identity.c.home_id == here)
        connection.execute(identity.values(operational_status=operation))
    connection.execute(sa.update(home).values(registration_status=status))

    changed = let_operation_follow(connection, DAY)

    joined = sa.select(home_identity.c.operational_status).join(home, home.c.id == home_identity.c.home_id)
    after = connection.scalars(joined.order_by(home.c.urn)).all()
    # A file does not lift a suspension by a command: a home that it lists as registered stays as it was.
    is_registered = status is RegistrationStatus.REGISTERED
    expected = operations if is_registered else [operation_after(status, each) for each in operations]
    assert after == expected
    assert changed == sum(each != before for each, before in zip(after, operations, strict=True))
    connection.execute(sa.text("set constraints all immediate"))


def test_a_home_that_agrees_is_not_written(connection):
    make.create_home(connection, "SC100001", name="Ash House")
    connection.execute(sa.update(home_identity).values(operational_status=OperationalStatus.OPEN))

    assert let_operation_follow(connection, DAY) == 0
