"""An area that has ended, named in a question: those that replaced it answer, or the refusal names them."""

from collections.abc import Mapping

from register.errors import BadInput
from register.geo.former_codes import EndedArea, former_code
from register.sql.session.open_request import Opened

NO_SUCH_AREA = "No area has this code."
AREA_HINT = "List the areas with areas(kind: FORCE) or areas(kind: AUTHORITY)."


def may_be_asked(code: str) -> tuple[str, ...]:
    """The codes that the register is asked about for one that was named: itself, and what is published to follow it."""
    former = former_code(code)
    return (code, *former.successors) if former else (code,)


# Decision: ended-areas
def answered_for(code: str, opened: Opened, *, of_today: bool) -> EndedArea | None:
    """The area that ended, if those that replaced it answer for it; None if it has not ended, or the past is asked of.

    Raises: BadInput for a code that names no area, and for one of an area that those that replaced it are not all of.
    """
    is_held = code not in opened.unknown_areas
    ended = opened.ended_areas.get(code) if is_held else _published(code, opened)
    if ended is None and not is_held:
        raise BadInput(NO_SUCH_AREA, hint=AREA_HINT)
    if ended is None or (is_held and not of_today):
        return None
    if ended.is_whole and of_today:
        return ended
    replaced = f"Use what replaced it: {', '.join(ended.successors)}." if ended.successors else ""
    past = "To see what was in it, send validOn with an earlier date." if is_held else ""
    raise BadInput(f"The area ended on {ended.ended_on}.", hint=f"{replaced} {past}".strip())


def replaced_text(code: str, ended: EndedArea) -> Mapping[str, object]:
    """What an answer says of an area that others answered for."""
    return {"code": code, "endedOn": ended.ended_on.isoformat(), "successors": list(ended.successors)}


def _published(code: str, opened: Opened) -> EndedArea | None:
    """How an area ended before the register knew it, as published: answered for only by areas that are known."""
    former = former_code(code)
    if former is None or opened.unknown_areas.isdisjoint(former.successors):
        return former
    return former._replace(is_whole=False)
