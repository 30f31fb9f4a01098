"""Callers to try: each is one that the development issuer makes a token for."""

from register.database.state_folder import state_dir
from register.http.pages.visitors import MORE_VISITORS, VISITORS
from register.identity.development_issuer import DevelopmentIssuer
from register.settings import settings


def test_every_caller_has_a_token_a_name_and_something_to_see():
    issuer = DevelopmentIssuer(state_dir(), settings())

    for each in MORE_VISITORS:
        assert issuer.issue(each.agency, area=each.area, organisation=each.organisation, subject=each.subject)
        assert each.title
        assert each.seen
    assert len({each.name for each in MORE_VISITORS}) == len(MORE_VISITORS) > len(VISITORS)
