"""JSON Schemas of the YAML files, made from the dataclasses that read them, for editors that complete."""

from __future__ import annotations

import types
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin

from courseware.languages import LANGUAGES
from courseware.unit.model import Text
from courseware.unit.modules import MODULES
from courseware.unit.yamlfile import CHOICES, PATTERNS, field_types

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: type, every: bool = True) -> dict[str, Any]:
    """The schema of a file that holds a `kind`. Its texts are there in `every` language of a unit, or in a course's.

    Which languages a unit has is said in another file, so one will do; of one language a text may stand by itself.
    """
    words: dict[str, Any] = {"type": "string", **({"minLength": 1} if every else {})}
    alone = {"type": ["object", "string"], "minLength": 1, "minProperties": 1} if every else {"type": "object"}
    text = {**alone, "properties": dict.fromkeys(LANGUAGES, words), "additionalProperties": False}
    return {"$schema": DRAFT, "$defs": {"text": text}, **_of(kind)}


def unit_schemas() -> dict[str, dict[str, Any]]:
    """File name (without .yaml) -> schema, for every module of a unit."""
    return {name: {"title": module.file} | schema(module.kind) for name, module in MODULES.items()}


def _of(kind: Any) -> dict[str, Any]:
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = next(arg for arg in args if arg is not type(None))
        return {"anyOf": [_of(inner), {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _of(args[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of(args[1])}
    if origin is Literal:
        return {"enum": list(args)}
    if kind is Text:
        return {"$ref": "#/$defs/text"}
    if kind in CHOICES:
        return {"enum": list(CHOICES[kind])}
    if kind in PATTERNS:
        return {"type": ["string", "integer"], "pattern": f"^({PATTERNS[kind]})$"}
    simple = {str: "string", int: "integer", float: "number", bool: "boolean"}
    if kind in simple:
        return {"type": simple[kind]}
    if kind is date:
        return {"type": "string", "anyOf": [{"format": "date-time"}, {"format": "date"}]}
    return _record(kind)


def _record(kind: Any) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    required: list[str] = []
    for name, hint, needed in field_types(kind):
        properties[name] = _of(hint)
        if needed:
            required.append(name)
    out: dict[str, Any] = {"type": "object", "properties": properties, "required": required}
    own = kind.__dict__.get("__doc__") or ""
    if own and not own.startswith(f"{kind.__name__}("):
        out["description"] = " ".join(own.split())
    return out | {"additionalProperties": False}
