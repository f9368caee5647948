"""Templates that reach for paths, modules, files, clocks, chance and the program's own objects, by every way there is."""

from __future__ import annotations

from random import Random

from benchmarks.hostile import odd, sheets
from benchmarks.hostile.nouns import Case

ROOTS = [
    *(
        "unit",
        "unit.source",
        "unit.article",
        "unit.article.posted",
        "unit.places",
        "unit.title",
        "unit.timeline.events[0].date",
        "unit.actor_names",
    ),
    *(
        "unit.questions.questions[0]",
        "unit.vocabulary.terms[0]",
        "course",
        "course.chain",
        "course.chain[0]",
        "course.reference",
        "course.style",
    ),
    *(
        "course.style.fonts",
        "course.style.fonts.families[0].regular",
        "course.losses",
        "course.places",
        "course.name",
        "course.header",
        "labels",
    ),
    *(
        "labels.locale",
        "labels.messages",
        "labels.missing",
        "labels.label",
        "lang",
        "edition",
        "teacher",
        "_",
        "t",
        "date",
        "dates",
        "time",
        "moment",
    ),
    *(
        "number",
        "listing",
        "country",
        "romanised",
        "korean",
        "english",
        "unknown_column",
        "macros",
        "range",
        "dict",
        "cycler",
        "joiner",
        "lipsum",
    ),
    *(
        "namespace",
        "self",
        "loop",
        "varargs",
        "kwargs",
        "caller",
        "table",
        "actor_table",
        "background",
        "name_line",
        "cycler(1)",
        "joiner(',')",
    ),
    *(
        "namespace()",
        "''",
        "'x'",
        "[]",
        "()",
        "{}",
        "1",
        "1.5",
        "true",
        "none",
        "range(3)",
        "dict()",
        "('x'|safe)",
        "('x'|escape)",
        "(unit.questions.questions|map('upper'))",
    ),
    *(
        "(unit.places.values()|first)",
        "(unit.places.values()|first)[0]",
        "(unit.places|first)",
        "(course.places.values()|first)[0]",
        "unit.article.posted.tzinfo",
    ),
    *(
        "t('a','b')",
        "unit.title[lang]",
        "unit.title.ko",
        "(macros.values()|first)",
        "context",
        "environment",
        "ctx",
        "request",
        "config",
        "g",
        "__builtins__",
        "open",
        "super",
    ),
]
STEPS = [
    *(
        "__class__",
        "__mro__",
        "__bases__",
        "__base__",
        "__subclasses__()",
        "__init__",
        "__globals__",
        "__builtins__",
        "__dict__",
        "__module__",
        "__doc__",
    ),
    *(
        "__code__",
        "__closure__",
        "__func__",
        "__self__",
        "__wrapped__",
        "__getattribute__",
        "__reduce__()",
        "__reduce_ex__(2)",
        "__dir__()",
        "__sizeof__()",
    ),
    *(
        "__str__()",
        "__repr__()",
        "__format__('')",
        "__hash__()",
        "__iter__()",
        "__getitem__(0)",
        "__import__('os')",
        "__loader__",
        "__spec__",
        "__call__",
    ),
    *(
        "func",
        "args",
        "keywords",
        "gi_frame",
        "cr_frame",
        "f_globals",
        "f_back",
        "tb_frame",
        "environment",
        "_loader",
        "loader",
        "folders",
        "blocks",
        "vars",
    ),
    *(
        "parent",
        "name",
        "parents",
        "anchor",
        "home()",
        "cwd()",
        "absolute()",
        "resolve()",
        "root",
        "parts",
        "stem",
        "suffix",
        "owner()",
        "stat()",
        "exists()",
    ),
    *(
        "read_text()",
        "read_bytes()",
        "write_text('x')",
        "write_bytes(b)",
        "unlink()",
        "rmdir()",
        "rename('x')",
        "replace('x')",
        "touch()",
        "mkdir()",
        "chmod(0)",
    ),
    *(
        "iterdir()|list",
        "glob('*')|list",
        "rglob('*')|list",
        "open()",
        "open('w')",
        "symlink_to('x')",
        "hardlink_to('x')",
        "samefile('x')",
        "expanduser()",
    ),
    *(
        "joinpath('/etc/passwd').read_text()",
        "with_name('x')",
        "relative_to('/')",
        "now()",
        "today()",
        "utcnow()",
        "fromtimestamp(0)",
        "astimezone()",
    ),
    *(
        "timestamp()",
        "utcoffset()",
        "strftime('%c')",
        "max",
        "min",
        "resolution",
        "tzinfo",
        "format(0)",
        "format_map({})",
        "encode()",
        "values()",
        "items()",
        "keys()",
    ),
    *(
        "pop()",
        "clear()",
        "update({})",
        "append(1)",
        "setdefault('x', 1)",
        "copy()",
        "mro()",
        "locale",
        "messages",
        "style",
        "label",
        "date",
        "moment",
        "missing",
    ),
    *(
        "families",
        "regular",
        "bold",
        "path",
        "file",
        "chain[0]",
        "template",
        "key",
        "lang",
        "markdown",
        "_words",
        "_data",
        "_asdict()",
        "replace(1, 2)",
        "count",
        "index(0)",
    ),
]
_ENDS = [
    "",
    "",
    "|string",
    "|list",
    "|pprint",
    "|tojson",
    "|length",
    "|first",
    "|items|list",
    "|dictsort",
    "|map('string')|list",
    "|e",
    "|safe",
    "|xmlattr",
    "|random",
    "|hash",
]
_PATHS = [
    "(unit.places.values()|first)[0]",
    "course.chain[0]",
    "course.chain|first",
    "course.style.fonts.families[0].regular",
    "course.style.fonts.families[0].bold.path",
    "(course.places.values()|first)[0]",
    "course.reference",
    "(unit.places.values()|map('first')|list)[0]",
    "(unit.places.items()|list)[0][1][0]",
    "unknown_column.__globals__",
    "labels.messages",
]
_DEEDS = [
    "read_text()",
    "parent.parent.joinpath('{0}').read_text()",
    "parent.joinpath('evil.txt').write_text('x')",
    "unlink()",
    "parent.joinpath('../../output/x').touch()",
    "with_name('x.yaml').write_text('x')",
    "write_text('')",
    "rename('../../../outside/x')",
    "chmod(0)",
    "parent.rmdir()",
    "parent.joinpath('x').mkdir()",
    "parent.joinpath('x').symlink_to('/etc/passwd')",
    "parent.parent.parent.parent.joinpath('outside/secret.txt').read_text()",
    "joinpath('/etc/passwd').read_text()",
    "parent.glob('*')|list|string",
    "parent.rglob('*')|map('string')|join(' ')",
    "stat().st_mtime",
    "absolute()|string",
    "home()|string",
    "cwd()|string",
    "parent.iterdir()|list|length",
    "read_bytes()|length",
    "open('w').write('x')",
    "as_posix()",
    "as_uri()",
    "is_file()",
    "owner()",
    "exists()",
]
_NAMES = [
    "../../outside/secret.md",
    "/etc/passwd",
    "../tiny/course.yaml",
    "../../seeds/ferry/source.yaml",
    "tiny/../../../outside/secret.md",
    "_shared/../tiny/handout.md",
    "tiny/handout.md",
    "link.md",
    "tiny/link.md",
    "tiny/linked/handout.md",
    "..\\..\\outside\\secret.md",
    "%2e%2e/%2e%2e/outside/secret.md",
    "tiny",
    "",
    ".",
    "tiny/",
    "//etc/passwd",
    "tiny/\\0x",
    "C:/x",
    "tiny/course.yaml",
    "_shared/tables.md",
    "_shared",
    "file:///etc/passwd",
    "~/.bashrc",
    "tiny/handout.md\\n",
    "tiny/up/seeds/ferry/source.yaml",
    "x" * 300,
    "x/" * 3000,
    "한글.md",
    "../space/seeds/ferry/questions.yaml",
    "tiny/./handout.md",
    "TINY/HANDOUT.MD",
]


def cases(random: Random) -> Case:
    kind = random.choice(
        (_chain, _chain, _chain, _deed, _deed, _by_filter, _format, _include, _include, _chance, _change, _object)
    )
    lines, links, twin = kind(random)
    if random.random() < 0.15:
        lines = f"{{% set x = 1 %}}{{% for i in [1] %}}{lines}{{% endfor %}}"
    files = {
        sheets.HANDOUT: sheets.around(lines),
        sheets.COURSE_FILE: sheets.course(
            editions=random.choice(("student", "teacher")), formats=sheets.output_format(random)
        ),
    }
    if random.random() < 0.1:
        files["templates/_shared/mine.md"] = f"{{% macro mine() %}}{lines}{{% endmacro %}}\n".encode("utf-8", "replace")
        files[sheets.HANDOUT] = sheets.around("{{ mine() }}")
    return Case(
        kind=kind.__name__.strip("_"),
        commands=sheets.commands(random),
        files=files,
        links=links,
        twin=twin,
        blames=r"\.md\b|no font",
    )


def _shown(expression: str) -> str:
    return "{{ " + expression + " }}"


def _step(random: Random, so_far: str) -> str:
    """One more step from an object: a dot, brackets, a filter."""
    step = random.choice(STEPS)
    bare = step.split("(")[0].split("|")[0].split("[")[0]
    kind = random.randrange(8)
    if kind < 4:
        return f"{so_far}.{step}"
    if kind == 4:
        return f"{so_far}['{bare}']"
    if kind == 5:
        return f"({so_far}|attr('{bare}'))"
    if kind == 6:
        return f"([{so_far}]|map(attribute='{bare}')|list)[0]"
    return f"({so_far}|{random.choice(('first', 'last', 'list', 'string', 'items|first', 'dictsort|first'))})"


def _chain(random: Random) -> tuple[str, dict[str, str], None]:
    """A chain of attributes, items and calls from anything in the context."""
    found = random.choice(ROOTS)
    for _ in range(random.choice((1, 1, 2, 2, 3, 4, 6))):
        found = _step(random, found)
    return _shown(found + random.choice(_ENDS)), {}, None


def _deed(random: Random) -> tuple[str, dict[str, str], None]:
    """A path that may be in the context, and what could be done with it."""
    deed = random.choice(_DEEDS).replace("{0}", random.choice(("source.yaml", "../../../outside/secret.txt")))
    path = random.choice(_PATHS)
    if random.random() < 0.3:
        return (
            f"{{% for p in {path}.parent.glob('*') %}}{{{{ p.{random.choice(('unlink()', 'read_text()', 'name', 'chmod(0)'))} }}}}{{% endfor %}}",
            {},
            None,
        )
    return _shown(f"{path}.{deed}"), {}, None


def _by_filter(random: Random) -> tuple[str, dict[str, str], None]:
    """Filters that call, take attributes, or build strings of names."""
    name = random.choice(("__class__", "__globals__", "read_text", "unlink", "parent", "mro", "func", "now"))
    root = random.choice(ROOTS)
    ways = [
        f"{root}|attr('__cla'~'ss__')",
        f"{root}|attr('{name}')",
        f"[{root}]|map('attr', '{name}')|list",
        f"[{root}]|map(attribute='{name}')|list",
        f"[{root}]|selectattr('{name}')|list",
        f"[{root}]|groupby('{name}')|list",
        f"[{root}]|sort(attribute='{name}')",
        f"[{root}]|sum(attribute='{name}')",
        f"[{root}]|unique(attribute='{name}')|list",
        f"[{root}]|join(',', attribute='{name}')",
        f"[{root}]|min(attribute='{name}.{name}')",
        f"{root}['__cl' + 'ass__']",
        f"{root}['\\x5f\\x5fclass\\x5f\\x5f']",
        f"{root}[['__class__']|join]",
        f"{root}|attr(['__class__']|first)",
        f"{root}[namespace(a='{name}').a]",
        f"dict({name}={root}).{name}.{name}",
        f"[{root}]|rejectattr('{name}', 'none')|list",
        f"[{root}]|map('string')|first|attr('{name}')",
        f"{root}|default({root}.{name}, true)",
        f"'%s'|format({root})",
        f"{root}|tojson",
        f"{root}|pprint|length",
        f"{root}|xmlattr",
    ]
    return _shown(random.choice(ways)), {}, None


def _format(random: Random) -> tuple[str, dict[str, str], None]:
    root = random.choice(ROOTS)
    ways = [
        f"'{{0.__class__}}'.format({root})",
        f"'{{x.__class__.__mro__}}'.format(x={root})",
        f"'{{0[__class__]}}'.format({root})",
        f"'{{x.parent}}'.format_map({{'x': {root}}})",
        f"'{{0.__init__.__globals__}}'|attr('format')({root})",
        f"'{{0!r}}'.format({root})",
        f"'%r' % ({root},)",
        f"'%(a)s' % {{'a': {root}}}",
        f"('{{0.__class__}}'|safe).format({root})",
        f"['{{0.__class__}}']|map('format', {root})|list",
        f"_('about {{minutes}} min', minutes={root})",
        f"_('{{x.__class__}}', x={root})",
        f"_({root})",
        f"t({root}, {root})",
        "t('{x}', '{{ x }}')",
        f"country({root})",
        f"listing([{root}])",
        f"listing({root})",
        f"number({root})",
        f"date({root})",
        f"dates({root}, {root})",
        f"time({root})",
        f"moment({root})",
        f"romanised({root})",
        f"{root}|particle('은/는')",
        f"'x'|particle({root})",
        f"unknown_column({root}, {root})",
        f"unknown_column('x', [{root}])",
        f"table([{root}], ['a'], {{'a': {{'head': {root}, 'width': {root}}}}}, {root})",
        "time('{0}')",
        "country('../x')",
        "number(1e400)",
        "number(10**400)",
        "date(date)",
        "moment(unit.article.posted.max)",
    ]
    return _shown(random.choice(ways)), {}, None


def _include(random: Random) -> tuple[str, dict[str, str], None]:
    """Other files by name: beside, above, through links, as macros, as parents."""
    name = random.choice([*_NAMES, odd.name(random).replace("'", "").replace("\n", " ")])
    ways = [
        f"{{% include '{name}' %}}",
        f"{{% include ['nothing', '{name}'] %}}",
        f"{{% include '{name}' ignore missing %}}",
        f"{{% import '{name}' as m %}}{{{{ m }}}}",
        f"{{% from '{name}' import x %}}{{{{ x }}}}",
        f"{{% extends '{name}' %}}",
        f"{{% set n = '{name}' %}}{{% include n %}}",
        f"{{% include '{name}' without context %}}",
        "{% include unit.article.url %}",
        "{% include unit %}",
        "{% include 1 %}",
        "{% include [] %}",
        "{% include course.chain[0] %}",
        f"{{% import '{name}' as m %}}{{{{ m.__dict__ }}}}{{{{ m._body_stream }}}}",
    ]
    links = {
        "templates/tiny/link.md": "{outside}/secret.md",
        "templates/link.md": "../../outside/secret.md",
        "templates/tiny/linked": "{outside}/folder",
        "templates/tiny/up": "../..",
    }
    return random.choice(ways), links if random.random() < 0.6 else {}, None


def _chance(random: Random) -> tuple[str, dict[str, str], dict[str, bytes | None]]:
    """What might give other bytes at another time: run twice."""
    ways = [
        "range(1000000)|random",
        "'abcdefghijklmnop'|random",
        "lipsum()",
        "lipsum(n=1, html=false)",
        "unit.article.posted.now()",
        "unit.article.posted.today()|string",
        "date(unit.article.posted.today())",
        "moment(unit.article.posted.now(unit.article.posted.tzinfo))",
        "(unit|string)",
        "unit.questions|string",
        "macros|string",
        "table|string",
        "{1,2}|list",
        "unit.article.posted.astimezone()|string",
        "unit.article.posted.__class__.now()",
        "course.chain[0].stat().st_mtime",
        "unit|attr('__hash__')()",
        "unit.title|string",
        "unit.title.__hash__()",
        "('a'|string).__hash__()",
        "unit.article.posted.fromtimestamp(0)|string",
        "unit.article.posted.strftime('%Z %c')",
        "dict(a=1)|string",
        "range(5)|string",
        "cycler|string",
        "labels.locale|string",
        "moment(none)",
        "date(none)",
        "time(none)",
    ]
    return _shown(random.choice(ways)), {}, {}


def _change(random: Random) -> tuple[str, dict[str, str], None]:
    """Templates that change what the next handout is made from."""
    ways = [
        "macros.clear()",
        "macros.update({'t': 1})",
        "labels.missing.append('x')",
        "labels.messages.clear()",
        "unit.places.clear()",
        "course.name_line.update({'en': ['x']})",
        "unit.questions.questions[0].allow.update({'a': 'b'})",
        "unit.actor_names.clear()",
        "unit.languages.append('x')",
        "course.style.__setattr__('x', 1)",
        "unit.title._words.clear()",
        "{}.update(unit.__dict__)",
    ]
    return f"{{{{ {random.choice(ways)} }}}}{{{{ t('가', 'b') }}}}{{{{ _('Timeline') }}}}", {}, None


def _object(random: Random) -> tuple[str, dict[str, str], None]:
    """Loops, blocks and macros as objects."""
    ways = [
        "{% for x in [1] %}{{ loop }}{{ loop._iterator }}{{ loop.__class__ }}{% endfor %}",
        "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
        "{% block b %}{{ super() }}{% endblock %}",
        "{{ self.b }}{{ self._TemplateReference__context }}",
        "{% macro m() %}{{ caller }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, a=2) }}",
        "{% macro m() %}{% endmacro %}{{ m.name }}{{ m.arguments }}{{ m._func }}{{ m._environment }}",
        "{% call(x) table([1], ['a'], {'a': {'head': 'h', 'width': 1}}, actor_cell) %}x{% endcall %}",
        "{% with x = unit %}{{ x.places }}{% endwith %}",
        "{% set x = namespace(u=unit) %}{{ x.u.places }}{{ x.__class__ }}",
        "{% set _ = 1 %}{% set t = 2 %}{{ _ }}{{ t }}",
        "{% set unit = none %}{{ unit }}",
        "{% set lang = 'xx' %}{{ t('a', 'b') }}{{ unit.title }}",
        "{% set edition = 'teacher' %}{% set teacher = true %}{{ at_a_glance() }}",
        "{% filter upper %}{{ unit }}{% endfilter %}",
        "{% autoescape false %}{{ unit.title.en }}{% endautoescape %}",
        "{% do 1 %}",
        "{% debug %}",
        "{% trans %}x{% endtrans %}",
        "{{ caller() }}",
        "{% raw %}{{ x }}{% endraw %}",
        "{% import 'tiny/handout.md' as h with context %}{{ h }}",
        "{{ [unit, course, labels] }}",
        "{{ {'a': unit} }}",
        "{{ dict(unit=unit) }}",
        "{{ (unit, 1)|string }}",
        "{{ [1, [2, [course.chain]]]|string }}",
    ]
    return random.choice(ways), {}, None
