"""Laws: each has one name and one day, and every grant rests on one."""

from datetime import date

from register.policy.grants import GRANTS
from register.policy.grants import laws as declared
from register.vocabulary import Basis


def test_every_grant_names_its_law_and_the_day_on_which_it_began():
    assert len(GRANTS) > 40
    assert [grant for grant in GRANTS if not (grant.basis.code and grant.basis.name)] == []
    assert max(grant.basis.in_force_from for grant in GRANTS) <= date(2026, 1, 1)


def test_a_law_has_one_code_one_name_and_one_day_and_is_there_for_a_grant():
    laws = [each for each in vars(declared).values() if isinstance(each, Basis)]

    assert len({law.code for law in laws}) == len({law.name for law in laws}) == len(laws)
    assert {grant.basis for grant in GRANTS} == set(laws)
