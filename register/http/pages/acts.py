"""What people do on the pages: each form sends one command, and shows every problem at its field."""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Final
from urllib.parse import quote

from markupsafe import Markup
from starlette.responses import Response

from register.catalogue import COMMANDS
from register.errors import InvalidRequest, NotFound
from register.http.pages.comparison import FIELD, OTHER_FILE, SELECTED, compared, mark_of
from register.http.pages.controls import control
from register.http.pages.fields import Control, Field, fields_of
from register.http.pages.items import MORE, count_name, lists_of, opened
from register.http.pages.questions import Question, Told, named, record_of
from register.http.pages.typed import Sent, Typed, first, read_typed
from register.http.pages.visit import Visit
from register.http.pages.wording import for_people
from register.open_types import Value, Values
from register.policy.grants import may_send
from register.requests.graphql.documents import InvalidDocument
from register.requests.graphql.execute import Asked
from register.vocabulary import Caller

PLACE: Final = re.compile(r"\$input\.([A-Za-z]+)")
# The place of an item of a list in the name of a field, as problems have it.
ITEM: Final = re.compile(r"\[(\d+)\]|\.(\d+)")
KEY: Final = re.compile(r"[0-9a-f]{32}")
REFUSED: Final = "Your body cannot do this."


@dataclass(frozen=True, eq=False)
class Act:
    """A form that sends one command.

    path: its address. title: what its page is called. record: what is asked of the record that it is about; known: the
    fields of the input that follow from the record. back: the page that it is reached from; onward: where it leads, if
    not there. taken: the fields of the input that the address holds; own: those that hold a fact of the caller. made:
    where the key of what was made is in the payload, for onward. about_file: what the form says of the file.
    compares: true if what would change is shown first. applies: to which records it is offered, to whom.
    """

    path: str
    command: str
    title: str
    done: str
    back: str
    onward: str = ""
    record: Question | None = None
    named_by: str = "id"
    known: Mapping[str, str] | None = None
    taken: tuple[str, ...] = ()
    own: Mapping[str, str] | None = None
    made: tuple[str, ...] = ()
    about_file: str = ""
    compares: bool = False
    applies: Callable[[Values, Caller], bool] = lambda found, caller: True

    async def view(self, visit: Visit) -> Response:
        """The page of the form."""
        return await act(visit, self)

    @property
    def fields(self) -> tuple[Field, ...]:
        """What the form asks for."""
        return fields_of(self.command, frozenset((*(self.known or ()), *self.taken, *(self.own or ()))))

    @property
    def sends_a_file(self) -> bool:
        """True if the form carries a file."""
        return any(each.control is Control.FILE for each in self.fields)

    def href(self, key: str) -> str:
        """The address of the form for one record."""
        return re.sub(r"\{\w+\}", quote(key, safe=""), self.path)


@dataclass
class Shown:
    """What a form shows: its fields, what was typed, what is wrong, and the record as it is.

    comparison: what would change; compared: what the form carries to show that somebody has seen it.
    """

    sent: Sent
    problems: dict[str, str]
    general: list[str]
    fixed: Values
    key: str
    fields: tuple[Field, ...]
    comparison: Mapping[str, Value] = field(default_factory=dict)
    compared: str = ""


async def act(visit: Visit, given: Act) -> Response:
    """A form, or what its command answered. Raises: NotFound, if there is no such record that the caller may see."""
    if not may_send(visit.caller.agency, given.command):
        raise NotFound("There is no such page for your body.")
    fixed = await _fixed(visit, given)
    if visit.request.method != "POST":
        return _form(visit, given, Shown({}, {}, [], fixed, os.urandom(16).hex(), given.fields))
    sent = await visit.form()
    version = first(sent, "expectedVersion")
    if "expectedVersion" in fixed and version.isascii() and version.isdecimal():
        # The version that was on the page when it was filled in: a record that has changed since is not changed.
        fixed = {**fixed, "expectedVersion": int(version[:9])}
    return await _sent(visit, given, sent, fixed=fixed)


async def _fixed(visit: Visit, given: Act) -> Values:
    taken = {name: visit.part(name) for name in given.taken}
    taken |= {name: str(getattr(visit.caller, fact) or "") for name, fact in (given.own or {}).items()}
    if given.record is None or given.known is None:
        return taken
    told = await visit.ask(given.record, **named(given.record, visit.part(given.named_by)))
    found = record_of(given.record, told)
    if found is None:
        raise NotFound("There is no such record that you may see.")
    return {field: found[held] for field, held in given.known.items()} | taken


async def _sent(visit: Visit, given: Act, sent: Sent, *, fixed: Values) -> Response:
    key = first(sent, "key")
    key = key if KEY.fullmatch(key) else os.urandom(16).hex()
    fields, sent = opened(given.fields, sent)
    if first(sent, MORE):
        return _form(visit, given, Shown(sent, {}, [], fixed, key, fields))
    typed = read_typed(fields, sent)
    shown = Shown(sent, typed.problems, [], fixed, key, fields)
    if typed.problems:
        return _form(visit, given, shown, status=422)
    mark = mark_of(visit.session.id, typed.input) if given.compares else ""
    is_trial = given.compares and not visit.house.is_form_token(first(sent, FIELD), mark)
    told = await _told(visit, given, typed, shown=shown, is_trial=is_trial)
    payload = told.data.get(given.command) if told else None
    if told is not None and payload is None:
        shown.general.append(told.message(given.command) or REFUSED)
    if payload is not None:
        _tell(payload["problems"], shown)
    if is_trial and payload is not None:
        _compare(visit, payload, shown, mark=mark)
    if shown.problems or shown.general or is_trial:
        # What was refused was not done: the key is for what is typed next.
        shown.key = os.urandom(16).hex()
        return _form(visit, given, shown, status=422 if shown.problems or shown.general else 200)
    return visit.onward(_onward(visit, given, typed, payload=payload))


def _compare(visit: Visit, payload: Values, shown: Shown, *, mark: str) -> None:
    """Show what would change. It can be written once that was seen, if no rule is broken."""
    if not (shown.problems or shown.general):
        shown.compared = visit.house.form_token(mark)
    if first(shown.sent, FIELD):
        shown.general.append(OTHER_FILE)
    shown.comparison = compared(payload)


async def _told(visit: Visit, given: Act, typed: Typed, *, shown: Shown, is_trial: bool) -> Told | None:
    """The answer to the command; None if it could not be sent as it was typed."""
    known = {**shown.fixed, "idempotencyKey": shown.key} | ({"dryRun": True} if is_trial else {})
    text = mutation(given.command, SELECTED if is_trial else selected(given.made))
    try:
        return await visit.tell(Asked(text, None, {"input": {**typed.input, **known}}, reads_only=False))
    except InvalidDocument as refusal:
        for fault in refusal.faults:
            _place(shown, str(fault["message"]))
    except InvalidRequest as refusal:
        _place(shown, refusal.message)
    return None


def _place(shown: Shown, message: str) -> None:
    """Put a fault at the field that it names, in the field's own words."""
    found = PLACE.search(message)
    named = {each.path[-1]: each for each in shown.fields} | {each.path[0]: each for each in shown.fields}
    if found is None or found[1] not in named:
        shown.general.append(message)
        return
    each = named[found[1]]
    shown.problems[each.name] = PLACE.sub(each.title, message)


def _tell(problems: Iterable[Value], shown: Shown) -> None:
    by_name = {each.path[0]: each.name for each in reversed(shown.fields)} | {e.name: e.name for e in shown.fields}
    for problem in problems:
        text = f"{problem['message']} {problem['hint']}".strip()
        name = by_name.get(ITEM.sub(_item_name, problem["field"] or ""))
        if name is None or name in shown.problems:
            shown.general.append(text)
        else:
            shown.problems[name] = text


def _item_name(found: re.Match[str]) -> str:
    """The place of an item, which problems count from 0, as the names of fields have it."""
    item = int(found[1] or found[2])
    return f".{item + 1}" if item else ""


def _onward(visit: Visit, given: Act, typed: Typed, *, payload: Value) -> str:
    for name in given.made:
        payload = payload[name]
    parts = {**typed.input, "made": payload, **visit.request.path_params}
    return f"{_filled(given.onward or given.back, parts)}?done={given.command}"


def _filled(path: str, parts: Mapping[str, object]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: quote(str(parts[found[1]]), safe=""), path)


def _form(visit: Visit, given: Act, shown: Shown, *, status: int = 200) -> Response:
    problems = [
        {"text": text, "href": f"#{anchor(each)}"}
        for each in shown.fields
        if (text := shown.problems.get(each.name)) is not None
    ]
    problems += [{"text": text} for text in shown.general]
    return visit.page(
        "form.html",
        status=status,
        act=given,
        about=for_people(COMMANDS[given.command].about),
        parts_of=[
            (name, item, [_control(given, shown, each) for each in fields])
            for (name, item), fields in groupby(shown.fields, _part_of)
        ],
        counts={name: first(shown.sent, count_name(name)) or "1" for name in lists_of(shown.fields)},
        shown=shown,
        comparison=shown.comparison,
        problems=problems,
        back=_filled(given.back, visit.request.path_params),
    )


def _control(given: Act, shown: Shown, each: Field) -> Markup:
    return control(each, shown.sent, shown.problems.get(each.name), about_file=given.about_file)


def _part_of(each: Field) -> tuple[str | None, int]:
    """The item of a list that a field belongs to."""
    return each.list, each.item


def anchor(each: Field) -> str:
    """The id of the first control of a field."""
    return f"{each.name}-day" if each.control in (Control.DAY, Control.MOMENT) else each.name


@lru_cache(maxsize=128)
def mutation(command: str, more: str = "") -> str:
    """The operation that sends a command. more: what is selected of its payload beside the problems."""
    declared = COMMANDS[command]
    return (
        f"mutation {declared.title}Page($input: {declared.title}Input!) {{ {command}(input: $input) "
        f"{{ problems {{ code field message hint }} {more} }} }}"
    )


def selected(names: tuple[str, ...]) -> str:
    """The selection of one field, from the payload down; nothing without names."""
    return " { ".join(names) + " }" * (len(names) - 1)


def offered(acts: Iterable[Act], caller: Caller, key: str, *, found: Values | None = None) -> list[dict[str, str]]:
    """The forms that a body may send, as links. key: of the record that they are about, if any; found: the record."""
    sent = (each for each in acts if may_send(caller.agency, each.command) and each.applies(found or {}, caller))
    return [{"href": each.href(key), "title": each.title} for each in sent]


def done_text(acts: Iterable[Act], command: str | None) -> str | None:
    """What is said after a command: its own words, and nothing that an address could bring."""
    return next((each.done for each in acts if each.command == command), None)
