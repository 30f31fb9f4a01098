"""Every setting: its name, meaning, unit, default and bounds."""

from collections.abc import Iterator
from typing import get_args

from annotated_types import Ge, Le
from pydantic.fields import FieldInfo

from register.documentation.markdown import code, table
from register.open_types import Value
from register.settings import Settings

UNITS = (
    ("_per_minute", "cost"),
    ("_km2", "square kilometres"),
    ("_bytes", "bytes"),
    ("_cost", "cost"),
    ("_s", "seconds"),
    ("_m", "metres"),
)
NOTHING = "-"


def setting_rows() -> str:
    """The table of settings, in the order of settings.py."""
    prefix = Settings.model_config["env_prefix"]
    rows = [
        (code(f"{prefix}{name.upper()}"), each.description or "", _unit(name), _default(each), _bounds(each))
        for name, each in Settings.model_fields.items()
    ]
    return table(("setting", "meaning", "unit", "default", "bounds"), rows)


def _unit(name: str) -> str:
    return next((unit for ending, unit in UNITS if name.endswith(ending)), NOTHING)


def _default(field: FieldInfo) -> str:
    match field.default:
        case None | "":
            return NOTHING
        case int() | float() as number:
            return _number(number)
        case text:
            return code(str(text))


def _bounds(field: FieldInfo) -> str:
    allowed = [value for value in get_args(field.annotation) if isinstance(value, str)]
    return ", ".join([*map(code, allowed), *_limits(field.metadata)]) or NOTHING


def _limits(metadata: list[object]) -> Iterator[str]:
    for limit in metadata:
        match limit:
            case Ge(ge=least):
                yield f"at least {_number(least)}"
            case Le(le=most):
                yield f"at most {_number(most)}"


def _number(value: Value) -> str:
    return f"{int(value):,}" if value == int(value) else f"{value:,}"
