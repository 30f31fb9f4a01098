"""What is around every page: who is signed in, for which purpose, and where one can go."""

from dataclasses import dataclass

from register.http.pages.assets import PREFIX, asset_names
from register.http.pages.cookies import Seal
from register.http.pages.navigation import places_of
from register.http.pages.session import Session
from register.http.pages.templates import templates
from register.settings import Settings


@dataclass(frozen=True, slots=True)
class Frame:
    """Renders pages."""

    seal: Seal
    settings: Settings

    def render(
        self, template: str, *, session: Session | None = None, root: str = "", at: str = "/", **shown: object
    ) -> str:
        """A page as text. root: the path below which the server is reached; at: the page's own path."""
        around = {
            "asset": asset_names(),
            "assets": PREFIX,
            "session": session,
            "csrf": self.seal.token(session.id) if session else "",
            "draft_key": self.seal.masked_key(f"drafts of {session.person}") if session else "",
            "navigation": _navigation(session, root, at) if session else [],
            "invented": self.settings.sign_in_as,
            "root": root,
            "at": at,
        }
        return templates().get_template(template).render(**(around | shown))


def _navigation(session: Session, root: str, at: str) -> list[dict[str, object]]:
    return [
        {"href": f"{root}{place.path}", "text": place.title, "active": at.startswith(place.path)}
        for place in places_of(session.claims.agency)
    ]
