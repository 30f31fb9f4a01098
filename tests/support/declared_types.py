"""What a type of the schema declares, as lines: fields with their arguments and types."""

from register.schema.assemble import graphql_schema


def lines_of(name: str) -> list[str]:
    """Every field of a type or input, as name(argument: Type = default): Type."""
    return [f"{field}{_arguments(made)}: {made.type}" for field, made in graphql_schema().type_map[name].fields.items()]


def listed(text: str) -> list[str]:
    """The lines of a text, without what indents them."""
    return [line.strip() for line in text.strip().splitlines()]


def _arguments(made: object) -> str:
    given = getattr(made, "args", None) or {}
    told = [f"{name}: {each.type}{_default(each.default_value) if _set(each) else ''}" for name, each in given.items()]
    return f"({', '.join(told)})" if told else ""


def _default(value: object) -> str:
    return "" if value is None else f" = {getattr(value, 'name', value)}"


def _set(argument: object) -> bool:
    return type(argument.default_value).__name__ != "UndefinedType"  # type: ignore[attr-defined]
