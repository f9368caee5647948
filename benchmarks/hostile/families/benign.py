"""What teachers really write: units, look-fors, templates and files of many styles. All of it has to be accepted."""

from __future__ import annotations

from random import Random

import yaml

from benchmarks.hostile import sheets, styles
from benchmarks.hostile.families.pictures import png
from benchmarks.hostile.nouns import Case, Files
from benchmarks.hostile.stage import SMALL

_NOUNS_KO = [
    "군수",
    "여객선",
    "요금",
    "노조",
    "주민",
    "항구",
    "예산",
    "승객",
    "선원",
    "계획",
    "일손",
    "표",
    "섬",
    "정부",
    "병원",
    "학교",
    "시장",
    "물가",
    "법",
    "의회",
]
_VERBS_KO = [
    "설명한다",
    "걱정한다",
    "반긴다",
    "나눈다",
    "따진다",
    "살핀다",
    "비교한다",
    "말한다",
    "적는다",
    "찾는다",
    "묻는다",
    "고른다",
]
_NOUNS = [
    "governor",
    "ferry",
    "fare",
    "union",
    "resident",
    "harbor",
    "budget",
    "passenger",
    "crew",
    "plan",
    "ticket",
    "island",
    "state",
    "clinic",
    "school",
    "market",
    "price",
    "law",
    "council",
    "boat",
]
_MONTHS = "January February March April May June July August September October November December".split()
_VERBS = [
    "explains",
    "worries about",
    "welcomes",
    "weighs",
    "looks at",
    "compares",
    "names",
    "finds",
    "asks about",
    "chooses",
    "shares",
    "needs",
]


def cases(random: Random) -> Case:
    return random.choice(
        (_unit, _unit, _unit, _unit, _styled, _template, _template, _template, _large, _course, _markup, _dates)
    )(random)


def _accepted(kind: str, random: Random, files: Files) -> Case:
    formats = sheets.output_format(random)
    course = {
        sheets.COURSE_FILE: sheets.course(
            languages=random.choice(("en", "ko", "ko, en")),
            editions=random.choice(("student", "student", "student, teacher")),
            formats=formats,
        )
    }
    return Case(kind=kind, commands=(("build",),), files={**course, **files}, must="accept")


def _ko(random: Random, words: int = 5) -> str:
    return (
        " ".join(random.choice(_NOUNS_KO) + random.choice(("의", "에", "도", "만", "와", "까지")) for _ in range(words))
        + f" {random.choice(_VERBS_KO)}."
    )


def _en(random: Random, words: int = 3) -> str:
    return (
        f"The {random.choice(_NOUNS)} "
        + " and the ".join(f"{random.choice(_VERBS)} the {random.choice(_NOUNS)}" for _ in range(words))
        + "."
    )


def _texts(random: Random) -> tuple[str, str]:
    size = random.choice((1, 2, 4))
    return _ko(random, size), _en(random, size)


def _pair(random: Random) -> str:
    ko, en = _texts(random)
    return f'{{ko: "{ko}", en: "{en}"}}'


def _unit(random: Random) -> Case:
    """Random events, questions and look-fors; what the teacher looks for may be much like what the students read."""
    return _accepted("unit", random, {**unit(random, random.choice((1, 3, 8, 20))), **template(random)})


def unit(random: Random, size: int) -> dict[str, bytes | None]:
    """Three of the seven files, with `size` items each. Look-fors repeat, join and begin like what students read."""
    events, lines, dates = [], [], []
    for n in range(size):
        year, month, day = random.randint(1890, 2025), random.randint(1, 12), random.randint(1, 28)
        ko, en = _ko(random, random.choice((1, 2, 4))), _en(random, random.choice((1, 2)))
        events.append((year, month, day, ko, en))
        date = random.choice((f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}"))
        dates.append(date)
        lines.append(
            f'  - id: e{n}\n    date: {date}\n    text: {{ko: "{ko}", en: "{en}"}}\n    source: [p{random.randint(1, 6)}]\n'
        )
    order = sorted(range(size), key=lambda n: dates[n])
    questions = []
    for n in range(size):
        points = [_look_for(random, random.choice(events)) for _ in range(random.choice((1, 2, 4)))]
        inner = "".join(f'      - {{ko: "{ko}", en: "{en}"}}\n' for ko, en in points)
        level = random.choice(("remember", "understand", "apply", "analyze", "evaluate", "create"))
        questions.append(
            f"  - id: q{n}\n    level: {level}\n    text: {_pair(random)}\n    look_for:\n{inner}    minutes: {random.randint(1, 20)}\n    lines: {random.randint(0, 6)}\n    source: [p{random.randint(1, 6)}]\n"
        )
    made = {
        "timeline": "events:\n" + "".join(lines[n] for n in order),
        "questions": "questions:\n" + "".join(questions),
    }
    source = SMALL["seeds/ferry/source.yaml"].decode()
    minutes = sum(
        int(line.split(":")[1]) for text in questions for line in text.splitlines() if line.startswith("    minutes:")
    )
    source = source.replace("minutes: 45", f"minutes: {minutes + random.choice((0, 10, 100))}")
    return {
        **{f"seeds/ferry/{name}.yaml": text.encode() for name, text in made.items()},
        "seeds/ferry/source.yaml": source.encode(),
    }


def _look_for(random: Random, event: tuple[int, int, int, str, str]) -> tuple[str, str]:
    year, month, day, ko, en = event
    day = max(day, 11)  # a small number is a word in many languages
    return random.choice(
        (
            lambda: (f"{year}년 {month}월 {day}일: {ko}", f"{_MONTHS[month - 1]} {day}, {year}: {en}"),
            lambda: (f"{year}년 {ko}", f"{year}: {en}"),
            lambda: (ko, en),
            lambda: (_ko(random), _en(random)),
            lambda: (f"{ko} {_ko(random)}", f"{en} {_en(random)}"),
            lambda: (random.choice(_NOUNS_KO), random.choice(_NOUNS)),
            lambda: (
                f"{random.choice(_NOUNS_KO)}, {random.choice(_NOUNS_KO)}",
                f"{random.choice(_NOUNS)}, {random.choice(_NOUNS)}",
            ),
            lambda: (f"{day}", f"{day}"),
            lambda: (f"{year}년", f"{year}"),
            lambda: (ko.rstrip("."), en.rstrip(".")),
            lambda: (f"{ko} 이 점을 살핀다.", f"{en} See that they say so."),
        )
    )()


def template(random: Random) -> dict[str, bytes | None]:
    parts = random.sample(_PARTS, random.choice((2, 4, 7)))
    return {
        sheets.HANDOUT: sheets.around("\n\n".join(parts)),
        "templates/tiny/p.png": png(40, 30),
        "templates/_shared/mine.md": b"{% macro mine(x) %}\n**{{ x }}**\n{% endmacro %}\n",
    }


_PARTS = [
    "{{ timeline_table(unit.timeline.events) }}",
    "{{ questions_by_level(unit.questions.questions) }}",
    "{{ questions_by_level(unit.questions.questions, lines=false) }}",
    "{{ at_a_glance() }}",
    "{{ background(unit.background.paragraphs) }}",
    "{{ actor_table(unit.actors.actors, ['name', 'role', 'position', 'relations', 'where']) }}",
    "{{ romanised_names(unit.actors.actors) }}",
    "{{ vocabulary_table(unit.vocabulary.terms, ['badge', 'characters', 'meaning', 'example_ko']) }}",
    "{{ vocabulary_table(unit.vocabulary.terms, ['word', 'hanja', 'rr', 'en', 'pos', 'level', 'definition', 'example', 'where']) }}",
    "{{ quotations(unit.quotes.quotes) }}",
    "{{ source_card(unit.article) }}",
    "{{ original_note(unit.vocabulary) }}\n\n{{ levels_note(unit.vocabulary) }}",
    "{{ name_line() }}",
    "{% for term in unit.vocabulary.terms %}\n- {{ term.term.ko }} – {{ term.term.en }}\n{% endfor %}",
    "{% for event in unit.timeline.events|sort(attribute='id')|reverse %}\n- **{{ date(event.date) }}** {{ event.text }}\n{% endfor %}",
    "{{ unit.vocabulary.terms|map(attribute='term.ko')|join(', ') }}",
    "{{ unit.vocabulary.terms|selectattr('level', 'equalto', 'intermediate')|list|length }}",
    "{{ unit.title[lang]|upper }}",
    "{{ unit.title[lang]|replace('F', 'f')|title }}",
    "{% set terms = unit.vocabulary.terms|list %}{{ terms|length }} {{ terms[0].term.en|capitalize }}",
    "{% for level, terms in unit.vocabulary.terms|groupby('level') %}\n**{{ term_level(level) }}:** {% for term in terms %}{{ term.term }}{% if not loop.last %}, {% endif %}{% endfor +%}\n\n{% endfor %}",
    "{% for actor in unit.actors.actors if actor.kind == 'person' %}\n{{ loop.index }}. {{ actor.name }} ({{ actor.role }})\n{% endfor %}",
    "{% for row in unit.questions.questions|batch(2) %}\n- {% for q in row %}{{ q.text }} {% endfor +%}\n{% endfor %}",
    "{% if lang == 'ko' %}\n모르는 낱말에 밑줄을 그으며 읽으세요.\n{% else %}\nUnderline what you do not know.\n{% endif %}",
    "{% if teacher %}\nFor you: read this first.\n{% endif %}",
    "{% if not teacher %}\nFor students.\n{% endif %}",
    "::: teacher\n{{ t('짝과 이야기하게 하세요.', 'Let pairs talk.') }}\n\n{{ unit.source.unit.care }}\n\n- {{ unit.source.unit.minutes }}\n:::",
    "::: teacher\n{% for aim in unit.source.unit.aims %}\n- {{ aim }}\n{% endfor %}\n:::",
    "::: teacher\n{% for q in unit.questions.questions %}\n{{ loop.index }}. {% for point in q.look_for %}{{ point }} {% endfor %}({{ q.minutes }})\n{% endfor %}\n\n{{ unit.questions.questions|sum(attribute='minutes') }}\n:::",
    "{% for q in unit.questions.questions %}\n{{ loop.index }}.  {{ q.text }}\n\n    ::: lines {{ q.lines or 2 }}\n\n    ::: teacher\n    {{ q.look_for[0] }}\n    :::\n\n{% endfor %}",
    "{% if teacher %}\n::: teacher\nOnly here: {{ unit.source.unit.minutes }}\n:::\n{% endif %}",
    "::: box\n**{{ t('도움말', 'Hint') }}** {{ t('한자를 보세요.', 'Look at the hanja.') }}\n:::",
    "::: columns 2\n\n{{ background(unit.background.paragraphs) }}\n\n:::",
    "![{{ t('그림', 'A picture') }}](p.png){width=50}",
    "{{ t('낱말은', 'Look it up in the') }} [{{ t('사전', 'dictionary') }}](https://stdict.korean.go.kr)",
    "[{{ t('보기', 'See') }}](#all)",
    "{{ t('조약.', 'A treaty.') }}[^t]\n\n[^t]: {{ t('약속.', 'A promise.') }}",
    "| {{ t('날짜', 'Date') }} | {{ t('할 일', 'To do') }} |\n|---|---|\n| 3/4 | {{ t('읽기', 'Read') }} |\n| 3/5 | 10:30 |",
    "::: new-page\n\n{{ t('다음', 'Next') }}",
    "::: lines 4",
    "> {{ unit.quotes.quotes[0].text }}\n>\n> — {{ unit.quotes.quotes[0].speaker }}",
    "{{ mine(unit.title) }}",
    "{% macro own(words) %}*{{ words }}*{% endmacro %}{{ own(unit.title[lang]) }}",
    "{% set n = namespace(sum=0) %}{% for q in unit.questions.questions %}{% set n.sum = n.sum + q.lines %}{% endfor %}{{ n.sum }}",
    "{{ number(1397) }} {{ listing(['a', 'b', 'c']) }} {{ country('KR') }} {{ country('RU')|particle('을/를') }} {{ korean('條約') }} {{ romanised('joyak') }}",
    "{{ moment(unit.article.posted) }} {{ time('14:00') }}",
    "{{ _('Timeline') }}: {{ dates(unit.timeline.events[0].date, unit.timeline.events[-1].date) }}",
    "{{ loop_free|default('–') }}",
    "{{ '%s – %s'|format(unit.title.ko, unit.title.en) }}",
    "{{ '%02d' % 7 }} {{ '{}: {}'.format(1, 2) }} {{ 'x'|center(9) }}|",
    "{{ range(1, 6)|join(' · ') }} {{ 'abc'|list|join('-') }}",
    "{{ unit.title[lang][:20] }} {{ unit.title[lang]|truncate(20) }} {{ unit.title[lang]|wordcount }} {{ unit.title[lang]|length }}",
    "{{ (unit.article.words / 200)|round|int }} {{ unit.article.words // 100 }} {{ unit.article.words * 2 }} {{ 2 ** 3 }}",
    "{% for a in range(3) %}{% for b in range(3) %}{{ a * b }} {% endfor %}{% endfor %}",
    "{% filter upper %}abc{% endfilter %} {% set x %}y{% endset %}{{ x }}",
    "{{ ['b', 'a']|sort|first }} {{ [3, 1]|max }} {{ [1, 2]|sum }} {{ ['a', 'a']|unique|list|length }}",
    "{{ cycler('odd', 'even').next() }} {{ dict(a=1)['a'] }} {{ {'x': 'y'}.x }}",
    "2 : 3 = 4 : 6, A::B, x :) 12:30",
    "10:30 – 11:00",
    "{% with total = unit.questions.questions|length %}{{ total }}{% endwith %}",
    "{% for q in unit.questions.questions|sort(attribute='lines', reverse=true) %}{{ q.lines }} {% endfor %}",
    "{{ unit.article.url or '–' }}",
    "{{ unit.questions.questions[0].source|join(', ') }} {{ 'p1' in unit.questions.questions[0].source }}",
    "{{ unit.actor_names['union'] }} {{ unit.languages|join('/') }} {{ course.name }} {{ course.key }} {{ unit.name }} {{ edition }}",
]


def _styled(random: Random) -> Case:
    """The same unit in other hands: quotes, brackets, block texts, remarks, wide steps, Windows' ends of lines."""
    habit = styles.style(random, mild=True)
    files: dict[str, bytes | None] = {}
    for name, data in SMALL.items():
        if name.startswith("seeds/"):
            styled = habit.dump(data.decode())
            made = (styled if _same(styled, data.decode()) else data.decode()).encode()
            made = made.replace(b"\n", b"\r\n") if random.random() < 0.2 else made
            files[name] = b"\xef\xbb\xbf" + made if random.random() < 0.15 else made
    return _accepted("styled", random, files)


def _same(styled: str, plain: str) -> bool:
    """Whether a file says the same in its other style: a remark within a block text would be text."""
    try:
        return bool(yaml.load(styled, Loader=yaml.BaseLoader) == yaml.load(plain, Loader=yaml.BaseLoader))
    except yaml.YAMLError:
        return False


def _template(random: Random) -> Case:
    return _accepted("template", random, template(random))


def _large(random: Random) -> Case:
    """Some hundred items."""
    files = unit(random, random.choice((60, 150, 250, 500)))
    part = random.choice(
        (
            "{{ timeline_table(unit.timeline.events) }}",
            "{{ questions_by_level(unit.questions.questions) }}",
            "{% for e in unit.timeline.events %}{% for q in unit.questions.questions[:20] %}{{ q.lines }}{% endfor %}\n\n{% endfor %}",
        )
    )
    return _accepted("large", random, {**files, sheets.HANDOUT: sheets.around(part)})


def _course(random: Random) -> Case:
    """The shipped courses, one setting changed."""
    line = random.choice(
        (
            "paper: B4",
            "paper: Letter",
            "sizes: {body: 13, leading: 1.7}",
            "sizes: {body: 6}",
            "sizes: {body: 36}",
            'colors: {primary: "14532D"}',
            "justify: true",
            "margins: {top: 30, left: 30}",
            "pdf: archival",
            "stop_at: never",
            "name_line: {}",
            'footer: {left: {ko: "{page}", en: "{page} / {pages}"}}',
            "sections: [questions]",
            "sections: [source, glance]",
            "sections: [timeline, vocabulary]",
        )
    )
    course = f"extends: korean-reading\nlanguages: [{random.choice(('ko', 'en'))}]\nformats: [{random.choice(('docx', 'pdf'))}]\n{line}\n"
    files: dict[str, bytes | None] = {sheets.COURSE_FILE: course.encode(), sheets.HANDOUT: None}
    return Case(
        kind="course", commands=(("build",),), files={**unit(random, random.choice((1, 4))), **files}, must="accept"
    )


_SIGNS = [
    "a | b",
    "a * b",
    "{{ x }}",
    "{% x %}",
    "<b>",
    "x < y > z",
    "[a](b)",
    "# a",
    "- a",
    "1. a",
    "2024. 6. 19.",
    "a: b",
    "a #b",
    "\\\\",
    "`a`",
    "~a~",
    "_a_",
    "^a^",
    "$5",
    "50%",
    "& Co.",
    "「책」",
    "『책』",
    "“a”",
    "‘a’",
    "…",
    "—",
    "→",
    "①",
    "㈜",
    "℃",
    "m²",
    "½",
    "a/b",
    "a@b.kr",
    "https://x.kr",
    "(가)",
    "A·B",
    "3:1",
    "3 : 1",
    "*",
    "**",
    "***",
    "::: x",
    ":::",
    "::: teacher",
    "：：：",
    "+82",
    "a\u00a0b",
    "漢字(한자)",
    "é",
    "Ō",
    "ŏ",
    "Chŏngŭn",
]


def _markup(random: Random) -> Case:
    """Signs in the unit's texts that mean something in Markdown, YAML or templates: printed as they stand."""
    files: dict[str, bytes | None] = {}
    name = "seeds/ferry/questions.yaml"
    text = SMALL[name].decode()
    pairs = (
        ("배는 언제부터 무료인가요?", "From when on are the boats free?"),
        ("노조의 걱정은 당연할까요?", "Is the union right to worry?"),
    )
    for pair in pairs:
        sign, at = random.choice(_SIGNS), random.randrange(3)
        for old in pair:
            text = text.replace(old, (f"{sign} {old}", f"{old} {sign}", f"{old[:-1]} {sign} ?")[at])
    files[name] = text.encode()
    return _accepted("markup", random, files)


def _dates(random: Random) -> Case:
    """Dates and times at every edge that a calendar has."""
    date = random.choice(
        ("1392", "0918", "1950-06-25", "2000-02-29", "2024-12-31", "2025-01", "1896-01-01", "1999", "2099-12-31")
    )
    more = random.choice(("", '\n    time: "00:00"', '\n    time: "23:59"', '\n    time: "12:00"'))
    text = SMALL["seeds/ferry/timeline.yaml"].decode().replace("date: 2025-03-13", f"date: {date}{more}")
    return _accepted(
        "dates",
        random,
        {
            "seeds/ferry/timeline.yaml": text.encode(),
            sheets.HANDOUT: sheets.around("{{ timeline_table(unit.timeline.events) }}"),
        },
    )
