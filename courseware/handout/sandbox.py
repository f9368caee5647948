"""The world in which a template is filled: few names, harmless values, and a budget that is counted, not timed.

A template may come from anybody. It sees what `views` makes of a unit and a course, and functions that return such
values; of any other object no attribute can be reached. What it does is counted in steps and in characters, so that the
same template always ends in the same way, on every computer.
"""

from __future__ import annotations

import inspect
import re
import types
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial, wraps
from pathlib import Path
from typing import Any, NoReturn, cast

import jinja2
from jinja2 import nodes
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference, markup_join
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace, missing
from jinja2.visitor import NodeTransformer

from courseware.errors import N_, CoursewareError, Phrase, Problem
from courseware.handout.views import Module, View, Withheld, lacks
from courseware.languages.when import When
from courseware.unit.model import Text

STEPS = 500_000
"""Calls, loops, filters and comparisons of one handout; a unit with five hundred items of each kind takes a third."""
TEXT = 40_000_000
"""Characters that all these may work on together."""
LONGEST = 1_000_000
"""Characters of one text, entries of one list with all that is in them."""
LARGEST = 10_000
"""A number that says how wide, how often or how far."""
ENTRY = 20
"""Characters that an entry of a list counts for: each is looked at by itself."""
BITS = 4_000
"""Of a whole number: 1,200 digits."""
DEEPEST = 100
"""Macros that are called inside each other."""
FILE = 2_500
"""Steps that another file costs which a template includes or imports."""

_DOCS = N_("“courseware docs templates” lists what a template can print.")
_WIDTH = re.compile(r"\d+")


def _over(message: str, remedy: str = _DOCS, **values: object) -> CoursewareError:
    return CoursewareError(Problem(message, remedy, values))


def _endless() -> CoursewareError:
    return _over(
        N_("the template does not come to an end, or takes more than {count} steps"),
        N_("Look for a loop inside a loop, or for a macro that calls itself."),
        count=STEPS,
    )


def _thick() -> CoursewareError:
    return _over(N_("the handout would have hundreds of pages"))


@dataclass
class Budget:
    """What is left of a handout's steps and characters."""

    steps: int = STEPS
    text: int = TEXT
    depth: int = 0

    def spend(self, text: int, steps: int = 1) -> None:
        """Take steps, and the characters that they work on. Raises CoursewareError when nothing is left."""
        self.steps -= steps
        self.text -= text if text > 0 else 0
        if self.steps < 0:
            raise _endless()
        if self.text < 0:
            raise _thick()


def weight(value: Any) -> int:
    """Characters of a text, entries of a list with all that is in them. Raises CoursewareError beyond LONGEST."""
    if isinstance(value, str):
        size = len(value)
    elif isinstance(value, _CONTAINERS):
        return _contained(value)
    elif isinstance(value, bytes | bytearray):
        size = len(value)
    else:
        if isinstance(value, int) and value.bit_length() > BITS:
            raise _over(N_("a number in the template has more than {count} digits"), count=BITS * 3 // 10)
        return 1
    if size > LONGEST:
        raise _thick()
    return size


_CONTAINERS = (tuple, list, dict, set, frozenset)


def _contained(value: Any, refused: tuple[type, ...] = ()) -> int:
    """How much is inside a container. A list that holds itself has no end, and is noticed by its weight.

    What is `refused` Python would print by its place in the memory, which is another one every time.
    """
    size, waiting = 0, [value]
    while waiting:
        inner = waiting.pop()
        size += ENTRY
        if isinstance(inner, str):
            size += len(inner)
        elif isinstance(inner, dict):
            waiting += [*inner.keys(), *inner.values()]
        elif isinstance(inner, _CONTAINERS):
            waiting += inner
        elif refused and isinstance(inner, Absent):
            inner.refuse()
        elif refused and isinstance(inner, refused):
            raise _over(N_("a whole “{kind}” cannot be printed"), kind=kind_of(inner))
        if size + ENTRY * len(waiting) > LONGEST:
            raise _thick()
    return size


def printable(value: Any) -> None:
    """Refuse what has no text of its own, wherever it stands in a value that is to become text."""
    if not isinstance(value, str):
        _contained(value, _TOOLS)


def kind_of(value: Any) -> str:
    """What kind of value it is, in a teacher's words; a noun of the unit has a name of its own."""
    return next((words for kinds, words in _KINDS if isinstance(value, kinds)), type(value).__name__)


class Counted:
    """What comes one by one, each a step; it is gone through, and never printed as it stands."""

    __slots__ = ("_items",)

    def __init__(self, items: Iterator[Any]) -> None:
        self._items = items

    def __iter__(self) -> Iterator[Any]:
        return self._items

    def __next__(self) -> Any:
        return next(self._items)


class Missing(jinja2.UndefinedError):
    """A template asks for `name`, which there is not: in `of`, or, where that is None, among the names themselves.

    Without a name it is an entry of a list that has none. It is asked for at `place`, and perhaps used elsewhere.
    """

    def __init__(self, message: str, name: object, of: object, place: tuple[Path, int] | None) -> None:
        super().__init__(message)
        self.name = "" if name is None else str(name)
        self.of = None if of is missing else of
        self.place = place


def _rendered_line() -> tuple[Path, int] | None:
    """The file and line of the template that is being rendered; macros that a name is handed to are other places."""
    frame = inspect.currentframe()
    while frame:
        template = frame.f_globals.get("__jinja_template__")
        if isinstance(template, jinja2.Template):
            return Path(frame.f_code.co_filename), template.get_corresponding_lineno(frame.f_lineno)
        frame = frame.f_back
    return None


class Absent(jinja2.StrictUndefined):
    """What there is not: whatever is done with it, its name is said. Jinja's own leaves some uses to Python's words."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: Any = None, exc: Any = jinja2.UndefinedError
    ) -> None:
        exc = partial(Missing, name=name, of=obj, place=_rendered_line()) if exc is jinja2.UndefinedError else exc
        super().__init__(hint, obj, name, exc)

    def refuse(self, *_: object, **__: object) -> NoReturn:
        """Say what is missing."""
        raise self._undefined_exception(self._undefined_message)

    def __bool__(self) -> bool:  # type: ignore[override] # Jinja's own never answers
        """A template may ask whether the unit has a module: {% if unit.timeline %}. Of nothing else is this known."""
        return False if lacks(self._undefined_obj, self._undefined_name) else self.refuse()


_USES = "index round trunc floor ceil abs divmod rdivmod and rand or ror xor rxor format reversed setitem"
for _use in _USES.split():
    setattr(Absent, f"__{_use}__", Absent.refuse)


def _present(values: Iterable[Any]) -> None:
    """Refuse what there is not, before it goes where Python would stumble over it."""
    for value in values:
        if isinstance(value, Absent):
            value.refuse()


# --- what a template may reach of a value


def _public(*kinds: type, more: str = "") -> frozenset[str]:
    return frozenset({*more.split(), *(name for kind in kinds for name in dir(kind) if not name.startswith("_"))})


_LOOP = "index index0 revindex revindex0 first last length depth depth0 previtem nextitem cycle changed"
_DAY = "year month day hour minute second microsecond weekday isoweekday isoformat strftime"
_REACHED: tuple[tuple[type | tuple[type, ...], frozenset[str]], ...] = (
    (str, _public(str, more="striptags unescape lang markdown")),
    (bytes, frozenset({"decode", "hex"})),
    (tuple, _public(tuple, more="grouper list")),
    ((list, dict, set, frozenset), _public(list, dict, set)),
    ((Text, types.MappingProxyType), frozenset({"get", "items", "keys", "values", "copy"})),
    (When, frozenset({"year", "month", "day", "key"})),
    (date, frozenset(_DAY.split())),
    (range, frozenset({"start", "stop", "step", "index", "count"})),
    (float, frozenset({"is_integer"})),
    (LoopContext, frozenset(_LOOP.split())),
    (Macro, frozenset({"name", "arguments", "catch_kwargs", "catch_varargs", "caller"})),
    (Cycler, frozenset({"current", "next", "reset"})),
    (BlockReference, frozenset({"super"})),
)
"""Kinds of values that a template meets, and what it may ask of each."""
_ANY_NAME = (View, Namespace, TemplateReference, jinja2.environment.TemplateModule, jinja2.Undefined)
"""Kinds that have no other attributes than those that a template may use."""
_CALLED = (
    *(types.FunctionType, types.BuiltinMethodType, types.MethodType),
    *(Macro, BlockReference, LoopContext, Joiner, Withheld),
)
_TOOLS = (
    *(types.FunctionType, types.BuiltinMethodType, types.MethodType, Cycler, Joiner, BlockReference, Counted),
    *(type, types.GeneratorType),
)
"""What does something, and is no text."""
_KINDS: tuple[tuple[tuple[type, ...], str], ...] = (
    ((*_CONTAINERS, types.MappingProxyType, range, Counted, types.GeneratorType), Phrase(N_("list"))),
    ((*_TOOLS, Macro), Phrase(N_("function"))),
)
"""Kinds of values that are no nouns of a unit."""
_TEXTS = frozenset(
    "string pprint join urlencode e escape forceescape safe upper lower title capitalize center trim replace wordwrap "
    "striptags indent format urlize xmlattr truncate wordcount particle tojson".split()
)
"""Filters that make a text of whatever they are given."""
_GROWING = frozenset({"center", "indent", "round", "truncate", "wordwrap", "batch", "slice", "tojson", "urlize"})
"""Filters whose numbers say how large the result becomes."""
_JOINING = frozenset({"join", "replace", "indent", "wordwrap", "translate", "expandtabs", "format", "format_map"})
"""What may print one of its texts as often as the other has letters."""
_SLOW = frozenset({"urlize", "striptags", "wordwrap", "title", "pprint"})
"""Filters that look at a text several times over."""
_SLOW_TEXT = 100_000
_NOT_HERE = frozenset({"random"})
"""Filters that print something else every time."""
_WITHOUT = frozenset({"default", "d"})
"""Filters for what there may be or not."""
_TAKING_ANYTHING = (Macro, BlockReference, LoopContext)
"""What may pass on what there is not: a macro can ask whether it is defined."""


class Sandbox(SandboxedEnvironment):
    """Jinja, in which a template can print and nothing else; each rendering begins with a new `budget`."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, **options: Any) -> None:
        super().__init__(optimized=False, undefined=Absent, autoescape=True, **options)
        self.budget = Budget()
        own = {name: self.globals[name] for name in ("cycler", "joiner", "namespace", "range")}
        self.globals = {**own, "dict": lambda *pairs, **named: dict(*pairs, **named)}
        for name in _NOT_HERE:
            del self.filters[name]
        self.filters = {name: self._watched(name, filter_, 0) for name, filter_ in self.filters.items()}
        self.tests = {
            name: self._watched(name, cast("Callable[..., Any]", test), 1) for name, test in self.tests.items()
        }
        self.filters |= {
            "_counted": self._counted,
            "_joined": self._joined,
            "_weighed": self._weighed,
            "_spent": self._spent,
        }

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return cast("nodes.Template", _Counting().visit(super()._parse(source, name, filename)))

    # --- what can be reached

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002 - Jinja passes the value, too
        """Whether a template may ask `obj` for `attr`: only what is listed for its kind."""
        if attr.startswith("_"):
            return False
        return isinstance(obj, _ANY_NAME) or any(isinstance(obj, kind) and attr in names for kind, names in _REACHED)

    def is_safe_callable(self, obj: Any) -> bool:
        """Functions, what kinds offer by name, and the kinds that stand among the names; nothing else is called."""
        return isinstance(obj, _CALLED) or obj in (Cycler, Joiner, Namespace)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`obj[argument]`. An item of a module that there is not is said here, and not where it is used."""
        _present((argument,))
        item = super().getitem(obj, argument)
        if isinstance(obj, Module):
            _present((item,))
        return item

    # --- what it costs

    def call(self, context: jinja2.runtime.Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """A call from a template: counted, with sizes that are looked at before and after."""
        if not isinstance(obj, _TAKING_ANYTHING):
            _present((*args, *kwargs.values()))
        text = 0
        for value in (*args, *kwargs.values()):
            text += weight(value)
        self.budget.spend(text)
        method = isinstance(obj, types.BuiltinMethodType)
        if method:
            self._sized(obj.__name__, (obj.__self__, *args, *kwargs.values()), numbers=True)
        self.budget.depth += 1
        try:
            if self.budget.depth > DEEPEST:
                raise _endless()
            result = super().call(context, obj, *args, **kwargs)
        finally:
            self.budget.depth -= 1
        if method:
            self.budget.spend(weight(obj.__self__), 0)
        self.budget.spend(weight(result), 0)
        return result

    def call_binop(self, context: jinja2.runtime.Context, operator: str, left: Any, right: Any) -> Any:
        """An operation whose result may be far larger than what goes into it."""
        _present((left, right))
        heavy = weight(left) + weight(right)
        self.budget.spend(heavy)
        if operator == "*" and not (_number(left) and _number(right)):
            times = next((side for side in (left, right) if isinstance(side, int)), 1)
            if heavy * max(times, 1) > LONGEST:
                raise _thick()
        elif operator == "**" and isinstance(left, int | float) and isinstance(right, int | float):
            if int(left).bit_length() * abs(right) > BITS:
                raise _over(N_("a number in the template has more than {count} digits"), count=BITS * 3 // 10)
        elif operator == "%" and isinstance(left, str | bytes):
            self._format(str(left), right if isinstance(right, tuple) else (right,))
        return self._weighed(super().call_binop(context, operator, left, right))

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """ "…".format(…): its widths are looked at, and its attributes go through the sandbox."""
        formatter = super().wrap_str_format(value)
        if formatter is None:
            return None
        safe, template = formatter, str(value.__self__)

        @wraps(formatter)
        def formatted(*args: Any, **kwargs: Any) -> str:
            self._format(template, (*args, *kwargs.values()))
            _same_everywhere(template)
            return safe(*args, **kwargs)

        return formatted

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> jinja2.Template:
        """Another file: it costs steps, so that files that include each other come to an end."""
        template = super().get_template(name, parent, globals)
        self.budget.spend(0, FILE)
        return template

    def _watched(self, name: str, function: Callable[..., Any], free: int) -> Callable[..., Any]:
        """A filter or a test of Jinja's, counted, with its sizes looked at.

        Of what it is given the first `free` values may be there or not: a test asks for that.
        """
        before = 1 if hasattr(function, "jinja_pass_arg") else 0
        free = 2 if name in _WITHOUT else free

        @wraps(function)
        def watched(*args: Any, **kwargs: Any) -> Any:
            given = (*args[before:], *kwargs.values())
            _present(given[free:])
            self._sized(name, given, numbers=name in _GROWING)
            fed = self._fed(args[before]) if len(args) > before else None
            if name == "join" and isinstance(fed, Counted):
                fed = list(fed)
            if name in _TEXTS:
                printable(fed)
                printable(given[1:])
            rest = args[before + 1 :]
            result = function(*args[:before], fed, *rest, **kwargs) if len(args) > before else function(*args, **kwargs)
            return self._weighed(result)

        return watched

    def _fed(self, value: Any) -> Any:
        """What goes into a filter: paid for as a whole, or one by one where it comes one by one."""
        if isinstance(value, range):
            self.budget.spend(len(value))
            return value
        if isinstance(value, Iterator):
            return Counted(self._counted(value))
        self.budget.spend(weight(value))
        return value

    def _sized(self, name: str, given: tuple[Any, ...], *, numbers: bool) -> None:
        """Look at what a filter or a method is given, the value that it works on first."""
        value, rest = (given[0], given[1:]) if given else ("", ())
        if numbers:
            _small(rest)
        if name == "format":
            self._format(str(value), rest)
        elif name == "strftime":
            _same_everywhere(str(rest[0]) if rest else "")
        elif name in _JOINING:
            _product(value, rest)
        elif name in _SLOW and isinstance(value, str) and len(value) > _SLOW_TEXT:
            raise _thick()
        elif name == "sum" and any(isinstance(part, list | tuple) for part in rest):
            raise _over(N_("only numbers can be added up"))

    def _format(self, template: str, given: tuple[Any, ...]) -> None:
        """Widths in a template for values, what the values are, and how much they can come to."""
        printable(given)
        if any(len(match[0]) > 5 or int(match[0]) > LARGEST for match in _WIDTH.finditer(template)):
            raise _over(N_("a number in the template is too large: {most} at most"), most=LARGEST)
        if "*" in template or re.search(r"\{[^}]*\{", template):
            _small(given)
        _product(template, given)

    def _counted(self, items: Iterable[Any], text: int = 0) -> Iterator[Any]:
        """The items of a loop, each of them a step; `text` is what its body prints in any case."""
        for item in items:
            self.budget.spend(text + (weight(item) if isinstance(item, str | list | tuple) else 1))
            yield item

    def _joined(self, parts: list[Any]) -> str:
        """a ~ b: what Jinja makes of it, within bounds."""
        self.budget.spend(weight(parts))
        printable(parts)
        joined: str = self._weighed(markup_join(parts))
        return joined

    def _weighed(self, value: Any) -> Any:
        if isinstance(value, Iterator) and not isinstance(value, Counted):
            return Counted(self._counted(value))
        self.budget.spend(weight(value))
        return value

    def _spent(self, text: int) -> None:
        self.budget.spend(text)


def _same_everywhere(pattern: str) -> None:
    """Refuse %s in the pattern of a date: seconds since 1970 by the clock of this computer's place."""
    if re.search(r"%[-_0^#EO]*s", pattern):
        raise _over(N_("“%s” prints something else in every time zone"))


def _number(value: Any) -> bool:
    return isinstance(value, int | float)


def _small(given: Iterable[Any]) -> None:
    """Refuse a number that would make something huge."""
    for value in given:
        if isinstance(value, int | float) and not abs(value) <= LARGEST:
            raise _over(N_("a number in the template is too large: {most} at most"), most=LARGEST)
        if isinstance(value, tuple | list):
            _small(part for part in value if _number(part))


def _product(value: Any, given: Iterable[Any]) -> None:
    """Refuse what could print one text as often as another has letters, and would be too much."""
    longest = max((weight(part) for part in given), default=0)
    if (weight(value) + 1) * (longest + 1) > LONGEST * 5:
        raise _thick()


class _Counting(NodeTransformer):
    """Puts the counting into a template where Jinja offers no hook for it."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        text = nodes.Const(_printed(node), lineno=node.lineno)
        node.iter = _filter(node.iter, "_counted", text)
        if node.recursive:
            node.body.insert(0, _spending(_printed(node), node.lineno))
        return node

    def _with_text(self, node: Any) -> nodes.Node:
        """What a macro, a block or a call prints in any case is paid for each time."""
        self.generic_visit(node)
        node.body.insert(0, _spending(_printed(node), node.lineno))
        return cast("nodes.Node", node)

    visit_Macro = visit_CallBlock = visit_Block = visit_FilterBlock = _with_text  # noqa: N815 - Jinja's names

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        return _filter(nodes.List(node.nodes, lineno=node.lineno), "_joined")

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        node.expr = _weighing(node.expr)
        for operand in node.ops:
            operand.expr = _weighing(operand.expr)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        return _filter(node, "_weighed") if isinstance(node.arg, nodes.Slice) else node

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        return _weighing(node)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        for pair in node.items:
            pair.key = _weighing(pair.key)
        return _weighing(node)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        return node if node.ctx == "store" else _weighing(node)


def _weighing(node: nodes.Expr) -> nodes.Expr:
    """Look at how much an expression comes to, but where it is a constant of the template."""
    constant = isinstance(node, nodes.Const) or (
        isinstance(node, nodes.List | nodes.Tuple) and all(isinstance(item, nodes.Const) for item in node.items)
    )
    return node if constant else _filter(node, "_weighed")


def _filter(node: nodes.Node, name: str, *args: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(cast("nodes.Expr", node), name, list(args), [], None, None, lineno=node.lineno)


def _spending(text: int, line: int) -> nodes.ExprStmt:
    return nodes.ExprStmt(_filter(nodes.Const(text, lineno=line), "_spent"), lineno=line)


def _printed(node: nodes.Node) -> int:
    """Characters of the template's own text inside a node."""
    return sum(len(data.data) for data in node.find_all(nodes.TemplateData))
