"""The types that a library leaves open, each said once. A value that is found by its name has no other."""

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa

# SQLAlchemy's, where the column is one of many and only its table knows what it holds.
Expression = sa.ColumnElement[Any]
TableColumn = sa.Column[Any]
BindParameter = sa.BindParameter[Any]
ColumnType = sa.types.TypeEngine[Any]
Select = sa.Select[Any]
ResultRow = sa.Row[*tuple[Any, ...]]
ResultRows = sa.CursorResult[Any]

# Values by their names: the variables of a request, the parameters of a statement, a row as a driver hands it over.
Values = Mapping[str, Any]
# One value of these.
Value = Any
# The arguments of a function that takes what a library's function takes.
Arguments = dict[str, Any]

# What Strawberry asks for the value of a field, with arguments of its own.
Resolver = Callable[..., Any]
# A type that Strawberry makes of a declaration while the schema is built.
MadeType = Any
# A field that Strawberry makes; in the body of a class it has the type that the class gives it.
MadeField = Any
