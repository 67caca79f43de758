"""Filling a statement's lists of columns and marks; values are never filled in, they are bound."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from string import Template
from typing import Any, cast

from rrn_desktop.store.connection import Connection

_HARMLESS = re.compile(r'(?:[A-Za-z_0-9 ,.?<>=()+]|"[A-Za-z_0-9]+")*')


@lru_cache(maxsize=512)
def fill(template: str, **parts: str) -> str:
    """Return a statement with its ``$parts``, which may be made of names and marks alone."""
    for part in parts.values():
        if not _HARMLESS.fullmatch(part):
            raise ValueError("only names and marks are filled into a statement")
    return Template(template).substitute(parts)


def marks(count: int) -> str:
    """Return so many question marks."""
    return ", ".join("?" * count)


def fetched(connection: Connection, statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return all rows of a query, within the transaction that the connection is in."""
    return connection.exec_driver_sql(statement, values).all()


def values_of(row: Any) -> tuple[Any, ...]:
    """Return the values of a dataclass of two fields or more, in order, to be bound; ``astuple`` would copy each."""
    values: tuple[Any, ...] = _getter(cast("Hashable", type(row)))(row)
    return values


@lru_cache(maxsize=64)
def _getter(kind: Hashable) -> Callable[[Any], Any]:
    return attrgetter(*(one.name for one in fields(cast("Any", kind))))
