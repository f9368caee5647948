"""course.yaml: types, circles of `extends`, sizes, colours, fonts and placeholders out of all bounds, and spoilt YAML."""

from __future__ import annotations

from random import Random

from benchmarks.hostile import odd, yamls
from benchmarks.hostile.nouns import Case
from benchmarks.hostile.stage import SMALL

FILE = "templates/tiny/course.yaml"
_FULL = """\
extends: korean-reading
name: {ko: "작은 강좌", en: "Tiny course"}
languages: [en]
editions: [student]
formats: [docx, pdf]
stop_at: error
pdf: plain
sections: [all]
name_line: {ko: [이름], en: [Name]}
paper: A4
margins: {top: 20, right: 20, bottom: 18, left: 20}
fonts: {body: "Noto Sans KR", fallback: ["Noto Sans KR"]}
sizes: {body: 10.5, leading: 1.6, answer_lines: 9}
colors: {primary: "1F3864", accent: "9A3B12"}
justify: true
header:
  left: {ko: "{course}", en: "{course} {page}"}
footer:
  right: {ko: "{unit}", en: "{pages} {unit}"}
"""
_COMMANDS = [
    ("build",),
    ("check",),
    ("list",),
    ("new", "course", "other", "--like", "tiny"),
    ("show", "ferry", "-c", "tiny", "-l", "en"),
]
_LINES = [
    *(
        "extends: tiny",
        "extends: nobody",
        "extends: ../tiny",
        "extends: _shared",
        "extends: ''",
        "extends: [tiny]",
        "extends: ../../outside/folder",
    ),
    *(
        "languages: []",
        "languages: [ko, ko]",
        "languages: [fr]",
        "editions: [pupil]",
        "formats: [exe]",
        "sections: [nowhere]",
        "sections: []",
    ),
    *(
        "sections: [all, all]",
        "name_line: {ko: []}",
        "name_line: {xx: [a]}",
        "name_line: {ko: [''], en: ['']}",
        "name_line: {en: ['a|b', 'c\\d', ':::']}",
    ),
    *(
        "name_line: {en: ['" + "x" * 900 + "']}",
        "name_line: {en: [" + "a, " * 300 + "b]}",
        "paper: A3",
        "paper: [A4]",
        "pdf: x",
        "stop_at: x",
    ),
    *(
        "margins: {top: -5}",
        "margins: {left: 100, right: 100}",
        "margins: {top: .nan}",
        "margins: {top: .inf}",
        "margins: {top: 1e308}",
        "margins: 20",
    ),
    *(
        "sizes: {body: 0}",
        "sizes: {body: .nan}",
        "sizes: {body: 36, leading: 3}",
        "sizes: {leading: 1e-9}",
        "sizes: {answer_lines: 1e999}",
        "sizes: {body: 6}",
    ),
    *(
        'colors: {primary: "red"}',
        'colors: {primary: "GGGGGG"}',
        "colors: {primary: 123456}",
        'colors: {text: "FFFFFF"}',
        'colors: {tint: "#１２３４５６"}',
    ),
    *(
        "fonts: {body: ''}",
        "fonts: {body: nothing}",
        "fonts: {body: ../../outside/secret.txt}",
        "fonts: {body: /etc/passwd}",
        "fonts: {body: handout.md}",
    ),
    *(
        "fonts: {body: x.ttf}",
        "fonts: {fallback: [" + "x.ttf, " * 50 + "y.ttf]}",
        "fonts: {body: ../../outside/secret.ttf}",
        "fonts: {body: '" + "a" * 5000 + ".ttf'}",
    ),
    *(
        'fonts: {body: "a\\0b.ttf"}',
        "fonts: {body: '*.ttf'}",
        "fonts: {body: '~/x.ttf'}",
        "fonts: {body: .ttf}",
        "fonts: {body: output.ttf/x}",
    ),
    *(
        'header: {left: {en: "{", ko: "}"}}',
        'header: {left: {en: "{page.__class__}", ko: x}}',
        'header: {left: {en: "{0}", ko: "{}"}}',
    ),
    *(
        'footer: {right: {en: "{unit!r:>99999999}", ko: x}}',
        'footer: {right: {en: "' + "x" * 201 + '", ko: x}}',
        'footer: {right: {en: "{{page}}", ko: "{page:{pages}}"}}',
    ),
    *(
        'footer: {right: {en: "' + "{pages}" * 28 + '", ko: x}}',
        'header: {left: {en: "\\u202e", ko: "\\e[1m"}}',
        'header: {left: {en: "' + "W" * 199 + '", ko: x}}',
    ),
    *(
        'name: {ko: "", en: ""}',
        "name: {ko: x}",
        'name: {en: "' + "W" * 9000 + '", ko: x}',
        'name: {en: "a\\0b", ko: x}',
        'name: {en: "\\ue010", ko: x}',
    ),
    *(
        "justify: maybe",
        "justify: [true]",
        "unknown: 1",
        "reference: x.docx",
        "name: {ko: 1, en: 2}",
        "name: {en: '::: teacher', ko: '{{ x }}'}",
    ),
]


def cases(random: Random) -> Case:
    return random.choice((_line, _line, _spoilt, _spoilt, _circle, _folder))(random)


def _case(random: Random, kind: str, files: dict[str, bytes | None]) -> Case:
    commands = tuple(random.sample(_COMMANDS, random.choice((1, 1, 2))))
    return Case(
        kind=kind,
        commands=commands,
        files=files,
        blames=r"nothing to build|만들 유인물이 없|workspace|작업|There is no unit|단원이 없|course\.yaml|templates|handout\.md|no course|--like|\bcourse\b",
    )


def _line(random: Random) -> Case:
    """One setting of a good course is another."""
    line = random.choice(_LINES)
    key = line.split(":")[0]
    kept = _without(_FULL, key)
    if random.random() < 0.2:
        key, line = random.choice([(key, f"{key}: {odd.number(random)}"), (key, f"{key}: {{{odd.word(random)}: 1}}")])
    return _case(random, f"setting {key}", {FILE: f"{kept}{line}\n".encode("utf-8", "replace")})


def _without(text: str, key: str) -> str:
    lines, skipping = [], False
    for line in text.splitlines():
        skipping = line.startswith(f"{key}:") or (skipping and line.startswith(" "))
        if not skipping:
            lines.append(line)
    return "\n".join(lines) + "\n"


def _spoilt(random: Random) -> Case:
    kind, data = yamls.spoilt(random, random.choice((_FULL, SMALL[FILE].decode("utf-8"))))
    return _case(random, kind, {FILE: data})


def _circle(random: Random) -> Case:
    """Courses that extend each other, in a circle or in a long chain."""
    count = random.choice((2, 3, 60, 200))
    end = random.choice(("c0", "tiny", "korean-reading", "nobody"))
    files: dict[str, bytes | None] = {
        f"templates/c{n}/course.yaml": f"extends: {f'c{n + 1}' if n + 1 < count else end}\n".encode()
        for n in range(count)
    }
    return _case(random, "circle", files)


def _folder(random: Random) -> Case:
    """Courses with parts that are missing or odd."""
    other = random.choice(("con", "한글", "a b", "a" * 200, "_x", "-x", "a.b", "e\u0301", "a\tb", "x\x1b[1m", "{name}"))
    files: dict[str, bytes | None] = {
        f"templates/{other}/{random.choice(('course.yaml', 'handout.md', 'other.txt'))}": random.choice(
            (b"", SMALL[FILE], b"# x\n", b"\xff")
        )
    }
    gone = random.choice((FILE, "templates/tiny/handout.md", "templates/tiny", "templates", "seeds", "seeds/ferry"))
    return _case(random, "parts missing", {**files, gone: None})
