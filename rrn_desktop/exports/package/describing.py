"""``datapackage.json``: what stands in each column, for any program that reads a Frictionless Data Package.

https://specs.frictionlessdata.io/tabular-data-package/, version 1.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rrn_desktop.exports.package.fields import Field, FieldType
from rrn_desktop.exports.package.tables import Table
from rrn_desktop.exports.package.writing import FileFacts
from rrn_desktop.forms.wording import day_words

NAME = "datapackage.json"
_MOMENT = "%Y-%m-%dT%H:%M:%S%z"
_TYPED: Mapping[FieldType, str] = {
    "string": r"(?s:.*)",
    "integer": r"-?[0-9]+",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "time": r"[0-9]{2}:[0-9]{2}(:[0-9]{2})?",
    "datetime": r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}",
}
_DIALECT = {
    "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "skipInitialSpace": False,
    "header": True,
}  # fmt: skip


def title_of(site_name: str, first: str, last: str) -> str:
    """Return what a package of some days of a site is called."""
    return f"{site_name}: {day_words(first)} to {day_words(last)}"


def described(tables: Sequence[Table], files: Mapping[str, FileFacts], title: str, made_at: str) -> bytes:
    """Return the description of some tables; ``files`` are those for collation, by the name of their table."""
    package = {
        "profile": "tabular-data-package",
        "name": "restrictive-practice-figures",
        "title": title,
        "created": made_at,
        "resources": [_resource(table, files[table.name]) for table in tables],
    }
    return json.dumps(package, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def schema_of(table: Table) -> dict[str, Any]:
    """Return the schema of a table: fields, keys, and what an empty cell means."""
    links = [
        {"fields": [link.column], "reference": {"resource": link.table, "fields": [link.to]}} for link in table.links
    ]
    schema: dict[str, Any] = {
        "fields": [_field(field) for field in table.fields],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    return schema | ({"foreignKeys": links} if links else {})


def pattern_of(field: Field) -> str:
    """Return the regular expression for a whole cell that says something in a column that is not free."""
    codes = [code for code, _ in field.codes]
    if codes:
        return _many_of(codes) if field.many else "|".join(codes)
    return field.pattern or _TYPED[field.type]


def _many_of(codes: Sequence[str]) -> str:
    one = f"({'|'.join(codes)})"
    return f"{one}( {one})*"


def _resource(table: Table, file: FileFacts) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": file.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "dialect": _DIALECT,
        "schema": schema_of(table),
    }


def _field(field: Field) -> dict[str, Any]:
    codes = [code for code, _ in field.codes]
    described: dict[str, Any] = {"name": field.code, "title": field.title, "type": field.type}
    if field.type == "datetime":
        described["format"] = _MOMENT
    constraints: dict[str, Any] = {"required": True} if field.required else {}
    if codes and field.many:
        constraints["pattern"] = _many_of(codes)
    elif codes:
        constraints["enum"] = codes
    elif field.pattern:
        constraints["pattern"] = field.pattern
    if constraints:
        described["constraints"] = constraints
    if codes:
        described["rrn:labels"] = dict(field.codes)
    return described
