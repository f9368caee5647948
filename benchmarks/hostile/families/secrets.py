"""What is the teacher's alone, by every filter, test, operator and statement: two runs whose secrets differ must not differ."""

from __future__ import annotations

from random import Random

from benchmarks.hostile import sheets
from benchmarks.hostile.nouns import Case, Files
from benchmarks.hostile.stage import SMALL

SOURCE, QUESTIONS = "seeds/ferry/source.yaml", "seeds/ferry/questions.yaml"
FIELDS = [
    *(
        "unit.source.unit.minutes",
        "unit.source.unit.care",
        "unit.source.unit.aims",
        "unit.source.unit.aims[0]",
        "unit.source.unit.care[lang]",
        "unit.source.unit.care.en",
    ),
    *(
        "unit.questions.questions[0].look_for",
        "unit.questions.questions[0].look_for[0]",
        "unit.questions.questions[1].look_for[0][lang]",
        "unit.questions.questions[0].minutes",
    ),
    *(
        "unit.questions.questions[0].ask",
        "unit.questions.questions[0].allow",
        "unit.source.ask",
        "unit.source.allow",
        "unit.source.allow.values()|list",
        "unit.questions.questions[1].minutes",
    ),
    *(
        "unit.timeline.events[0].ask",
        "unit.timeline.events[0].allow",
        "unit.vocabulary.terms[0].allow",
        "unit.actors.actors[0].ask",
        "(unit.questions.questions|last).minutes",
    ),
]
LISTS = [
    "unit.questions.questions",
    "unit.questions.questions|list",
    "unit.timeline.events",
    "[unit.source, unit.source]",
    "[unit.source.unit]",
    "unit.questions.questions|map(attribute='minutes')|list",
    "unit.questions.questions|map(attribute='look_for')|list",
    "unit.questions.questions|map(attribute='look_for')|sum(start=[])",
    "[unit]",
    "(unit.questions.questions, unit.source)",
    "{'a': unit.source.unit.minutes}",
    "dict(a=unit.source.unit.care)",
    "[unit.source.unit.care, unit.source.unit.minutes]",
]
HOLDERS = [
    "unit",
    "unit.source",
    "unit.source.unit",
    "unit.questions",
    "unit.questions.questions[0]",
    "unit.timeline.events[0]",
    "unit.actors",
    "unit.places",
    "unit.is_open",
    "unit.vocabulary.terms[0]",
]
FILTERS = "abs attr batch capitalize center count d default dictsort e escape filesizeformat first float forceescape format groupby indent int items join last length list lower map max min pprint random reject rejectattr replace reverse round safe select selectattr slice sort string striptags sum title tojson trim truncate unique upper urlencode urlize wordcount wordwrap xmlattr particle".split()
TESTS = "boolean callable defined divisibleby eq equalto escaped even false filter float ge gt greaterthan in integer iterable le lessthan lower lt mapping ne none number odd sameas sequence string test true undefined upper".split()
OPERATORS = ["not in", "is", "is not", *"+ - * / // % ** ~ == != < > <= >= in and or".split()]
ARGUMENTS = [
    "",
    "",
    "(1)",
    "('a')",
    "(attribute='minutes')",
    "('minutes')",
    "('look_for')",
    "('minutes', 'gt', 4)",
    "('a', 'b')",
    "(2)",
    "('minutes', 'divisibleby', 2)",
    "(attribute='look_for.0.en')",
    "('x', true)",
    "(3, 'x')",
    "(lang)",
    "(attribute='minutes', start=1)",
    "(by='value')",
    "('care')",
    "('look_for.0')",
]
METHODS = [
    "upper()",
    "encode('utf-8')",
    "translate({97: 'b'})",
    "split()",
    "split()[0]",
    "replace('a', 'b')",
    "strip()",
    "startswith('S')",
    "find('a')",
    "count('a')",
    "format(1)",
    "join('ab')",
    "zfill(90)",
    "partition(' ')",
    "isalpha()",
    "bit_length()",
    "to_bytes(2, 'big')",
    "conjugate()",
    "real",
    "numerator",
    "__len__()",
    "__str__()",
    "__hash__()",
    "as_integer_ratio()",
    "values()",
    "items()",
    "keys()",
    "get('en')",
    "en",
    "ko",
    "lang",
    "index(1)",
    "_words",
    "__eq__(1)",
    "__class__",
    "__dict__",
    "casefold()",
    "splitlines()",
    "ljust(200)",
    "expandtabs()",
]


def cases(random: Random) -> Case:
    make = random.choice(
        (
            _field_filter,
            _field_filter,
            _test,
            _operator,
            _statement,
            _statement,
            _list_filter,
            _list_filter,
            _method,
            _place,
            _place,
            _call,
            _holder,
            _slice,
            _elsewhere,
        )
    )
    lines = make(random)
    template = random.choice(
        (sheets.around(lines), sheets.around(lines), _in_a_macro(lines), _in_a_section_name(lines))
    )
    files: dict[str, bytes | None] = {
        sheets.HANDOUT: template,
        sheets.COURSE_FILE: sheets.course(formats=sheets.output_format(random)),
    }
    asks = random.random() < 0.3
    first, second = variants(random, asks)
    command = ("build", "--draft") if asks else ("build",)
    return Case(
        kind=make.__name__.strip("_"),
        commands=(command,),
        files={**files, **first},
        twin=second,
        blames=r"\.(?:md|yaml):\d+",
    )


def variants(random: Random, asks: bool) -> tuple[Files, Files]:
    """The unit twice, with other secrets: other values of one length, other lengths, other counts, or none at all."""
    kind = random.randrange(4)
    second = [_values, _lengths, _counts, _absence][kind]
    return _with(asks, _first()), _with(asks, second())


def _first() -> dict[str, str]:
    return {
        "minutes": "46",
        "care": 'care: {ko: "비밀 하나 가나다라", en: "Secret alpha bravo"}',
        "aims": '- {ko: "목표 하나", en: "Aim alpha"}',
        "look": '- {ko: "비밀 하나 가나다라", en: "Secret alpha bravo"}',
        "q": "4",
        "note": "first-secret",
    }


def _values() -> dict[str, str]:
    return {
        "minutes": "93",
        "care": 'care: {ko: "다른 둘도 마바사아", en: "Others delta gamma"}',
        "aims": '- {ko: "뜻은 두울", en: "Aim gamma"}',
        "look": '- {ko: "다른 둘도 마바사아", en: "Others delta gamma"}',
        "q": "9",
        "note": "other-answer",
    }


def _lengths() -> dict[str, str]:
    return {
        "minutes": "5",
        "care": 'care: {ko: "짧다", en: "Short."}',
        "aims": '- {ko: "목표는 훨씬 더 길다", en: "A much longer aim than before"}',
        "look": '- {ko: "길게 쓴 답이 여기에 있다", en: "A rather long answer stands here"}',
        "q": "120",
        "note": "n",
    }


def _counts() -> dict[str, str]:
    return {
        **_values(),
        "aims": "\n    ".join(f'- {{ko: "목표 {n}", en: "Aim {n}"}}' for n in range(4)),
        "look": "\n      ".join(f'- {{ko: "답 {n}", en: "Answer {n}"}}' for n in range(3)),
    }


def _absence() -> dict[str, str]:
    return {**_values(), "care": "", "aims": "[]", "note": "x"}


def _with(asks: bool, values: dict[str, str]) -> Files:
    source = SMALL[SOURCE].decode()
    source = source.replace("minutes: 45", f"minutes: {values['minutes']}")
    lines = source.splitlines()
    lines = [f"  {values['care']}" if line.startswith("  care:") else line for line in lines]
    at = lines.index("  aims:")
    lines[at : at + 2] = ["  aims: []"] if values["aims"] == "[]" else ["  aims:", f"    {values['aims']}"]
    source = "\n".join(lines) + "\n"
    source += f"allow: {{numbers-agree: {values['note']}}}\n"
    questions = SMALL[QUESTIONS].decode().replace("minutes: 3", f"minutes: {values['q']}")
    first = questions.index("      - {ko")
    questions = questions[:first] + f"      {values['look']}\n" + questions[questions.index("\n", first) + 1 :]
    if asks:
        source += f"ask: [{values['note']}]\n"
        questions = questions.replace("    lines: 2\n", f"    lines: 2\n    ask: [{values['note']} why]\n")
    return {SOURCE: source.encode(), QUESTIONS: questions.encode()}


def _shown(expression: str) -> str:
    return "{{ " + expression + " }}"


def _field_filter(random: Random) -> str:
    chain = "".join(f"|{random.choice(FILTERS)}{random.choice(ARGUMENTS)}" for _ in range(random.choice((1, 1, 2))))
    return _shown(f"{random.choice(FIELDS)}{chain}")


def _list_filter(random: Random) -> str:
    chain = "".join(f"|{random.choice(FILTERS)}{random.choice(ARGUMENTS)}" for _ in range(random.choice((1, 1, 2))))
    return _shown(f"({random.choice(LISTS)}){chain}{random.choice(('', '|list', '|length', '|string'))}")


def _test(random: Random) -> str:
    test = (
        f"is {random.choice(('', 'not '))}{random.choice(TESTS)}{random.choice(('', '(1)', '(4)', '([4])', '(none)'))}"
    )
    return random.choice(
        (
            _shown(f"{random.choice(FIELDS)} {test}"),
            f"{{% if {random.choice(FIELDS)} {test} %}}yes{{% endif %}}",
            _shown(f"{random.choice(LISTS)}|select('{random.choice(TESTS)}')|list|length"),
        )
    )


def _operator(random: Random) -> str:
    field, operator = random.choice(FIELDS), random.choice(OPERATORS)
    other = random.choice(
        ("4", "46", "'a'", "[4]", "'Secret alpha bravo'", "none", "1.5", "range(50)", "{}", random.choice(FIELDS))
    )
    return _shown(
        random.choice(
            (
                f"{field} {operator} {other}",
                f"{other} {operator} {field}",
                f"1 if {field} {operator} {other} else 2",
                f"not {field}",
                f"-{field}",
                f"({field} {operator} {other})|string",
                f"'x' * {field}",
                f"range({field})|length",
                f"[{field}] == [46]",
                f"{{46: 1}}[{field}]",
                f"['a', 'b', 'c'][{field} % 3]",
                f"'%s' % ({field},)",
            )
        )
    )


def _statement(random: Random) -> str:
    field, items = random.choice(FIELDS), random.choice(LISTS)
    ways = [
        f"{{% if {field} %}}yes{{% else %}}no{{% endif %}}",
        f"{{% for x in {field} %}}x{{% endfor %}}",
        f"{{% for x in {field} %}}x{{% else %}}none{{% endfor %}}",
        f"{{% set x = {field} %}}{{{{ x }}}}",
        f"{{% set x %}}{{{{ {field} }}}}{{% endset %}}{{{{ x }}}}",
        f"{{% with x = {field} %}}{{{{ x }}}}{{% endwith %}}",
        f"{{% set ns = namespace(x={field}) %}}{{{{ ns.x }}}}",
        f"{{% filter upper %}}{{{{ {field} }}}}{{% endfilter %}}",
        f"{{% for q in {items} %}}{{{{ q.minutes }}}}{{% endfor %}}",
        f"{{% for q in {items} if q.minutes > 4 %}}{{{{ loop.index }}}}{{% endfor %}}",
        f"{{% for q in {items}|sort(attribute='minutes') %}}{{{{ q.id }}}}{{% endfor %}}",
        f"{{% for k, g in {items}|groupby('minutes') %}}{{{{ g|length }}}}{{% endfor %}}",
        f"{{% for q in {items} %}}{{{{ loop.changed(q.minutes) }}}}{{% endfor %}}",
        f"{{% set c = cycler({field}) %}}{{{{ c.next() }}}}",
        f"{{% macro m(x={field}) %}}{{{{ x }}}}{{% endmacro %}}{{{{ m() }}}}",
        f"{{% macro m(x) %}}{{{{ x }}}}{{{{ varargs }}}}{{% endmacro %}}{{{{ m({field}, {field}) }}}}",
        f"{{% call(x) table([1], ['a'], {{'a': {{'head': {field}, 'width': 1}}}}, 1) %}}{{{{ x }}}}{{% endcall %}}",
        f"{{% macro m() %}}{{{{ caller({field}) }}}}{{% endmacro %}}{{% call(x) m() %}}{{{{ x }}}}{{% endcall %}}",
        f"{{% block b %}}{{{{ {field} }}}}{{% endblock %}}",
        f"{{% include {field} ignore missing %}}x",
        f"{{% set teacher = true %}}{{% if teacher %}}{{{{ {field} }}}}{{% endif %}}",
        "{% set edition = 'teacher' %}{{ at_a_glance() }}",
        "{{ at_a_glance()|replace('::: teacher', '::: box') }}",
        "{{ numbered_question(1, unit.questions.questions[0])|replace('teacher', 'box') }}",
        "{% set x %}{{ at_a_glance() }}{% endset %}{{ x|striptags }}",
        "{% filter replace('::: teacher', '') %}\n::: teacher\n{{ unit.source.unit.care }}\n:::\n{% endfilter %}",
        "{% set x %}\n::: teacher\n{{ unit.source.unit.minutes }}\n:::\n{% endset %}{{ x|length }}",
        "{% set x %}\n::: teacher\n{{ unit.source.unit.care }}\n:::\n{% endset %}{{ x[14:40] }}",
        "{{ (questions_by_level(unit.questions.questions)|string)[::2] }}",
        "{{ at_a_glance()|wordcount }}",
        "{{ at_a_glance().split('**')|list|length }}",
        f"{{% autoescape false %}}{{{{ {field} }}}}{{% endautoescape %}}",
        f"{{% for x in range({field}) %}}.{{% endfor %}}",
        f"{{% set m = {{46: 'a'}} %}}{{{{ m.get({field}, 'b') }}}}",
        "{{ unit.questions.questions|rejectattr('minutes', 'odd')|map(attribute='id')|join }}",
        "{{ unit.questions.questions|max(attribute='minutes')|attr('id') }}",
        "{{ (unit.questions.questions|sort(attribute='look_for'))[0].id }}",
        "{{ unit.questions.questions|unique(attribute='minutes')|list|length }}",
        "{{ unit.questions.questions|selectattr('ask')|list|length }}",
        "{{ unit.questions.questions|map(attribute='allow')|map('length')|list }}",
    ]
    return random.choice(ways)


def _method(random: Random) -> str:
    return _shown(
        f"{random.choice(FIELDS)}.{random.choice(METHODS)}{random.choice(('', '|string', '|list', '|length'))}"
    )


def _slice(random: Random) -> str:
    field = random.choice(
        (
            "unit.source.unit.care[lang]",
            "unit.source.unit.care.ko",
            "unit.questions.questions[0].look_for[0][lang]",
            "unit.source.unit.aims[0].en",
            "unit.source.unit.minutes|string",
            "unit.source.ask[0]",
        )
    )
    cut = random.choice(
        (
            "[::2]",
            "[::-1]",
            "[0]",
            "[:3]",
            "[1:]",
            "[-1]",
            "[5:1:-1]",
            "[0] == chr",
            "|list",
            "|batch(2)|list",
            "|slice(2)|list",
            "|reverse",
            "|first",
            "|last",
            '|map("upper")|join',
            '|join("-")',
            "|unique|join",
            "|sort|join",
            "|urlencode",
            "|e|e",
            "|length",
            "|wordcount",
        )
    )
    return _shown(f"({field}){cut}")


def _place(random: Random) -> str:
    """A secret where no eye looks: addresses, alternative texts, names, notes, languages, widths."""
    field = random.choice(FIELDS)
    shown = (
        "{{ "
        + random.choice(
            (field, f"{field}|urlencode", f"{field}|string|replace(' ', '-')", f"{field}|safe", f"{field} ~ ''")
        )
        + " }}"
    )
    return random.choice(
        [
            f"[x](https://x.kr/{shown})",
            f"<https://x.kr/{shown}>",
            f"[x](#{shown})",
            f"[x](mailto:{shown})",
            f"![{shown}](p.png)",
            f"![x]({shown}.png)",
            f"![x](p.png){{width={shown}}}",
            f"[x]{{lang={shown}}}",
            f"[x]{{.{shown}}}",
            f"text[^1]\n\n[^1]: {shown}",
            f"text[^{shown}]\n\n[^{shown}]: x",
            f"::: {shown}\nx\n:::",
            f"::: lines {shown}",
            f"::: name-line {shown}",
            f"::: columns {shown}\nx\n:::",
            f"::: table {shown} 1\n| a | b |\n|---|---|\n| c | d |\n:::",
            f"| a | b |\n|---|---|\n| {shown} | x |",
            f"## {shown}",
            f"### x {shown}",
            f"> x\n> — {shown}",
            f"{shown}. x",
            f"- {shown}",
            f"**{shown}**",
            f"<!-- {shown} -->",
            f"<!-- section: s{shown} -->",
            f"`{shown}`",
            f"\\{shown}",
            f"&#{shown};",
            f"[x]: https://x.kr/{shown}\n\n[x]",
            f"    {shown}",
            f"{shown}" + "{.muted}",
            f"::: box\n::: teacher\nx\n:::\n{shown}\n:::",
            f"::: teacher\nx\n:::{shown}",
            f"::: teacher\nx\n{shown}:::\n",
            f"::: box {shown}\nx\n:::",
            f"<br>{shown}",
            f"[{shown}](https://x.kr)",
        ]
    )


def _call(random: Random) -> str:
    field = random.choice(FIELDS)
    ways = [
        f"t({field}, {field})",
        f"t('x', {field})",
        f"_({field})",
        f"_('about {{minutes}} min', minutes={field})",
        f"date({field})",
        f"time({field})",
        f"number({field})",
        f"listing({field})",
        f"listing([{field}])",
        f"country({field})",
        f"romanised({field})",
        f"korean({field})",
        f"english({field})",
        f"{field}|particle('은/는')",
        f"'x'|particle({field})",
        f"unknown_column({field}, ['a'])",
        f"unknown_column('a', {field})",
        f"cycler({field}).next()",
        f"joiner({field})",
        f"namespace(a={field}).a",
        f"dict(a={field})",
        f"[{field}]",
        f"({field},)|string",
        f"range({field})|list",
        f"lipsum({field})",
        f"background({field})",
        f"anchors({field})",
        f"term_level({field})",
        f"thinking_level({field})",
        f"numbered_question({field}, unit.questions.questions[0])",
        f"characters({field})",
        f"unit.title[{field}]",
        f"unit.actor_names[{field}]",
        f"moment({field})",
        f"dates({field}, {field})",
        f"'{{0}}'.format({field})",
        f"'{{:5}}'.format({field})",
        f"'{{x}}'.format(x={field})",
        f"'%s %d' % ({field}, 1)",
        f"'%s'|format({field})",
        f"''.join([{field}])",
        f"'abc'.replace('b', {field})",
        f"'abc'.center({field})",
        f"'abc'[:{field}]",
        f"'abcdefgh'.find({field})",
        f"[1, {field}]|max",
        f"[{field}, 50]|sort",
        f"[{field}]|sum",
        f"[{field}]|join(',')",
        f"[{field}]|tojson",
        f"{{{field}: 1}}",
        f"{{'a': {field}}}|xmlattr",
        f"{{'a': {field}}}|urlencode",
        f"5|default({field})",
        f"none|default({field}, true)",
        f"1.5|round({field})",
        f"'a b c'|truncate({field})",
        f"'abc'|indent({field})",
    ]
    return _shown(random.choice(ways))


def _holder(random: Random) -> str:
    """A thing that has secrets inside, printed, counted or compared as a whole."""
    holder = random.choice(HOLDERS)
    return _shown(
        random.choice(
            (
                f"{holder}",
                f"{holder}|string",
                f"{holder}|string|length",
                f"{holder}|pprint",
                f"{holder}|tojson",
                f"{holder}|list",
                f"{holder}|length",
                f"'%s' % ({holder},)",
                f"'{{0}}'.format({holder})",
                f"'{{0.minutes}}'.format({holder})",
                f"{holder} ~ ''",
                f"[{holder}]|string",
                f"{holder} == {holder}",
                f"{holder}.__hash__()",
                f"{holder}.__repr__()",
                f"{holder}|urlencode",
                f"{holder}|e",
                f"{holder}|join",
                f"({holder}, 1)|join",
                f"{holder} < {holder}",
                f"[{holder}]|sort",
                f"[{holder}, {holder}]|unique|list|length",
                f"{holder}|items|list",
                f"{holder}|attr('minutes')",
                f"{holder}['minutes']",
                f"{holder}.minutes.real",
                f"{holder}|hash",
                f"{holder}.places['questions.when.minutes']",
                "unit.places|string",
                "unit.places|length",
                "unit.places['questions.when.minutes'][1]",
                "unit.is_open",
                "unit.places.keys()|list",
                "(unit.places|list|string)[:900]",
                "unit.source.unit.aims|length",
                "unit.places|select('in', ['source.unit.care'])|list|length",
            )
        )
    )


def _elsewhere(random: Random) -> str:
    """The unit's own files as templates, and words out of the teacher's boxes of other files."""
    return random.choice(
        [
            "{% include '../../seeds/ferry/source.yaml' %}",
            "{% include 'tiny/up.md' %}",
            "{% import '_shared/parts.md' as p with context %}{{ p.at_a_glance() }}",
            "{% from '_shared/questions.md' import numbered_question with context %}{{ numbered_question(1, unit.questions.questions[0]) }}",
            "{{ questions_by_level(unit.questions.questions, lines=unit.source.unit.minutes) }}",
            "{{ questions_by_level(unit.questions.questions) }}",
            "{{ numbered_question(unit.source.unit.minutes, unit.questions.questions[0]) }}",
            "{{ at_a_glance() }}",
            "{{ macros.at_a_glance() }}",
            "{% for m in macros.values() %}{{ m.name }}{% endfor %}",
            "{{ origin(unit.questions.questions[0]) }}",
            "{{ table(unit.questions.questions, ['a'], {'a': {'head': 'x', 'width': 1}}, numbered_question) }}",
            "{{ table(unit.questions.questions, ['a'], {'a': {'head': 'x', 'width': unit.source.unit.minutes}}, origin) }}",
        ]
    )


def _in_a_macro(lines: str) -> bytes:
    return b"{% macro secret() %}\n" + lines.encode() + b"\n{% endmacro %}\n" + sheets.around("{{ secret() }}")


def _in_a_section_name(lines: str) -> bytes:
    return sheets.around("x").replace(
        b"# {{ unit.title }}", b"# {{ unit.title }} " + lines.encode().replace(b"\n", b" ")
    )
