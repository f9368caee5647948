"""Templates with mistakes of syntax, of names and of calls: each refused with file and line, in a teacher's words."""

from __future__ import annotations

from random import Random

from benchmarks.hostile import odd, sheets
from benchmarks.hostile.nouns import Case
from benchmarks.hostile.stage import ROOT, SMALL

_LINES = [
    *(
        "{{ unit title }}",
        "{{ unit.titel }}",
        "{{ unit.title",
        "{{ unit.title }",
        "{ unit.title }}",
        "{{{ unit.title }}}",
        "{% if x",
        "{% if %}",
        "{% endif %}",
        "{% for x in %}",
        "{% for in x %}{% endfor %}",
        "{% else %}",
    ),
    *(
        "{% unknown %}",
        "{{ “x” }}",
        "{{ t(“가”, “b”) }}",
        "{{ x|unknown }}",
        "{{ x is unknown }}",
        "{{ 'x }}",
        "{{ x' }}",
        "{{ 1 + }}",
        "{{ (1 }}",
        "{{ [1 }}",
        "{{ {1 }}",
        "{{ a.b. }}",
        "{{ a..b }}",
        "{{ .a }}",
        "{{ a,, }}",
        "{{ }}",
        "{% %}",
        "{{ ; }}",
    ),
    *(
        "{{ t('x') }}",
        "{{ t('x', 'y', 'z') }}",
        "{{ t(x='y') }}",
        "{{ date() }}",
        "{{ date('x') }}",
        "{{ time('25:00') }}",
        "{{ country('XX') }}",
        "{{ country(1) }}",
        "{{ number('x') }}",
        "{{ number(none) }}",
        "{{ dates(1, 2) }}",
        "{{ moment('x') }}",
        "{{ listing(1) }}",
    ),
    *(
        "{{ vocabulary_table() }}",
        "{{ vocabulary_table(unit.vocabulary.terms, ['meening']) }}",
        "{{ actor_table(unit.actors, ['name']) }}",
        "{{ background(1) }}",
        "{{ questions_by_level(unit.questions) }}",
        "{{ questions_by_level(unit.questions.questions, x=1) }}",
        "{{ nothing() }}",
        "{{ unit() }}",
        "{{ unit.title() }}",
        "{{ 'x'() }}",
        "{{ 1() }}",
    ),
    *(
        "{{ unit.title + 'x' }}",
        "{{ unit.title|upper }}",
        "{{ unit.title[0] }}",
        "{{ unit.title['xx'] }}",
        "{{ unit.actors }}",
        "{{ unit }}",
        "{{ unit.vocabulary.terms }}",
        "{{ unit.questions.questions[99] }}",
        "{{ unit.actor_names['x'] }}",
        "{{ none.x }}",
        "{{ 1/0 }}",
        "{{ 'x' + 1 }}",
        "{{ 'x' - 1 }}",
        "{{ [] + {} }}",
        "{{ -'x' }}",
        "{{ 'x' < 1 }}",
        "{{ x[y] }}",
        "{{ []|first }}",
        "{{ []|max }}",
        "{{ [1,'a']|sort }}",
        "{{ 1|list }}",
        "{{ 'x'|int }}",
        "{{ 'x'|round }}",
        "{{ [1]|sum(attribute='x') }}",
        "{{ 'x'|attr(1) }}",
        "{{ ''|particle('x') }}",
        "{{ 'x'|particle('') }}",
        "{{ [1]|batch(0) }}",
        "{{ [1]|slice(0) }}",
        "{{ 'x'|truncate(-1) }}",
        "{{ 'x'|wordwrap(0) }}",
        "{{ 'x'|indent('y') }}",
        "{{ '%d'|format('x') }}",
        "{{ '%'|format(1) }}",
        "{{ '{'.format(1) }}",
        "{{ 'x'|center('y') }}",
        "{{ range('x') }}",
        "{{ range(0, 1, 0)|list }}",
        "{{ dict(1) }}",
        "{{ cycler() }}",
        "{{ cycler().next() }}",
        "{{ namespace(1) }}",
        "{{ lipsum('x') }}",
        "{{ loop.index }}",
        "{% for x in 1 %}{% endfor %}",
        "{% for x in none %}{% endfor %}",
        "{% for a, b in [1] %}{% endfor %}",
        "{% for a, b in [(1,2,3)] %}{% endfor %}",
        "{% set a, b = 1 %}",
        "{% set x.y = 1 %}",
        "{% set ns = namespace() %}{{ ns.x }}",
        "{% import 'x' %}",
        "{% include %}",
        "{% include 'x' %}",
        "{% extends 'x' %}",
        "{% block a %}{% endblock %}{% block a %}{% endblock %}",
        "{% macro %}{% endmacro %}",
        "{% macro m(a, a) %}{% endmacro %}",
        "{% macro m(a=1, b) %}{% endmacro %}{{ m() }}",
        "{% call %}{% endcall %}",
        "{% call m() %}{% endcall %}",
        "{% filter x %}{% endfilter %}",
        "{% raw %}",
        "{% endraw %}",
        "{# x",
        "#}",
        "{% break %}",
        "{% continue %}",
        "{% with %}{% endwith %}",
        "{% autoescape %}{% endautoescape %}",
    ),
    *(
        "**x",
        "x**",
        "** x **",
        "*x",
        "[x](",
        "[x](y z)",
        "[x](javascript:x)",
        "[x](#nowhere)",
        "![](x.png)",
        "![x](x.png)",
        "<b>x</b>",
        "<x",
        "&nbsp",
        "```\nx",
        "~~~",
        "---",
        "***",
        "===",
        "x\n===",
        "| a |",
        "| a |\n|---|\n| b | c |",
        "|---|",
        "#### x",
        "# x",
        "#x",
        "####### x",
        "2024. 6. 19. x",
        "- - - x",
        "[^1]",
        "[^1]: x",
        "x[^1][^1]\n\n[^1]: x",
        "[x]{lang=xx}",
        "[x]{.x}",
        "[x]{",
        "::: box",
        ":::",
        "::: box x\n:::",
        "::: lines",
        "::: lines x",
        "::: lines 100",
        "::: lines 0",
        "::: columns 9\n:::",
        "::: columns\n:::",
        "::: table x\n:::",
        "::: new-page x",
        "::: name-line",
        "<!-- section: all -->",
        "<!-- section: -->",
        "<!-- x -->",
        "<!-- section: a b -->",
        "<!-- section: 한글 -->\nx",
        "![x](x.png){width=0}",
        "![x](x.png){width=999}",
        "![x](x.png){width=x}",
        "[x]: y",
        "\\",
        "`",
        "``",
        "$x$",
        "a\\\nb",
        "http://x.kr",
        "<http://x>",
        "<ftp://x.kr>",
        "<x@y.kr>",
        "&#0;",
        "&#xD800;",
        "&x;",
    ),
]


def cases(random: Random) -> Case:
    make = random.choice((_line, _line, _line, _mutated, _mutated, _shared, _encoding, _sections))
    files = make(random)
    return Case(
        kind=make.__name__.strip("_"),
        commands=sheets.commands(random),
        files=files,
        blames=r"\.md(?::\d+)?|course\.yaml|templates|section|no course|_shared",
    )


def _line(random: Random) -> dict[str, bytes | None]:
    lines = "\n\n".join(random.sample(_LINES, random.choice((1, 1, 2))))
    return {
        sheets.HANDOUT: sheets.around(lines),
        sheets.COURSE_FILE: sheets.course(formats=sheets.output_format(random)),
    }


def _shipped(random: Random) -> tuple[str, str]:
    name = random.choice(
        (
            "_shared/tables.md",
            "_shared/questions.md",
            "_shared/parts.md",
            "korean-reading/handout.md",
            "ir-seminar/handout.md",
        )
    )
    return name, (ROOT / "templates" / name).read_text(encoding="utf-8")


def _mutated(random: Random) -> dict[str, bytes | None]:
    """A shipped template with a few signs gone, doubled or put elsewhere."""
    name, text = _shipped(random)
    for _ in range(random.choice((1, 1, 2, 6))):
        at = random.randrange(len(text))
        new = random.choice(
            (
                "",
                "{",
                "}",
                "%",
                "{{",
                "%}",
                "{%",
                "|",
                "'",
                '"',
                ":::",
                "*",
                "#",
                "\n",
                "[",
                "]",
                "(",
                ")",
                "-",
                odd.word(random),
            )
        )
        text = text[:at] + new + text[at + random.choice((0, 1, 1, 3, 40)) :]
    course = b"extends: korean-reading\nname: {ko: x, en: y}\nformats: [docx]\nlanguages: [en]\neditions: [student]\n"
    return {f"templates/{name}": text.encode("utf-8", "replace"), sheets.COURSE_FILE: course, sheets.HANDOUT: None}


def _shared(random: Random) -> dict[str, bytes | None]:
    """A macro file of her own with a mistake in it."""
    line = random.choice(_LINES)
    name = random.choice(("mine.md", "zzz.md", "tables.md", "a b.md", "한글.md", "x" * 200 + ".md", "-.md", "MINE.MD"))
    return {
        f"templates/_shared/{name}": f"{{% macro mine() %}}\n{line}\n{{% endmacro %}}\n".encode(),
        sheets.HANDOUT: sheets.around("{{ mine() }}"),
    }


def _encoding(random: Random) -> dict[str, bytes | None]:
    data = SMALL[sheets.HANDOUT].decode()
    return {
        sheets.HANDOUT: random.choice(
            (
                odd.encoded(random, data),
                odd.flipped(random, data.encode()),
                data.encode() + random.choice(odd.CONTROLS).encode("utf-8", "surrogatepass"),
                b"",
            )
        )
    }


def _sections(random: Random) -> dict[str, bytes | None]:
    mark = random.choice(
        (
            "<!-- section: all -->\n" * 2,
            "<!--section:all-->",
            "<!-- Section: all -->",
            "<!-- section: ALL -->",
            "x <!-- section: all -->",
            "<!-- section: all",
            "<! -- section: all -->",
            "<!-- section : all -->",
            "    <!-- section: all -->",
            "<!-- section: all --> x",
        )
    )
    return {sheets.HANDOUT: f"# x\n\n{mark}\n\ntext\n".encode()}
