"""What a template may see of a unit and a course: plain values, and for students none of what is the teacher's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn

from courseware.errors import N_, CoursewareError, Problem
from courseware.languages.when import When
from courseware.unit import modules
from courseware.unit.model import Text, Unit, secret_fields

if TYPE_CHECKING:
    from courseware.course.courses import Course


class View:
    """A noun as a template sees it: its fields by their names, and nothing that can do anything.

    Each kind of noun has a class of its own name, so that a message can say what is no list or cannot be printed.
    """

    __slots__ = ()

    def __str__(self) -> str:
        """Jinja's own filters would print it as Python does."""
        remedy = N_("Print one of its fields, like .name or .text; “courseware docs templates” lists them.")
        raise CoursewareError(Problem(N_("a whole “{kind}” cannot be printed"), remedy, {"kind": type(self).__name__}))

    __repr__ = __str__


class Module(View):
    """A unit's module as a template sees it: an item is found by its id, too, like unit.quotes["card"].

    An unknown id is no item; the sandbox says so where it is asked for. A module is no list of its items.
    """

    __slots__ = ("_items",)
    _items: Mapping[str, View]

    def __getitem__(self, key: str) -> View:
        return self._items[key]

    def __contains__(self, key: str) -> bool:
        return key in self._items

    __iter__ = None  # as of every view; without this line Python would ask for item 0, item 1 …


class Whole(View):
    """A unit as a template sees it. Of a module that is absent it has no field; what asks for it is told so."""

    __slots__ = ()


class Withheld:
    """Stands in a student's view where the teacher's value would be. It has none, so nothing can come of it.

    Whatever is done with it stops the handout, or answers the same whatever the value is.
    """

    __slots__ = ("_name",)
    _name: str

    def __init__(self, name: str) -> None:
        object.__setattr__(self, "_name", name)

    def refuse(self, *_: object, **__: object) -> NoReturn:
        """Say whose it is. The template's line is added where the template is known."""
        name = object.__getattribute__(self, "_name")
        raise CoursewareError(
            Problem(
                N_("“{name}” is for the teacher, and stands outside of a teacher's box"),
                N_("In handout.md, put it between “::: teacher” and “:::”."),
                {"name": name},
            )
        )

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # a protocol that Python asks for, whatever the value is
            raise AttributeError(name)
        return self.refuse()


_USES = """
abs add and bool bytes call ceil complex contains delitem divmod enter eq exit float floor floordiv format ge getitem gt
hash html html_format index int invert iter le len lshift lt matmul mod mul ne neg or pos pow radd rand rdivmod
repr reversed rfloordiv rlshift rmatmul rmod rmul ror round rpow rrshift rshift rsub rtruediv rxor setattr setitem str
sub truediv trunc xor
"""
for _use in _USES.split():
    setattr(Withheld, f"__{_use}__", Withheld.refuse)


def of_unit(unit: Unit, *, student: bool) -> View:
    """The unit as a template sees it. In a student's view each field marked Secret is Withheld."""
    return _view(
        unit,
        student,
        "unit",
        title=unit.title,
        languages=unit.languages,
        article=unit.article,
        actor_names=unit.actor_names,
        **unit.others,
    )


def lacks(view: object, name: object) -> bool:
    """Whether a template asks the unit for a module that is absent."""
    if not (isinstance(view, Whole) and isinstance(name, str)):
        return False
    return name in modules.MODULES and not hasattr(view, name)


def of_course(course: Course) -> View:
    """The course as a template sees it: what it is called and what it asks for, but for its look and its files."""
    return _view(course, False, "course")


def _view(noun: Any, student: bool, place: str, **more: Any) -> View:
    kind: Any = type(noun)
    view = _kind(kind, tuple(more))()
    hidden = secret_fields(kind) if student else frozenset[str]()
    absent = noun.absent if isinstance(noun, Unit) else ()
    for name in _names(kind):
        if name in absent:
            continue
        value = Withheld(f"{place}.{name}") if name in hidden else _plain(getattr(noun, name), student, place, name)
        object.__setattr__(view, name, value)
    for name, value in more.items():
        object.__setattr__(view, name, _plain(value, student, place, name))
    if isinstance(view, Module):
        lists = [value for name in _names(kind) if isinstance(value := getattr(view, name), tuple)]
        object.__setattr__(view, "_items", {item.id: item for items in lists for item in items if hasattr(item, "id")})
    return view


def known(view: View) -> list[str]:
    """What a template may ask a view for: the ids of a module's items, and its fields."""
    items = list(view._items) if isinstance(view, Module) else []
    return items + [name for name in dir(view) if not name.startswith("_")]


def _plain(value: Any, student: bool, place: str, name: str) -> Any:
    """`value` so that nothing can be done with it but printing, comparing and going through it."""
    if value is None or isinstance(value, str | int | float | Text | When | date):
        return value
    if isinstance(value, tuple):
        return tuple(_plain(inner, student, place, name) for inner in value)
    if isinstance(value, Mapping):
        return MappingProxyType({key: _plain(inner, student, place, name) for key, inner in value.items()})
    return _view(value, student, f"{place}.{name}")


@lru_cache(maxsize=256)
def _kind(noun: Any, more: tuple[str, ...]) -> type[View]:
    """The class whose fields are those of the noun that a template may see."""
    base = Module if any(noun is module.kind for module in modules.MODULES.values()) else View
    base = Whole if noun is Unit else base
    return type(noun.__name__, (base,), {"__slots__": tuple(dict.fromkeys((*_names(noun), *more)))})


@lru_cache(maxsize=256)
def _names(noun: Any) -> tuple[str, ...]:
    """The fields of a noun that hold plain values or nouns of the same kind."""
    return tuple(spec.name for spec in fields(noun) if spec.name not in _WITHIN)


_WITHIN = frozenset({"places", "style", "template", "chain", "reference", "losses", "others", "absent"})
"""Fields that only the program needs: where things lie, how they look, what is not there."""
