"""The house: imports point one way, files say what they are for, and nothing reaches for a network or a clock."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from courseware.formats import FORMATS
from tests.conftest import ROOT, some

PACKAGE = ROOT / "courseware"
FILES = sorted(path for path in PACKAGE.rglob("*.py"))
ORDER = [
    *("text", "errors", "languages", "files", "unit", "look", "document", "formats", "course", "handout", "checks"),
    *("drafting", "workspace", "build", "cli", "__main__"),
]
"""From what knows nothing to what knows everything; a file imports from its own folder or from one before it."""
SEEN = ("text", "errors", "languages", "files", "formats", "document.blocks", "document.outline", "look")
"""What a writer may import."""
FORBIDDEN = {"socket", "urllib.request", "http", "requests", "ftplib", "smtplib", "random", "secrets", "uuid"}

ONE_SYSTEM = {"fcntl", "resource", "termios", "tty", "pty", "pwd", "grp", "syslog", "msvcrt", "winreg", "_winapi"}
"""Modules that Windows lacks, or all others do."""
FORKS = {
    "benchmarks/hostile/running.py": "ten thousand commands; each takes hundredths of a second so, not a second",
    "benchmarks/hostile/__main__.py": "as running.py",
    "tools/mutants.py": "as running.py; Linux and macOS alone",
}
"""Files that copy their own process, each with its reason; Windows cannot, and on macOS it is not safe."""

CODE = {"pickle", "marshal", "shelve", "dill", "imp", "runpy", "code", "ctypes", "zipimport", "jinja2.bccache"}
"""What makes code, or anything at all, out of a file's bytes."""
CALLS_C = {
    "files/writing.py": {"ctypes"},  # asks Windows whether a process lives
    "formats/pdf/reading.py": {"ctypes"},  # reads what PDFium gives back
}
PARSERS = {
    *("Image.open", "Exif.load", "ImageOps.exif_transpose", "zipfile.ZipFile", "etree.fromstring", "etree.parse"),
    *("ElementTree.fromstring", "html.document_fromstring", "parse_xml", "docx.Document", "Package.open", "json.load"),
    *(
        "json.loads",
        "email.message_from_bytes",
        "read_po",
        "pypdfium2.PdfDocument",
        "trafilatura.extract",
        "zlib.decompress",
    ),
    *(
        "yaml.compose",
        "yaml.parse",
        "yaml.load",
        "yaml.safe_load",
        "MarkdownIt.parse",
        "_MARKDOWN.parse",
        "read_tables",
    ),
    *("fonts.read_tables", "Face", "subset", "part.get_or_add_image", "images.opened", "images.upright"),
}
"""Calls that hand bytes or text to a parser which is not ours, or to one of ours for a format that is not."""
IN_THE_OPEN = {
    "formats/docx/accessible.py": "reads a Word file that this program has just written",
    "formats/pdf/reading.py": "reads a handout that this program has just written",
    "formats/docx/reading.py": "as pdf/reading.py",
    "course/word_look/specimen.py": "reads the specimen that this program has just written",
    "formats/docx/package.py": "parses XML that this program has just escaped, and zips it",
    "formats/docx/base.py": "zips the base document",
    "unit/yamlfile.py": "tells each mistake of YAML by its line; libyaml goes a thousand levels deep and no further",
    "files/yamltree.py": "as yamlfile.py, and bounds what it makes",
    "unit/yamltext/lines.py": "as yamlfile.py",
    "unit/yamltext/lists.py": "as yamlfile.py",
    "workspace/packing.py": "zips what it has read; what it opens stands behind the door",
}
"""Files with such a call outside of `foreign.parser` and `foreign.attempt`, each with its reason."""


READS = {"environ", "fsencode", "fsdecode", "path", "getpid"}
"""What of `os` changes nothing on a disk."""
WRITES = {
    "write_text", "write_bytes", "mkdir", "makedirs", "touch", "unlink", "rmdir", "rename", "chmod", "symlink_to",
    "hardlink_to", "link_to", "copytree", "copy2", "copyfile", "copyfileobj", "copymode", "copystat", "move", "rmtree",
}  # fmt: skip
"""Methods of paths and functions of shutil that write; `replace` and `open` are looked at more closely."""
DOOR = "files/writing.py"
LET = {"cli/terminal.py": ("tempfile", "os.fdopen(os.open(os.devnull", "os.open(os.devnull")}
"""What else may write, and what: a report of a fault goes into a temporary file; a closed stream becomes nothing."""


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imported(path: Path) -> set[str]:
    """The names of the modules that a file imports, wherever in the file."""
    return {name for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) for name in _names(node, path)}


def _names(node: ast.AST, path: Path) -> set[str]:
    """What an import names, a relative one with its folder."""
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    if not isinstance(node, ast.ImportFrom):
        return set()
    folder = path.relative_to(PACKAGE.parent).parts[: -node.level] if node.level else ()
    module = ".".join((*folder, *((node.module,) if node.module else ())))
    return {module} if module != "courseware" else {f"courseware.{alias.name}" for alias in node.names}


def needed(path: Path) -> set[Path]:
    """The files that have to be read before a file can be: what it imports at once, and not for types alone."""
    imports = [node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.ImportFrom)]
    pairs = [(name, alias.name) for node in imports for name in _names(node, path) for alias in node.names]
    return {home for name, inner in pairs if (home := _home(f"{name}.{inner}") or _home(name))} - {path}


def _home(name: str) -> Path | None:
    """The file of one of the program's modules."""
    place = PACKAGE.parent.joinpath(*name.split("."))
    homes = (place.with_suffix(".py"), place / "__init__.py")
    return next((home for home in homes if home.is_file()), None) if name.startswith("courseware") else None


def circle(graph: dict[Path, set[Path]]) -> list[Path]:
    """Files of which each needs the next, and the last the first; nothing, where there are none."""
    done: set[Path] = set()

    def within(path: Path, way: tuple[Path, ...]) -> list[Path]:
        if path in way:
            return [*way[way.index(path) :], path]
        if path in done:
            return []
        for other in sorted(graph.get(path, ())):
            if round_trip := within(other, (*way, path)):
                return round_trip
        done.add(path)
        return []

    return next((found for path in graph if (found := within(path, ()))), [])


def test_no_files_need_each_other_in_a_circle() -> None:
    graph = {path: needed(path) for path in FILES}
    assert sum(map(len, graph.values())) > 300
    assert [path.relative_to(PACKAGE).as_posix() for path in circle(graph)] == []


def test_a_circle_would_be_found() -> None:
    one, two, three = Path("one.py"), Path("two.py"), Path("three.py")
    assert circle({one: {two}, two: {three}, three: set()}) == []
    assert circle({one: {two}, two: {three}, three: {two}}) == [two, three, two]


def test_relative_imports_are_read() -> None:
    (node,) = ast.parse("from ..unit import model").body
    assert _names(node, PACKAGE / "checks" / "words.py") == {"courseware.unit"}


def floor(name: str) -> int:
    return ORDER.index(name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    if room(path) == "__init__":
        return
    ours = [name.split(".")[1] for name in imported(path) if name.startswith("courseware.")]
    assert [name for name in ours if name != "__version__" and floor(name) > floor(room(path))] == []


def test_nothing_needs_what_one_system_alone_has() -> None:
    for path in FILES:
        assert not imported(path) & ONE_SYSTEM, path


def test_tests_and_tools_start_processes_as_every_system_does() -> None:
    found = set()
    for folder in ("courseware", "tests", "tools", "benchmarks"):
        for path in some((ROOT / folder).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            if re.search(r"\bos\.fork\w*\(|get_context\([\"']fork|multiprocessing\.(?:Pool|Process|Queue)\(", text):
                found.add(path.relative_to(ROOT).as_posix())
    assert found == {*FORKS}


def test_names_are_compared_by_one_function() -> None:
    pattern = re.compile(r"""normalize\(["']NFC["'], [^\n]*\)\.casefold\(\)""")
    texts = {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in FILES}
    assert [name for name, text in texts.items() if pattern.search(text)] == ["files/names.py"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_says_what_it_is_for_in_one_sentence(path: Path) -> None:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert text
    assert text.splitlines()[0].endswith((".", ":"))


def test_writers_do_not_see_units_courses_or_templates() -> None:
    for path in some((PACKAGE / "formats").rglob("*.py")):
        seen = [name.removeprefix("courseware.") for name in imported(path) if name.startswith("courseware.")]
        assert [name for name in seen if not f"{name}.".startswith(tuple(f"{room}." for room in SEEN))] == [], path


def test_the_two_writers_do_not_see_each_other() -> None:
    for mine, other in some(permutations(FORMATS, 2)):
        for path in some((PACKAGE / "formats" / mine).rglob("*.py")):
            assert not any(name.startswith(f"courseware.formats.{other}") for name in imported(path)), path


def test_nothing_reaches_for_a_network_or_for_chance() -> None:
    for path in FILES:
        names = imported(path)
        assert not (names | {name.split(".")[0] for name in names}) & FORBIDDEN, path


def called(node: ast.AST) -> str:
    """The last two names of what is called: zipfile.ZipFile, read_po."""
    if isinstance(node, ast.Attribute):
        return f"{called(node.value).rpartition('.')[2]}.{node.attr}".lstrip(".")
    return node.id if isinstance(node, ast.Name) else ""


def calls_of(node: ast.AST, *, behind: bool = False) -> Iterator[tuple[str, bool]]:
    """What is called below `node`, and whether behind the door: in `with foreign.parser`, or by `foreign.attempt`."""
    if isinstance(node, ast.With):
        doors = (item.context_expr for item in node.items)
        behind = behind or any(isinstance(door, ast.Call) and called(door.func) == "foreign.parser" for door in doors)
    if isinstance(node, ast.Call):
        yield called(node.func), behind
        if called(node.func) == "foreign.attempt":
            yield called(node.args[0]), True
    for child in ast.iter_child_nodes(node):
        yield from calls_of(child, behind=behind)


def in_the_open(path: Path) -> set[str]:
    """The functions and classes of a file that call a parser, themselves or through another, before any door."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    units = {getattr(unit, "name", f"line {unit.lineno}"): [*calls_of(unit)] for unit in body}
    risky: set[str] = set()
    while more := {u for u in units if any(c in PARSERS | risky and not b for c, b in units[u])} - risky:
        risky |= more
    covered = {call for calls in units.values() for call, behind in calls if behind}
    while more := {call for u in covered & set(units) for call, _ in units[u]} - covered:
        covered |= more
    return risky - covered


def test_other_peoples_parsers_run_behind_one_door_or_are_listed_with_a_reason() -> None:
    bare = {path.relative_to(PACKAGE).as_posix(): in_the_open(path) for path in FILES}
    assert {name: units for name, units in bare.items() if units and name not in IN_THE_OPEN} == {}
    assert [name for name in IN_THE_OPEN if not bare[name]] == []


def test_nothing_that_is_code_is_read_from_a_workspace() -> None:
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        names = imported(path)
        found = (names | {name.split(".")[0] for name in names}) & CODE
        assert found <= CALLS_C.get(path.relative_to(PACKAGE).as_posix(), set()), path
        assert "importlib" not in names, path
        calls = {called(node.func) for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)}
        assert not calls & {"eval", "exec", "compile", "__import__", "yaml.unsafe_load", "yaml.full_load"}, path
        assert "bytecode_cache" not in text, path


def test_only_the_command_line_prints_or_exits() -> None:
    for path in FILES:
        if room(path) in ("cli", "__main__"):
            continue
        calls = [
            node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
        ]
        names = {call.id for call in calls if isinstance(call, ast.Name)}
        assert not names & {"print", "exit", "quit", "input"}, path


def writes(path: Path) -> list[str]:
    """The calls in a file by which it could write to a disk past the door."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    in_memory = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and ast.unparse(node.value) in ("io.BytesIO()", "BytesIO()")
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [ast.unparse(call) for call in calls if _writes(call, in_memory)] + [
        name for name in imported(path) if name in ("tempfile", "mmap", "dbm", "shelve", "sqlite3")
    ]


def _writes(call: ast.Call, in_memory: set[str]) -> bool:
    *owners, name = ast.unparse(call.func).split(".")
    first = ast.unparse(call.args[0]) if call.args else ""
    if owners == ["os"]:
        return name not in READS
    if name in ("open", "fdopen", "ZipFile", "TarFile", "FileIO"):
        said = [*call.args, *(keyword.value for keyword in call.keywords)]
        modes = [node.value for node in said if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        return first not in in_memory and any(set(mode) <= set("rwaxbt+") and set(mode) & set("wax+") for mode in modes)
    if name == "replace":  # of a path, not of a text, a date or a dataclass
        return len(call.args) == 1 and not call.keywords
    if name == "save":
        return first not in in_memory and bool(call.args)
    return bool(owners) and name in WRITES


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_is_written_but_through_the_one_door(path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    if name != DOOR:
        assert [call for call in writes(path) if not call.startswith(LET.get(name, ()))] == []


@pytest.mark.parametrize(
    "text",
    [
        "open(path, 'w')",
        "path.open(mode='ab')",
        "open(path, 'r+')",
        "path.write_text('')",
        "path.write_bytes(b'')",
        "path.mkdir()",
        "path.unlink()",
        "path.rename(other)",
        "path.replace(other)",
        "os.replace(a, b)",
        "os.remove(a)",
        "shutil.rmtree(a)",
        "shutil.copytree(a, b)",
        "import tempfile",
        "from tempfile import mkstemp",
        "zipfile.ZipFile(path, 'w')",
        "image.save(path)",
    ],
)
def test_a_second_door_would_be_found(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.py").write_text(text)
    assert writes(tmp_path / "a.py")


@pytest.mark.parametrize(
    "text",
    [
        "open(path)",
        "path.open('rb')",
        "text.replace('a', 'b')",
        "replace(problem, file=path)",
        "os.environ.get('HOME')",
        "buffer = io.BytesIO()\nwith zipfile.ZipFile(buffer, 'w') as package: pass",
        "writing.replace(path, data)",
    ],
)
def test_what_only_reads_is_let_be(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.py").write_text(text)
    assert not writes(tmp_path / "a.py")


def test_no_clock_and_no_working_directory_below_the_command_line() -> None:
    for path in FILES:
        if room(path) in ("cli", "__main__"):
            continue
        names = {
            node.attr
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Attribute)
        }
        assert not names & {"now", "today", "utcnow", "cwd", "getcwd", "monotonic", "perf_counter"}, path


def test_every_file_of_the_program_stands_in_the_tour() -> None:
    tour = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = [path for path in FILES if path.stem not in ("__init__", "__main__")]
    missing = [path.relative_to(PACKAGE).as_posix() for path in named if f"{path.stem}.py`" not in tour]
    assert missing == [], "say in a table of docs/architecture.md what each is for"
    folders = [path for path in PACKAGE.iterdir() if (path / "__init__.py").exists()]
    assert [path.name for path in folders if f"`{path.name}/`" not in tour] == []


# --- tests that cannot pass by going through nothing


def loops_over_nothing(source: str) -> list[int]:
    """Lines of a test on which it goes through something and asserts, and nothing says that there is something.

    Enough is a literal, a constant of the file, a range, `some(…)`, or an assertion before that names the same thing.
    """
    return sorted(
        line
        for function in ast.walk(ast.parse(source))
        if isinstance(function, ast.FunctionDef) and function.name.startswith("test_")
        for line, iterated in _gone_through(function)
        if not _has_something(iterated, _asserted(function, line))
    )


def _gone_through(function: ast.FunctionDef) -> Iterator[tuple[int, ast.expr]]:
    for node in ast.walk(function):
        if isinstance(node, ast.For) and any(isinstance(inner, ast.Assert) for inner in ast.walk(node)):
            yield node.lineno, node.iter
        elif isinstance(node, ast.Assert) and isinstance(node.test, ast.Call) and ast.unparse(node.test.func) == "all":
            within = node.test.args[0]
            if isinstance(within, ast.GeneratorExp | ast.ListComp):
                yield node.lineno, within.generators[0].iter


def _asserted(function: ast.FunctionDef, line: int) -> set[str]:
    """The names in the assertions that stand before a line, outside of loops."""
    before = [node for node in ast.walk(function) if isinstance(node, ast.Assert) and node.lineno < line]
    return {inner.id for node in before for inner in ast.walk(node) if isinstance(inner, ast.Name)}


def _has_something(iterated: ast.expr, asserted: set[str]) -> bool:
    match iterated:
        case ast.Tuple(elts) | ast.List(elts) | ast.Set(elts):
            return bool(elts)
        case ast.Constant() | ast.Dict() | ast.Attribute(attr="languages"):
            return True
        case ast.Name(name):
            return name.isupper() or name in asserted
        case ast.Call(ast.Name("some" | "range")):
            return True
        case ast.Call(ast.Name("enumerate" | "zip" | "sorted" | "reversed" | "product"), [first, *_]):
            return _has_something(first, asserted)
        case ast.Call(ast.Attribute(inner, "items" | "values" | "split" | "splitlines")) | ast.Subscript(inner):
            return _has_something(inner, asserted)
    return False


@pytest.mark.parametrize("path", sorted((ROOT / "tests").glob("test_*.py")), ids=lambda path: path.name)
def test_what_goes_through_things_and_asserts_says_that_there_are_some(path: Path) -> None:
    assert loops_over_nothing(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("body", "held"),
    [
        ("for one in found():\n        assert one", False),
        ("for one in some(found()):\n        assert one", True),
        ("for one in (1, 2):\n        assert one", True),
        ("for one in ():\n        assert one", False),
        ("for one in CASES:\n        assert one", True),
        ("assert all(one for one in things)", False),
        ("assert things\n    assert all(one for one in things)", True),
        ("assert len(things) == 3\n    for one in things:\n        assert one", True),
        ("for one in things:\n        assert one\n    assert things", False),
    ],
)
def test_a_test_that_would_pass_by_going_through_nothing_is_noticed(body: str, held: bool) -> None:
    assert (loops_over_nothing(f"def test_x() -> None:\n    {body}\n") == []) is held
