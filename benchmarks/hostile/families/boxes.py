"""A teacher's box that is almost one: odd colons, one line, cells, mistyped names, boxes across branches and files."""

from __future__ import annotations

from random import Random

from benchmarks.hostile import sheets
from benchmarks.hostile.nouns import Case

_WORDS = ("quietly marmalade", "비밀스러운 마멀레이드")
_TWIN = ("sternly porcupine", "단호한 고슴도치 이야기")
_OPENINGS = [
    *(
        "::: teacher",
        "：：： teacher",
        "：：：teacher",
        ":: teacher",
        ": teacher",
        ":::: teacher",
        "::::: teacher",
        ":::teacher",
        ":::  teacher",
        "::: Teacher",
        "::: TEACHER",
    ),
    *(
        "::: teachers",
        "::: teacer",
        "::: tacher",
        "::: 교사",
        "::: teacher ",
        " ::: teacher",
        "  ::: teacher",
        "    ::: teacher",
        "\t::: teacher",
        "\u00a0::: teacher",
        "\u3000::: teacher",
    ),
    *(
        "::: teacher\u00a0",
        ":::\u00a0teacher",
        ":::\u3000teacher",
        ":::\tteacher",
        "\u200b::: teacher",
        "::\u200b: teacher",
        "::: teach\u00ader",
        "::: tеacher",
        "::: ｔｅａｃｈｅｒ",
        "﹕﹕﹕ teacher",
    ),
    *(
        "꞉꞉꞉ teacher",
        "∶∶∶ teacher",
        "፡፡፡ teacher",
        ";;; teacher",
        ":;: teacher",
        "::: {.teacher}",
        "::: .teacher",
        ":::{teacher}",
        "::: teacher:",
        "::: teacher {",
        "::: teacher x",
        "::: teacher :::",
    ),
    *(
        "> ::: teacher",
        "- ::: teacher",
        "1. ::: teacher",
        "| ::: teacher |",
        "**::: teacher**",
        "`::: teacher`",
        ":\\:: teacher",
        "&#58;:: teacher",
        "# ::: teacher",
    ),
    *(
        "::: {{ 'teacher' }}",
        "{{ '::: teacher'|safe }}",
        "::{{ ':' }} teacher",
        ":::{{ ' ' }}teacher",
        "::: teach{# x #}er",
        "{% if true %}::: teacher{% endif %}",
        "::: te{{ 'a' }}cher",
        "x ::: teacher",
        "::: box teacher",
        "::: teacher box",
        ":::",
        "::: :::",
        "※ teacher",
        "--- teacher",
        "{teacher}",
        "[teacher]",
        "::: note teacher",
        "::: teacher-only",
    ),
]
_ENDINGS = [
    ":::",
    ":::",
    ":::",
    "：：：",
    "::",
    "::::",
    "::: ",
    " :::",
    "    :::",
    ":::\u00a0",
    "::: end",
    "::: teacher",
    "\\:::",
    "",
    "{{ ':::' }}",
    "{% if false %}\n:::\n{% endif %}",
    "> :::",
    "- :::",
    "::: box",
    "::\u200b:",
    ":::x",
    ":::\n:::",
    "::;",
]


def cases(random: Random) -> Case:
    make = random.choice((_near, _near, _near, _one_line, _cell, _branches, _files, _nested, _joined))
    extra, lines = make(random)
    twin_lines = _other(lines)
    files: dict[str, bytes | None] = {sheets.COURSE_FILE: sheets.course(formats=sheets.output_format(random)), **extra}
    template = sheets.around(lines)
    twin: dict[str, bytes | None] = {
        sheets.HANDOUT: sheets.around(twin_lines),
        **{name: _other(data.decode()).encode() for name, data in extra.items()},
    }
    return Case(
        kind=make.__name__.strip("_"),
        commands=(("build",),),
        files={**files, sheets.HANDOUT: template},
        twin=twin,
        hidden=_WORDS,
        blames=r"\.md:\d+",
    )


def _other(text: str) -> str:
    for mine, other in zip(_WORDS, _TWIN, strict=True):
        text = text.replace(mine, other)
    return text


def _secret(random: Random) -> str:
    return random.choice(
        (
            _WORDS[0],
            _WORDS[1],
            f"{{{{ t('{_WORDS[1]}', '{_WORDS[0]}') }}}}",
            f"- {_WORDS[0]}",
            f"**{_WORDS[0]}**",
            f"> {_WORDS[0]}",
            f"| {_WORDS[0]} |\n|---|\n| x |",
            f"[{_WORDS[0]}](https://x.kr)",
            f"[x](https://x.kr/{_WORDS[0].replace(' ', '-')})",
            f"## {_WORDS[0]}",
            f"x[^n]\n\n[^n]: {_WORDS[0]}",
            f"::: box\n{_WORDS[0]}\n:::",
            f"1.  {_WORDS[0]}",
        )
    )


def _near(random: Random) -> tuple[dict[str, bytes], str]:
    """An opening line, a secret, an ending line; either line may be odd, and there may be no empty line around."""
    gap = random.choice(("", "\n"))
    opening, ending = random.choice(_OPENINGS), random.choice(_ENDINGS)
    before, behind = (
        random.choice(("", "Text.\n", "Text.\n\n", "- x\n", "1.  x\n\n    ")),
        random.choice(("", "\nMore text.", "\n\nMore text.")),
    )
    return {}, f"{before}{opening}\n{gap}{_secret(random)}\n{gap}{ending}{behind}"


def _one_line(random: Random) -> tuple[dict[str, bytes], str]:
    colons = random.choice((":::", "：：：", "::", "::::"))
    word = _WORDS[random.randrange(2)]
    return {}, random.choice(
        (
            f"{colons} teacher {word} {colons}",
            f"{colons} teacher {word}",
            f"{colons}teacher {word}{colons}",
            f"x {colons} teacher {word} {colons} y",
            f"- {colons} teacher {word} {colons}",
            f"{colons} teacher: {word}",
            f"(teacher) {colons} {word} {colons}",
            f"## {colons} teacher {word} {colons}",
            f"[{word}]{{.teacher}}",
            f"> {colons} teacher {word} {colons}",
            f"{colons} {word} teacher {colons}",
            f"{colons} teacher<br>{word}<br>{colons}",
            f"**{colons} teacher** {word} **{colons}**",
            f"text[^1]\n\n[^1]: {colons} teacher {word} {colons}",
        )
    )


def _cell(random: Random) -> tuple[dict[str, bytes], str]:
    word = _WORDS[0]
    cell = random.choice(
        (
            f"::: teacher {word} :::",
            f"::: teacher<br>{word}<br>:::",
            f":::teacher {word}",
            f"：：： teacher {word} ：：：",
            f":: teacher {word} ::",
            f"::: teacher {word}",
            f"x ::: teacher {word} ::: y",
            f"{{% if teacher %}}{word}{{% endif %}}",
        )
    )
    return {}, random.choice(
        (
            f"| a | b |\n|---|---|\n| {cell} | x |",
            f"| {cell} | b |\n|---|---|\n| y | x |",
            f"::: table 1 1\n| a | b |\n|---|---|\n| x | {cell} |\n:::",
            f"| a |\n|---|\n::: teacher\n| {word} |\n:::\n",
            f"| a |\n|---|\n| x |\n::: teacher\n| {word} |\n:::\n",
            f"::: table 1\n::: teacher\n| {word} |\n|---|\n| x |\n:::\n:::",
        )
    )


def _branches(random: Random) -> tuple[dict[str, bytes], str]:
    """Boxes that begin in one branch and end in another, or stand in loops, blocks, sets and calls."""
    secret = _secret(random)
    ways = [
        f"{{% if true %}}\n::: teacher\n{{% endif %}}\n{secret}\n:::",
        f"::: teacher\n{{% if false %}}\n:::\n{{% endif %}}\n{secret}\n:::",
        f"::: teacher\n{{% if true %}}\nx\n:::\n{secret}\n{{% endif %}}",
        f"{{% for i in [1, 2] %}}\n::: teacher\n{secret}\n{{% endfor %}}\n:::",
        f"{{% for i in [1] %}}\n::: teacher\n{secret}\n:::\n{{% endfor %}}",
        f"::: teacher\n{{% for i in [1, 2] %}}\n{secret}\n:::\n{{% endfor %}}",
        f"{{% if false %}}\n::: teacher\n{{% else %}}\n::: box\n{{% endif %}}\n{secret}\n:::",
        f"{{% set x %}}\n::: teacher\n{secret}\n:::\n{{% endset %}}\n{{{{ x }}}}",
        f"{{% set x %}}\n::: teacher\n{secret}\n:::\n{{% endset %}}\n{{{{ x|replace('teacher', 'box') }}}}",
        f"{{% filter replace('::: teacher', '::: box') %}}\n::: teacher\n{secret}\n:::\n{{% endfilter %}}",
        f"{{% macro m() %}}\n::: teacher\n{{{{ caller() }}}}\n:::\n{{% endmacro %}}\n{{% call m() %}}\n{secret}\n{{% endcall %}}",
        f"{{% macro o() %}}\n::: teacher\n{{% endmacro %}}\n{{{{ o() }}}}\n{secret}\n:::",
        f"{{% macro c() %}}\n:::\n{{% endmacro %}}\n::: teacher\n{secret}\n{{{{ c() }}}}",
        f"{{% block b %}}\n::: teacher\n{{% endblock %}}\n{secret}\n:::",
        f"{{% raw %}}\n::: teacher\n{secret}\n:::\n{{% endraw %}}",
        f"::: teacher\n<!-- section: other -->\n{secret}\n:::",
        f"::: teacher\n{{% if lang == 'ko' %}}\n:::\n{{% endif %}}\n{secret}\n{{% if lang == 'en' %}}\n:::\n{{% endif %}}",
        f"{{%- if true -%}}\n::: teacher\n{{%- endif -%}}\n{secret}\n:::",
        f"::: teacher {{%- if true %}}\n{secret}\n:::{{% endif %}}",
        f"{{{{ 'x' }}}}::: teacher\n{secret}\n:::",
        f"::: teacher\n{secret}\n{{{{ ':::' }}}}\nx\n:::",
        f"{{{{ '\\n::: teacher\\n' }}}}\n{secret}\n:::",
        f"{{{{ '\\n\\n::: teacher\\n\\n'|safe }}}}\n{secret}\n\n:::",
        f"::: teacher\n{secret}\n{{{{ '\\n\\n:::\\n\\n'|safe }}}}\nopen",
    ]
    return {}, random.choice(ways)


def _files(random: Random) -> tuple[dict[str, bytes], str]:
    """Boxes that begin in one file and end in another."""
    secret = _secret(random)
    ways: list[tuple[str, str]] = [
        ("::: teacher\n", f"{{% include 'tiny/part.md' %}}\n{secret}\n:::"),
        (":::\n", f"::: teacher\n{secret}\n{{% include 'tiny/part.md' %}}"),
        (f"{secret}\n", "::: teacher\n{% include 'tiny/part.md' %}\n:::"),
        (f"{secret}\n:::\n", "::: teacher\n{% include 'tiny/part.md' %}\nx"),
        (f":::\n{secret}\n::: teacher\n", "::: teacher\nx\n{% include 'tiny/part.md' %}\nx\n:::"),
        (f"::: teacher\n{secret}\n:::\n", "{% include 'tiny/part.md' %}"),
        (
            f"{{% macro box() %}}\n::: teacher\n{secret}\n{{% endmacro %}}\n",
            "{% from 'tiny/part.md' import box %}{{ box() }}\n:::",
        ),
        (f"：：： teacher\n{secret}\n：：：\n", "{% include 'tiny/part.md' %}"),
    ]
    part, lines = random.choice(ways)
    if random.random() < 0.3 and "macro" in part:
        return {"templates/_shared/part.md": part.encode()}, "{{ box() }}\n:::"
    return {"templates/tiny/part.md": part.encode()}, lines


def _nested(random: Random) -> tuple[dict[str, bytes], str]:
    secret = _secret(random)
    return {}, random.choice(
        (
            f"::: box\n::: teacher\n{secret}\n:::\n:::",
            f"::: teacher\n::: box\nx\n:::\n{secret}\n:::",
            f"::: teacher\n::: teacher\nx\n:::\n{secret}\n:::",
            f"::: columns 2\n::: teacher\n{secret}\n:::\n:::",
            f"- x\n\n  ::: teacher\n  {secret}\n  :::",
            f"1.  x\n\n    ::: teacher\n    {secret}\n    :::",
            f"> ::: teacher\n> {secret}\n> :::",
            f"- x\n::: teacher\n{secret}\n:::\n- y",
            f"::: teacher\n\n    {secret}\n\n:::",
            f"::: teacher\n::: lines 2\n{secret}\n:::",
            f"::: teacher\n::: new-page\n{secret}\n:::",
            f"::: teacher\n::: name-line a | b\n{secret}\n:::",
            f"::: teacher\n```\n:::\n```\n{secret}\n:::",
            f"::: teacher\n<!--\n:::\n-->\n{secret}\n:::",
            f"::: teacher\n| a |\n|---|\n:::\n{secret}\n:::",
            f"::: source\n::: teacher\n{secret}\n:::\n:::\n",
        )
    )


def _joined(random: Random) -> tuple[dict[str, bytes], str]:
    """Lines that join when something between them is filled in or taken away."""
    secret = _WORDS[0]
    return {}, random.choice(
        (
            f":{{# x #}}:: teacher\n{secret}\n:::",
            f"::{{{{ '' }}}}: teacher\n{secret}\n:::",
            f"::: {{{{ 'teach' }}}}er\n{secret}\n:::",
            f"{{% for c in '::: teacher' %}}{{{{ c }}}}{{% endfor %}}\n{secret}\n:::",
            f"::: teacher\\\n{secret}\n:::",
            f"::: teacher{{{{ '\\n' }}}}{secret}\n:::",
            f"{{{{ ':::'|safe }}}} teacher\n{secret}\n{{{{ ':::'|safe }}}}",
            f"{{% set b = '::: teacher' %}}{{{{ b|safe }}}}\n{secret}\n:::",
            f"::: teacher\n{secret}{{{{ '\\n' }}}}:::",
            f"{{{{ unit.title }}}} ::: teacher\n{secret}\n:::",
            f"{{{{ t('::: teacher', '::: teacher') }}}}\n{secret}\n{{{{ t(':::', ':::') }}}}",
            f"{{{{ _('Timeline') }}}}\n::: teacher\n{secret}\n:::",
        )
    )
