"""Forms that carry a file: taken apart as they arrive, the file kept on disk once it is larger than a page."""

from pathlib import PurePath
from typing import Final

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from register.errors import InvalidRequest
from register.http.transport.body import arriving
from register.importing.files.headings import printable
from register.importing.returns.form import FormRefused, as_sent, is_workbook

FORM: Final = "multipart/form-data"
MOST_FIELDS: Final = 200
LONGEST_FIELD: Final = 65_536
LONGEST_NAME: Final = 200
SPREADSHEETS: Final = (".xlsx", ".ods")
OTHERWISE: Final = "The file's name says that it is {named}, and it is {found}. Choose the file itself, unchanged."
EMPTY: Final = "The file is empty."
SHEET, TEXT = "a spreadsheet", "none"


async def read_upload(request: Request, *, max_bytes: int, timeout_s: float) -> dict[str, list[str]]:
    """The fields of a form, and its file as the API takes it. Raises: InvalidRequest, TooLarge, RequestTimeout.

    The file's name is in the field `name`; what is wrong with it in one that is named after it.
    """
    async with arriving(request, max_bytes=max_bytes, timeout_s=timeout_s) as pieces:
        parser = MultiPartParser(
            request.headers, pieces, max_files=1, max_fields=MOST_FIELDS, max_part_size=LONGEST_FIELD
        )
        try:
            form = await parser.parse()
        except (MultiPartException, KeyError, UnicodeDecodeError):
            raise InvalidRequest("This is not a form.", hint="Send the form of the page.") from None
    fields: dict[str, list[str]] = {}
    files: dict[str, list[str]] = {}
    try:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                files |= await _file(name, value)
            else:
                fields.setdefault(name, []).append(value.strip())
    finally:
        await form.close()
    return tidied(fields) | files


def tidied(fields: dict[str, list[str]]) -> dict[str, list[str]]:
    """The fields with the line ends of a page. Raises: InvalidRequest for a character that no text has."""
    if any("\0" in value for values in fields.values() for value in values):
        raise InvalidRequest("The form contains a NUL character.", hint="Leave it out.")
    return {name: [value.replace("\r\n", "\n") for value in values] for name, values in fields.items()}


def trouble(name: str) -> str:
    """The field that says what is wrong with the file of a field."""
    return f"{name} is refused"


async def _file(name: str, sent: UploadFile) -> dict[str, list[str]]:
    """A file as the fields of a form; none if nobody chose one."""
    title = printable(PurePath((sent.filename or "").replace("\\", "/")).name)[-LONGEST_NAME:]
    if not title:
        return {}
    content = await sent.read()
    wrong = EMPTY if not content else _named_otherwise(title, content)
    if wrong:
        return {trouble(name): [wrong]}
    try:
        return {name: [as_sent(title, content)], "name": [title]}
    except FormRefused as refusal:
        return {trouble(name): [str(refusal.faults[0])]}


def _named_otherwise(title: str, content: bytes) -> str | None:
    """What is wrong with a file that is not what its name says."""
    claimed = title.casefold().endswith(SPREADSHEETS)
    if claimed == is_workbook(content):
        return None
    return OTHERWISE.format(named=SHEET if claimed else TEXT, found=TEXT if claimed else SHEET)
