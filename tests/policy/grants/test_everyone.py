"""Everyone, by name; and an agency that nobody has named yet."""

import subprocess
import sys
from pathlib import Path

from register.policy.grants import GRANTS, grants_of
from register.policy.grants import everyone as named
from register.vocabulary import BODIES, Agency
from tests.support.readers import EVERYONE, WATCHED

NEW_BODY = "docs/how-to/new-body.md"
CHECKOUT = Path(__file__).resolve().parents[3]

# An agency as a line in vocabulary/bodies.py would make it, before any grant is read.
PLANT = """
from register.vocabulary import Agency
press = str.__new__(Agency, "press")
press._name_, press._value_, press.description = "PRESS", "press", "Invented."
Agency._member_names_.append("PRESS")
Agency._member_map_["PRESS"] = Agency._value2member_map_["press"] = press
"""
ASK = """
from datetime import date
from register.policy.grants import grants_of
from register.policy.roles import role_of
from register.policy.second_wall.rights import rights
from register.policy.second_wall.row_policies import row_policies
from tests.policy.grants.test_everyone import unclassified
print(unclassified(), grants_of(press))
print(sorted({(right.table, right.verb) for right in rights() if right.role == role_of(press)}))
print([(policy.table, policy.verb) for policy in row_policies(date.today()) if policy.role == role_of(press)])
"""


def test_everyone_stands_there_once():
    assert (set(named.EVERYONE), len(named.EVERYONE)) == (EVERYONE, 16)
    assert (set(named.WATCHED), len(named.WATCHED)) == (WATCHED, 15)


SAY_WHAT = "say in register/vocabulary/bodies.py, BODIES, what it is"
SAY_WHO = "say in register/policy/grants/ what it may see, by which law"


def unclassified():
    """What nobody has said yet of an agency: what it is, or what it may see."""
    what = [f"agency {each.value}: {SAY_WHAT} ({NEW_BODY})" for each in Agency if each not in BODIES]
    return what + [f"agency {each.value}: {SAY_WHO} ({NEW_BODY})" for each in Agency if not grants_of(each)]


def test_every_agency_is_classified():
    assert unclassified() == []
    assert {grant.agency for grant in GRANTS} == EVERYONE


def test_an_agency_that_nobody_has_classified_is_granted_nothing_and_fails_the_test_above():
    told = subprocess.run(  # noqa: S603 - this interpreter, and what stands above
        [sys.executable, "-c", PLANT + ASK], capture_output=True, check=True, text=True, cwd=CHECKOUT
    )

    # What it asks for is written down, as everyone's is.
    logged = "[('access_log', 'insert')]"
    named = [f"agency press: {SAY_WHAT} ({NEW_BODY})", f"agency press: {SAY_WHO} ({NEW_BODY})"]
    assert told.stdout.splitlines() == [f"{named} ()", logged, logged]
