"""The catalogue: what each entity, root field and command is, read from its declaration in register/schema."""

from register.catalogue.command import COMMANDS, Argument, Command, Target, offer
from register.catalogue.declare import CATALOGUE, ROOTS, column, entity, left, relation, root, structure, withheld
from register.catalogue.model import (
    Beside,
    Column,
    Entity,
    Kind,
    Lasting,
    Relation,
    Root,
    Structure,
    audited_else,
    key_of,
)

__all__ = [
    "CATALOGUE",
    "COMMANDS",
    "ROOTS",
    "Argument",
    "Beside",
    "Column",
    "Command",
    "Entity",
    "Kind",
    "Lasting",
    "Relation",
    "Root",
    "Structure",
    "Target",
    "audited_else",
    "column",
    "entity",
    "key_of",
    "left",
    "offer",
    "relation",
    "root",
    "structure",
    "withheld",
]
