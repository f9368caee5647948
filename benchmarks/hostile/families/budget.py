"""Templates without end or measure: loops, recursion, huge words, numbers and lists, doubling, heavy filters."""

from __future__ import annotations

from random import Random

from benchmarks.hostile import sheets
from benchmarks.hostile.nouns import Case

_MARKDOWN = [
    "[",
    "![",
    "*",
    "**a ",
    "_",
    "`",
    "<",
    "\\",
    "> ",
    "- ",
    "1. ",
    "| a ",
    "[x](",
    "[^",
    "::: box\n",
    "&",
    "~",
    "^",
    "{",
    "[x]{lang=",
    "<!--",
    "a*b ",
    "((",
    "[[",
    "\n\n",
    "# x\n\n",
    "**a**",
    "[a][b] ",
    "http://",
    "</",
    "<a ",
    "*_",
    "[](",
    "<br>",
    "￼",
    "́",
    "ﷺ",
    "::: lines 99\n\n",
    "::: new-page\n\n",
    "    ",
    "\t",
    "|---",
    "￾",
]


def cases(random: Random) -> Case:
    make = random.choice(
        (_size, _size, _loops, _doubling, _recursion, _filters, _filters, _numbers, _words, _literal, _tables, _syntax)
    )
    lines = make(random)
    files = {
        sheets.HANDOUT: sheets.around(lines),
        sheets.COURSE_FILE: sheets.course(formats=sheets.output_format(random)),
    }
    if random.random() < 0.1:
        files["templates/_shared/mine.md"] = f"{{% macro mine() %}}\n{lines}\n{{% endmacro %}}\n".encode(
            "utf-8", "replace"
        )
        files[sheets.HANDOUT] = sheets.around("{{ mine() }}")
    return Case(kind=make.__name__.strip("_"), commands=sheets.commands(random), files=files, blames=r"\.md(?::\d+)?")


def _big(random: Random) -> str:
    return random.choice(
        (
            "1000000000",
            "10**9",
            "99999999",
            "3000000",
            "100000",
            "2**40",
            "9**9",
            "12000",
            "unit.article.words * 10000000",
            "1e9|int",
            "'999999999'|int",
            "0x3fffffff",
        )
    )


def _size(random: Random) -> str:
    n = _big(random)
    ways = [
        f"'%{{}}d'.format({n})|format(1)",
        "'%1000000000d'|format(1)",
        "'%0*d' % (1000000000, 1)",
        "'%.1000000000f' % 1.5",
        "'{:1000000000}'.format(1)",
        "'{:>{w}}'.format('x', w=1000000000)",
        "'{:.1000000000f}'.format(1.5)",
        f"'a'.center({n})",
        f"'a'|center({n})",
        f"'a'.ljust({n})",
        f"'0'.zfill({n})",
        f"'x' * {n}",
        f"{n} * 'x'",
        f"[0] * {n}",
        f"(1, 2) * {n}",
        f"'a'|indent({n})",
        f"1.5|round({n})",
        f"'\\t'.expandtabs({n})",
        f"lipsum(n={n})",
        f"lipsum(min={n}, max={n})",
        f"range({n})|list|length",
        f"range({n})|join",
        f"'a b'|wordwrap({n})",
        f"'x'|truncate({n})",
        f"[1]|batch({n}, 'x')|list",
        f"[1]|slice({n})|list",
        "('a' * 4000)|replace('a', 'b' * 4000)",
        "'ab'|replace('', 'x' * 4000000)",
        "('a,' * 2000000).split(',')|join('b' * 100)|length",
        f"b'x' * {n}",
        f"('x'|list) * {n}",
        f"'é'.encode('punycode') * {n}",
        f"''.join(['x'] * {n})",
        "'x'.join('x' * 100000)",
        f"[[0] * 10000] * {n}",
        f"(range({n}) | map('string') | list)[0]",
        f"'x'.rjust({n})|length",
        f"dict.fromkeys(range({n}))",
        f"'%s' % ('x' * {n})",
        f"('x' * {n})|upper|lower|title|trim",
        f"number({n} ** 400)",
        f"country('x' * {n})",
        f"t('x' * {n}, 'x' * {n})",
        f"romanised('x' * {n})",
        f"listing(range({n}))",
        f"_('about {{minutes}} min', minutes='x' * {n})",
        f"'{{:{n}}}'.format(1)",
        f"'{{0:{'{'}1{'}'}}}'.format(1, {n})",
        f"'%' ~ {n} ~ 'd' % 1",
        f"1|string|center({n})|length",
        f"[''] * {n}|length",
        f"'x'|filesizeformat * {n}",
        f"('\\n' * {n})|indent",
        "('<' * 1000000)|striptags",
        "('&' * 1000000)|e|e|e|e|e|e",
        "('&' * 300000)|urlencode|urlencode|urlencode|urlencode",
        "('a' * 900000)|urlize",
        f"'x'.translate({{120: 'y' * {n}}})",
    ]
    return f"{{{{ {random.choice(ways)} }}}}"


def _loops(random: Random) -> str:
    inner = random.choice(
        (
            "",
            "x",
            "{% set y = a %}",
            "{{ a }}",
            "{{ unit.title }}",
            "{{ t('가', 'x') }}",
            "{{ _('Timeline') }}",
            "\n\nx\n",
        )
    )
    depth = random.choice((2, 2, 3, 6))
    count = random.choice((99999, 9999, 900, 60))
    heads = "".join(f"{{% for a{n} in range({count}) %}}" for n in range(depth)).replace("a0", "a", 1)
    body = heads + inner + "{% endfor %}" * depth
    extra = [
        "{% for i in range(99999) %}{% for j in range(99999) if false %}{% endfor %}{% endfor %}",
        "{% for i in range(99999) %}{{ range(99999)|sum }}{% endfor %}",
        "{% for i in range(99999) %}{{ range(99999)|list|length }}{% endfor %}",
        "{% for i in cycler(1) %}x{% endfor %}",
        "{% set c = cycler(1) %}{% for i in range(999999999) %}{{ c.next() }}{% endfor %}",
        "{{ range(99999)|map('string')|map('upper')|map('lower')|map('title')|list|length }}" * 40,
        "{% for x in range(99999) %}{% if x in range(99999)|list %}{% endif %}{% endfor %}",
        "{% for x in range(9999) %}{{ (range(9999)|list)[x] }}{% endfor %}",
        "{% for a in 'x' * 4000000 %}{% endfor %}",
        "{% set l = [1] %}{% for x in l %}{{ l.append(1) or '' }}{% endfor %}",
        "{% for a in range(99999) recursive %}{{ loop(range(99999)) }}{% endfor %}",
        "{% for i in range(3000) %}{% include 'tiny/handout.md' %}{% endfor %}",
    ]
    return random.choice((body, random.choice(extra)))


def _doubling(random: Random) -> str:
    n = random.choice((25, 40, 64, 200))
    ways = [
        f"{{% set ns = namespace(x='a') %}}{{% for i in range({n}) %}}{{% set ns.x = ns.x ~ ns.x %}}{{% endfor %}}{{{{ ns.x }}}}",
        f"{{% set ns = namespace(x='a') %}}{{% for i in range({n}) %}}{{% set ns.x = ns.x + ns.x %}}{{% endfor %}}",
        f"{{% set ns = namespace(x=['a']) %}}{{% for i in range({n}) %}}{{% set ns.x = ns.x + ns.x %}}{{% endfor %}}",
        f"{{% set ns = namespace(x=['a']) %}}{{% for i in range({n}) %}}{{% set ns.x = [ns.x, ns.x] %}}{{% endfor %}}{{{{ ns.x }}}}",
        f"{{% set ns = namespace(x=2) %}}{{% for i in range({n}) %}}{{% set ns.x = ns.x * ns.x %}}{{% endfor %}}",
        f"{{% set ns = namespace(x=2) %}}{{% for i in range({n}) %}}{{% set ns.x = ns.x ** 2 %}}{{% endfor %}}{{{{ ns.x }}}}",
        f"{{% set ns = namespace(x='aa') %}}{{% for i in range({n}) %}}{{% set ns.x = ns.x|replace('a', ns.x) %}}{{% endfor %}}",
        f"{{% set ns = namespace(x='<') %}}{{% for i in range({n}) %}}{{% set ns.x = ns.x|forceescape %}}{{% endfor %}}",
        f"{{% set ns = namespace(x='a') %}}{{% for i in range({n}) %}}{{% set ns.x = '%s%s' % (ns.x, ns.x) %}}{{% endfor %}}",
        f"{{% set ns = namespace(x='a') %}}{{% for i in range({n}) %}}{{% set ns.x = '{{0}}{{0}}'.format(ns.x) %}}{{% endfor %}}",
        f"{{% set ns = namespace(x='ab') %}}{{% for i in range({n}) %}}{{% set ns.x = ns.x|join(ns.x) %}}{{% endfor %}}",
        f"{{% set ns = namespace(x='ab') %}}{{% for i in range({n}) %}}{{% set ns.x %}}{{{{ ns.x }}}}{{{{ ns.x }}}}{{% endset %}}{{% endfor %}}",
        f"{{% set ns = namespace(x='ab') %}}{{% for i in range({n}) %}}{{% set ns.x = (ns.x, ns.x)|join %}}{{% endfor %}}",
        f"{{% set ns = namespace(x='ab') %}}{{% for i in range({n}) %}}{{% set ns.x = t(ns.x ~ ns.x, ns.x ~ ns.x)[lang] %}}{{% endfor %}}",
        f"{{% set ns = namespace(x={{}}) %}}{{% for i in range({n}) %}}{{% set ns.x = dict(a=ns.x, b=ns.x) %}}{{% endfor %}}{{{{ ns.x|string|length }}}}",
        f"{{% set ns = namespace(x='a b') %}}{{% for i in range({n}) %}}{{% set ns.x = ns.x.replace('a', 'a a') %}}{{% endfor %}}",
        f"{{% set ns = namespace(x='a') %}}{{% for i in range({n}) %}}{{% set ns.x = ns.x|wordwrap(1, wrapstring=ns.x) ~ 'aa' %}}{{% endfor %}}",
        f"{{% set ns = namespace(x=['a']) %}}{{% for i in range({n}) %}}{{% set ns.x = [ns.x, ns.x] %}}{{% endfor %}}{{{{ ns.x|tojson|length }}}}{{{{ ns.x|string|length }}}}",
        f"{{% set ns = namespace(x=['a']) %}}{{% for i in range({n}) %}}{{% set ns.x = [ns.x, ns.x] %}}{{% endfor %}}{{{{ ns.x == ns.x }}}}{{{{ ns.x in [ns.x] }}}}",
    ]
    return random.choice(ways)


def _recursion(random: Random) -> str:
    return random.choice(
        [
            "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
            "{% macro m() %}x{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
            "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
            "{% include 'tiny/handout.md' %}",
            "{% import 'tiny/handout.md' as m %}",
            "{% extends 'tiny/handout.md' %}",
            "{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(40) }}",
            "{% macro m(n) %}{% if n %}x{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(24) }}",
            "{% for a in [[]] recursive %}{{ loop([a]) }}{% endfor %}",
            "{% block x %}{{ self.x() }}{% endblock %}",
            "{% macro m(n) %}{% for i in range(n) %}{{ m(n) }}{% endfor %}{% endmacro %}{{ m(3) }}",
            "{% call(x) m() %}{% endcall %}{% macro m() %}{{ caller(caller) }}{% endmacro %}",
            "{% macro m() %}{{ caller() }}{% endmacro %}{% macro n() %}{% call m() %}{{ n() }}{% endcall %}{% endmacro %}{{ n() }}",
            "{% set l = [] %}{{ l.append(l) }}{{ l }}",
            "{% set d = {} %}{{ d.update({'d': d}) }}{{ d|tojson }}",
            "{% macro m(n) %}{% include 'tiny/handout.md' %}{% endmacro %}{{ m() }}",
            "{% macro m(n) %}{{ m(n+1) }}{% endmacro %}{% for i in range(999) %}{{ m(i) }}{% endfor %}",
        ]
    )


def _filters(random: Random) -> str:
    source = random.choice(
        (
            "'a' * 9000",
            "'<' * 90000",
            "' ' * 900000",
            "'\\n' * 90000",
            "'a ' * 90000",
            "'&lt;' * 30000",
            "'http://a.b ' * 9000",
            "'@' * 50000",
            "'((((' * 20000",
            "'a.' * 50000",
            "'<!--' * 20000",
            "range(99999)|list",
            "range(99999)",
            "['a' * 900] * 900",
            "'http://' * 30000",
            "'www.' * 30000",
            "'a@' * 30000",
            "'<a ' * 30000",
        )
    )
    names = [
        "urlize",
        "striptags",
        "wordwrap(1)",
        "wordcount",
        "title",
        "capitalize",
        "indent(4)",
        "unique|list",
        "sort",
        "join('x' * 900)",
        "batch(3)|list",
        "slice(3)|list",
        "tojson",
        "pprint",
        "urlencode",
        "trim",
        "truncate(3)",
        "xmlattr",
        "e|e|e|e",
        "forceescape",
        "replace('a', 'b' * 900)",
        "reverse|list",
        "groupby(0)",
        "map('string')|list|join",
        "list|tojson",
        "center(9000)",
        "wordwrap(9000)",
        "format(1)",
        "dictsort",
        "sum(start=[])",
        "max",
        "min",
        "string|length",
        "list|string|length",
        "striptags|urlize|striptags",
        "urlize(3)|urlize(3)",
    ]
    return f"{{{{ ({source})|{random.choice(names)}|string|length }}}}{{{{ ({source})|{random.choice(names)} }}}}"


def _numbers(random: Random) -> str:
    return (
        "{{ "
        + random.choice(
            [
                "9**9**9",
                "9**999999",
                "2**99999999|string",
                "(10**5000)|string",
                "(10**100000)|string|length",
                "number(10**5000)",
                "1e308*10",
                "1/0",
                "1//0",
                "1%0",
                "0**-1",
                "(-1)**0.5",
                "1.5|round(400)",
                "1e400|int",
                "('9' * 5000)|int",
                "('9' * 5000)|float|int",
                "10**10000 % 7",
                "9**9**9 > 1",
                "1 - 9**9**9",
                "-(9**9**9)",
                "9**9**9 // 3",
                "(2**100000) * (2**100000) * (2**100000)",
                "[9**9**7]",
                "range(10**20)|length",
                "range(0, 10**9, 3)|sum",
                "1.0 ** 1e308",
                "'%d' % (10**5000)",
                "(10**6000)|filesizeformat",
                "number(1e308)",
                "10**4301",
                "'1e999999999'|float",
                "2**0.5**-99999",
                "((1,) * 9999999)|sum",
                "(0.1|string) * 99999999",
            ]
        )
        + " }}"
    )


def _words(random: Random) -> str:
    """Long words and many words for the writers to set."""
    n = random.choice((9_999, 10_001, 30_000, 300_000, 3_000_000))
    piece = random.choice(
        ("x", "가", "W", "i", "漢", "-", "\\u00ad", "a\\u0301", "x\\u00a0", "\\u200d", "( ", "가 ", "ab ")
    )
    return random.choice(
        (
            f"{{{{ '{piece}' * {n} }}}}",
            f"{{{{ t('{piece}' * {n}, '{piece}' * {n}) }}}}",
            f"**{{{{ '{piece}' * {n} }}}}**",
            f"- {{{{ '{piece}' * {n} }}}}",
            f"{{{{ ('{piece}' * {n})|safe }}}}",
            f"[x](https://x.kr/{{{{ '{piece}' * {n} }}}})",
            f"| a | b |\n|---|---|\n| {{{{ '{piece}' * {n} }}}} | x |",
            f"## {{{{ '{piece}' * {n} }}}}",
        )
    )


def _literal(random: Random) -> str:
    """No Jinja at all: Markdown that is deep, long or repeated."""
    piece = random.choice(_MARKDOWN)
    count = random.choice((30, 300, 3_000, 20_000))
    deep = [
        ("> ", ""),
        ("- ", ""),
        ("1. ", ""),
        ("::: box\n", "\n:::"),
        ("**", "**"),
        ("[", "](https://x.kr)"),
        ("*", "*"),
        ("[", "]{.muted}"),
        ("  - ", ""),
    ]
    if random.random() < 0.3:
        opening, closing = random.choice(deep)
        return opening * count + "x" + closing * count
    if random.random() < 0.3:
        return "\n".join("  " * min(n, 200) + "- x" for n in range(min(count, 900)))
    return piece * count


def _tables(random: Random) -> str:
    columns, rows = random.choice(((2, 3000), (60, 3), (300, 2), (3, 300), (1, 1), (20, 200)))
    head = "|" + " a |" * columns + "\n|" + "---|" * columns + "\n"
    return random.choice(
        (
            head + ("|" + " x |" * columns + "\n") * rows,
            "::: table " + "1 " * columns + "\n" + head + "|" + " x |" * columns + "\n:::",
            "::: table 0 0\n| a | b |\n|---|---|\n| c | d |\n:::",
            "::: table 1e99 1\n| a | b |\n|---|---|\n| c | d |\n:::",
            "::: table -1 2\n| a | b |\n|---|---|\n| c | d |\n:::",
            "::: columns 2\n\n" + "x " * 9000 + "\n\n:::",
            "::: lines 99\n\n" * 99,
            "::: columns 3\n" + head + "|" + " x |" * columns + "\n:::",
        )
    )


def _syntax(random: Random) -> str:
    """What costs time before anything is filled in."""
    n = random.choice((100, 2000, 30_000))
    return random.choice(
        (
            "{{ " + "(" * n + "1" + ")" * n + " }}",
            "{{ " + "[" * n + "]" * n + " }}",
            "{{ 1" + " + 1" * n + " }}",
            "{{ " + "not " * n + "1 }}",
            "{{ 1" + "|string" * n + " }}",
            "{% if 1 %}" * n + "{% endif %}" * n,
            "{{ 'a' " + "~ 'a' " * n + "}}",
            "{{ a" + ".b" * n + " }}",
            "{{ " + "-" * n + "1 }}",
            "{# " * n,
            "{{ " * n,
            "{% for i in " + "[" * n,
            "{{ '" + "\\\\" * n + "' }}",
            "{{ 2" + " ** 2" * n + " }}",
            "{{ 1 if " * n + "1",
            "{% raw %}" * n,
            "{{ {" + "1:{" * n + "}" * n + "} }}",
            "{{ 'a' * 9 * 9 * 9 * 9 * 9 * 9 * 9 * 9 * 9 * 9 }}",
            "{% set a" + ", b" * n + " = 1 %}",
            "{{ lipsum" + "()" * n + " }}",
            "{% macro m(" + ", ".join(f"a{k}" for k in range(min(n, 3000))) + ") %}{% endmacro %}{{ m() }}",
        )
    )
