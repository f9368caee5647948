"""Templates: what a teacher edits, what escapes, and where a mistake is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from courseware.build.press import Job, Press
from courseware.document.blocks import AnswerLines, Heading, Note, Paragraph, Run, Table, plain, texts, walk
from courseware.errors import CoursewareError
from courseware.handout.labels import Labels
from courseware.handout.rendering import Handout
from courseware.unit.model import Unit
from courseware.workspace.layout import Workspace
from tests.conftest import ROOT, UNIT, edit, some
from tests.test_sandbox import Printer, lines, printer
from tests.test_yaml_files import told

__all__ = ["printer"]  # a fixture

COURSE = "korean-reading"


def made(space: Workspace, lang: str = "ko", edition: str = "student", course: str = COURSE) -> Handout:
    return Press(space).handout(Job(UNIT, course, lang, edition, "pdf"))


def headings(handout: Handout, level: int = 2) -> list[str]:
    return [plain(b.text) for b in walk(handout.document.blocks) if isinstance(b, Heading) and b.level == level]


def template(space: Workspace, course: str = COURSE) -> Path:
    return space.root / "templates" / course / "handout.md"


def settings(space: Workspace, course: str = COURSE) -> Path:
    return space.root / "templates" / course / "course.yaml"


# --- the edits that a teacher makes


def test_moving_a_line_of_sections_moves_the_part(space: Workspace) -> None:
    edit(settings(space), "  - timeline\n", "")
    edit(settings(space), "  - vocabulary\n", "  - timeline\n  - vocabulary\n")
    assert headings(made(space))[:3] == ["읽기 전에", "연표", "어휘"]
    assert headings(made(space, "en"))[:3] == ["Before you read", "Timeline", "Vocabulary"]


def test_deleting_a_line_of_sections_drops_the_part(space: Workspace) -> None:
    edit(settings(space), "  - actors\n", "")
    assert "주요 인물과 기관" not in headings(made(space))


def test_a_table_has_the_columns_that_the_template_lists(space: Workspace) -> None:
    edit(template(space), '["badge", "characters", "meaning", "example_ko"]', '["ko", "rr", "en", "pos"]')
    tables = [block for block in walk(made(space).document.blocks) if isinstance(block, Table)]
    assert [plain(cell) for cell in tables[0].header] == ["한국어", "로마자", "영어", "품사"]
    assert [plain(cell) for cell in tables[0].rows[0]] == ["조약", "joyak", "treaty", "명사"]


def test_a_paragraph_of_her_own_in_both_languages(space: Workspace) -> None:
    edit(
        template(space),
        "<!-- section: before -->\n",
        '<!-- section: before -->\n{{ t("**잘** 읽으세요.", "Read **well**.") }}\n\n',
    )
    for lang, words in (("ko", "잘 읽으세요."), ("en", "Read well.")):
        assert words in [plain(text) for text in texts(made(space, lang).document.blocks)]


@pytest.mark.parametrize(
    "last",
    ["{% if true %}.{% endif %}", "{% with n = 1 %}{{ n }}{% endwith %}", "{{ 1 }}{% if x is defined %}{% endif %}"],
)
def test_a_paragraph_that_ends_in_a_tag_ends_there(space: Workspace, last: str) -> None:
    edit(template(space), "<!-- section: source -->", f"첫 문단{last}\n  \n둘째 문단\n\n<!-- section: source -->")
    paragraphs = [plain(block.text) for block in made(space).document.blocks if isinstance(block, Paragraph)]
    at = next(n for n, text in enumerate(paragraphs) if text.startswith("첫 문단"))
    assert paragraphs[at + 1] == "둘째 문단"


def test_lines_of_tags_leave_no_trace_and_a_tag_at_the_end_of_a_line_takes_its_end(space: Workspace) -> None:
    edit(
        template(space),
        "<!-- section: source -->",
        "첫 줄{% if true %}!{% endif %}\n둘째{% set n = 1 %}\n{% if n %}\n{% endif %}\n\n셋째\n\n"
        "<!-- section: source -->",
    )
    paragraphs = [plain(block.text) for block in made(space).document.blocks if isinstance(block, Paragraph)]
    assert paragraphs[paragraphs.index("첫 줄!둘째") + 1] == "셋째"


def test_a_paragraph_in_one_language_only(space: Workspace) -> None:
    edit(
        template(space),
        "<!-- section: before -->\n",
        '<!-- section: before -->\n{% if lang == "ko" %}\n사전을 찾아보세요.\n{% endif %}\n',
    )
    assert "사전을 찾아보세요." in made(space, "ko").markdown
    assert "사전을 찾아보세요." not in made(space, "en").markdown


def test_in_a_course_of_one_language_one_text_will_do(space: Workspace) -> None:
    edit(template(space).with_name("course.yaml"), "languages: [ko, en]", "languages: [ko]")
    edit(template(space), "<!-- section: before -->\n", '<!-- section: before -->\n{{ t("사전을 찾아보세요.") }}\n')
    assert "사전을 찾아보세요." in made(space, "ko").markdown


def test_another_label_comes_from_her_catalogue(space: Workspace) -> None:
    edit(space.root / "locales/ko/LC_MESSAGES/handout.po", 'msgstr "연표"', 'msgstr "시간 순서"')
    assert "시간 순서" in headings(made(space))


def test_a_macro_of_her_own_is_there_for_every_course(space: Workspace) -> None:
    (space.root / "templates/_shared/mine.md").write_text(
        "{% macro hello(who) %}\n안녕, {{ who }}!\n{% endmacro %}\n", encoding="utf-8"
    )
    edit(template(space), "<!-- section: before -->\n", '<!-- section: before -->\n{{ hello("여러분") }}\n')
    assert "안녕, 여러분!" in [plain(text) for text in texts(made(space).document.blocks)]


def test_macros_resolve_one_by_one_hers_before_the_shipped_ones(space: Workspace) -> None:
    """A copy of a macro file that an earlier version made lacks what came later, and her own macro wins over both."""
    shared = space.root / "templates/_shared"
    (shared / "parts.md").write_text("{% macro mine() %}\n내 것\n{% endmacro %}\n", encoding="utf-8")
    (shared / "mine.md").write_text("{% macro at_a_glance() %}\n한눈에\n{% endmacro %}\n", encoding="utf-8")
    for path in (shared / "tables.md", shared / "vocabulary.md"):
        path.unlink()
    edit(template(space), "<!-- section: source -->", "<!-- section: source -->\n{{ mine() }}\n{{ at_a_glance() }}\n")
    found = [plain(text) for text in texts(made(space).document.blocks)]
    assert "내 것" in found
    assert "한눈에" in found
    assert "이름" in " ".join(found)  # name_line, of the shipped parts.md


def test_a_course_like_another_prints_the_same(space: Workspace) -> None:
    from courseware.workspace import start

    press = Press(space)
    start.new_course(space, "mine", press.course(COURSE))
    assert made(space, course="mine").document.blocks == made(space).document.blocks


# --- editions


def test_a_teachers_box_is_in_the_teachers_edition_only(space: Workspace) -> None:
    boxes = [
        b for b in walk(made(space, edition="teacher").document.blocks) if isinstance(b, Note) and b.role == "teacher"
    ]
    assert len(boxes) > 10
    student = made(space)
    assert not any(isinstance(b, Note) and b.role == "teacher" for b in walk(student.document.blocks))
    assert len(student.withheld) > 10


LEAKS = {
    "a number": "{{ unit.questions.questions[0].minutes }}",
    "a sum in a label": '{{ _("{minutes} min", minutes=unit.questions.questions[0].minutes) }}',
    "a short answer": "{{ unit.questions.questions[2].look_for[1] }}",
    "a part of a text": "{{ unit.source.unit.care[lang][3:9] }}",
    "another case": "{{ unit.source.unit.care[lang] | upper }}",
    "an address": "[여기](https://example.org/{{ unit.questions.questions[2].look_for[1][lang] | urlencode }})",
    "a cell": "| 가 |\n|---|\n| {{ unit.questions.questions[2].look_for[1] }} |",
    "a picture's description": "![{{ unit.questions.questions[2].look_for[1][lang] }}](map.png)",
}


@pytest.mark.parametrize("text", LEAKS.values(), ids=LEAKS)
def test_nothing_of_a_teachers_field_however_short_leaves_the_teachers_boxes(space: Workspace, text: str) -> None:
    (template(space).parent / "map.png").write_bytes((ROOT / "docs/pictures/edit-label.png").read_bytes())
    message = spoilt(space, f"::: teacher\n{{{{ unit.questions.questions[2].look_for[1] }}}}\n:::\n\n{text}")
    file = template(space).read_text(encoding="utf-8")
    line = file[: file.rindex(text.split("\n")[-1])].count("\n") + 1
    assert message.startswith(f"{line}: “unit.")
    assert "is for the teacher, and stands outside of a teacher's box" in message


def test_a_teachers_number_decides_nothing_that_students_see(space: Workspace) -> None:
    text = "{% if unit.questions.questions[0].minutes == 3 %}세 시{% endif %}"
    assert "“unit.questions.questions.minutes” is for the teacher" in spoilt(space, text)


def test_the_teachers_edition_has_lines_only_in_the_teachers_own_boxes(space: Workspace) -> None:
    spoil(MARK, MARK + "\n::: teacher\n메모\n\n::: lines 3\n:::\n\n::: box\n::: lines 2\n:::\n")(space)
    blocks = made(space, edition="teacher").document.blocks
    assert [block.count for block in walk(blocks) if isinstance(block, AnswerLines)] == [3]
    assert Note("box", ()) not in blocks


def test_the_teachers_edition_says_so_on_every_page(space: Workspace) -> None:
    assert plain(made(space, edition="teacher").document.header.right).startswith("교사용")
    assert plain(made(space, "en", "teacher").document.header.right).startswith("Teacher’s edition")
    assert "교사용" not in plain(made(space).document.header.right)


def test_what_is_in_the_other_language_says_so(space: Workspace) -> None:
    runs = [run for text in texts(made(space, "en").document.blocks) for run in text]
    assert all(run.lang for run in some(runs) if re.search("[가-힣一-鿿]", run.text))
    korean = [run for text in texts(made(space, "ko").document.blocks) for run in text]
    assert any(run == Run("treaty", bold=True, lang="en") for run in korean)


# --- escaping


def test_signs_in_a_title_are_printed_as_they_stand(space: Workspace) -> None:
    nasty = "# 1 *별* | _밑줄_ `코드` [괄호](x) <b> &amp; \\ ~ ::: {lang=en}"
    edit(space.unit(UNIT) / "source.yaml", "ko: 평양 북러 정상회담과 한러 관계", f"ko: '{nasty}'")
    assert headings(made(space), 1) == [nasty]


def test_signs_in_a_table_cell_are_printed_as_they_stand(space: Workspace) -> None:
    edit(space.unit(UNIT) / "vocabulary.yaml", "ko: 조약\n", "ko: '조약 | *조약* \\'\n")
    tables = [block for block in walk(made(space).document.blocks) if isinstance(block, Table)]
    assert plain(tables[0].rows[0][0]).startswith("조약 | *조약* \\ ")


# --- mistakes


def spoil(old: str, new: str) -> Callable[[Workspace], None]:
    return lambda space: edit(template(space), old, new)


MARK = "<!-- section: background -->"
MISTAKES: dict[str, tuple[Callable[[Workspace], None], str]] = {
    "name": (
        spoil("unit.background.paragraphs", "unit.backgruond.paragraphs"),
        "asks for “backgruond”, which there is not\n   → Did you mean “background”?",
    ),
    "variable": (
        spoil("{{ unit.title }}", "{{ unti.title }}"),
        "asks for “unti”, which there is not\n   → Did you mean “unit”?",
    ),
    "macro": (
        spoil("{{ background(", "{{ backgroun("),
        "asks for “backgroun”, which there is not\n   → Did you mean “background”?",
    ),
    "column": (spoil('"meaning"', '"meening"'), "there is no column “meening”\n   → Did you mean “meaning”?"),
    "unclosed if": (spoil(MARK, MARK + "\n{% if teacher %}"), "a {% if %} is never closed\n   → Write {% endif %}"),
    "unknown tag": (spoil(MARK, MARK + "\n{% iff teacher %}"), "there is no {% iff %} to use here"),
    "unclosed print": (spoil("{{ unit.title }}", "{{ unit.title "), "a {{ or {% is never closed"),
    "filter": (spoil("{{ unit.title }}", "{{ unit.title | shout }}"), "there is no filter “shout”"),
    "elseif": (spoil(MARK, MARK + "\n{% if teacher %}가{% elseif lang %}나{% endif %}"), "→ Write {% elif … %}."),
    "one =": (spoil(MARK, MARK + '\n{% if lang = "ko" %}가{% endif %}'), "one = gives a name to something"),
    "of": (spoil(MARK, MARK + "\n{% for x of unit.vocabulary.terms %}{% endfor %}"), "“of” stands where “in” should"),
    "quotes in quotes": (spoil(MARK, MARK + '\n{{ t("그가 "네"라고 했다", "x") }}'), "“네” stands where “,” should"),
    "single braces": (
        spoil(MARK, MARK + "\n{ background(unit.background.paragraphs) }"),
        "“{ background(unit.background.paragraphs)” would be printed as it stands\n   → Write two braces",
    ),
    "a field in single braces": (spoil(MARK, MARK + "\n제목: {unit.title}"), "“{unit.title}” would be printed"),
    "two words": (spoil("{{ unit.title }}", "{{ unit title }}"), "“title” stands where }} or %} should"),
    "box": (spoil(MARK, MARK + "\n::: box\n"), "the box “::: box” is never closed"),
    "table": (spoil(MARK, MARK + "\n| a | b |\n|---|---|\n| 1 |\n"), "this row has 1 cells, the heading row has 2"),
    "bold": (spoil(MARK, MARK + "\n**굵게\n"), "“**” begins bold text here"),
    "picture": (spoil(MARK, MARK + "\n![지도](map.png)\n"), "the picture “map.png” is not in the course's folder"),
    "secret": (spoil("{{ unit.title }}", "{{ unit.__class__ }}"), "a template may not ask for “class”"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_template_is_named_with_its_line(space: Workspace, mistake: str) -> None:
    change, message = MISTAKES[mistake]
    before = template(space).read_text(encoding="utf-8").splitlines()
    change(space)
    after = template(space).read_text(encoding="utf-8").splitlines()
    changed = next(n for n, (a, b) in enumerate(zip([*before, ""], after, strict=False), 1) if a != b)
    with pytest.raises(CoursewareError) as caught:
        made(space)
    assert message in told(caught.value)
    problem = caught.value.problems[0]
    assert problem.file == template(space)
    assert problem.line is not None
    assert 0 <= problem.line - changed <= 3, (problem.line, changed)


def test_a_mistake_in_a_shared_macro_is_named_in_its_own_file(space: Workspace) -> None:
    path = space.root / "templates/_shared/parts.md"
    edit(path, "{{ article.rights }}", "{{ article.wrights }}")
    with pytest.raises(CoursewareError, match="wrights") as caught:
        made(space)
    assert caught.value.problems[0].file == path


def test_a_section_that_the_template_lacks_is_named(space: Workspace) -> None:
    edit(settings(space), "  - timeline\n", "  - timelime\n")
    with pytest.raises(CoursewareError) as caught:
        made(space)
    assert "the template has no section “timelime”\n   → Did you mean “timeline”?" in told(caught.value)


def test_a_section_that_stands_twice_is_named(space: Workspace) -> None:
    edit(template(space), "<!-- section: timeline -->", "<!-- section: actors -->")
    with pytest.raises(CoursewareError, match="stands in the template twice"):
        made(space)


def test_a_label_without_translation_stops_the_handout(space: Workspace) -> None:
    edit(template(space), '{{ _("Timeline") }}', '{{ _("Chain of events") }}')
    with pytest.raises(CoursewareError, match="Chain of events"):
        made(space)
    assert "Chain of events" in headings(made(space, "en"))


def test_a_label_is_never_in_the_other_language(space: Workspace) -> None:
    labels = Labels("ko", {})
    assert labels.label("Timeline") == "Timeline"
    assert labels.missing == ["Timeline"]


def test_paragraphs_of_answers_say_how_many_lines_they_have(space: Workspace) -> None:
    lines = [block for block in walk(made(space).document.blocks) if isinstance(block, AnswerLines)]
    assert lines[0].label == "답을 쓰는 자리: 2줄"
    assert any(isinstance(block, Paragraph) for block in walk(made(space).document.blocks))


# --- what must not be lost or misprinted


def spoilt(space: Workspace, text: str, edition: str = "student") -> str:
    """What a teacher reads when `text` stands in a section of the template."""
    edit(template(space), MARK, f"{MARK}\n{text}\n")
    with pytest.raises(CoursewareError) as caught:
        made(space, edition=edition)
    return told(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{{ "제목: " ~ unit.title }}', "a text in several languages is joined"),
        ("{{ unit.title | upper }}", "a text in several languages is joined"),
        ("{{ unit.article.authors }}", "a whole “list” cannot be printed"),
        ("{{ unit.actors.actors[0] }}", "a whole “Actor” cannot be printed"),
        ("{{ time(none) }}", "“–” is no date or time"),
        ('{{ date("2024-06-19") }}', "“2024-06-19” is no date or time"),
        ("{{ moment(unit.minutes) }}", "asks for “minutes”"),
        ("{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}", "the template does not come to an end"),
        ("<!-- 메모 --> 이 문장", "a comment is never closed, or text stands behind it"),
        ("<!-- 메모", "a comment is never closed"),
        ("::: box 읽을거리\n글\n:::", "“읽을거리” stands behind “::: box” and would be lost"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n이어지는 글", "stands directly below a table"),
        ("::: table 30 x 70\n\n| a | b |\n|---|---|\n| 1 | 2 |\n:::", "names 3 widths for 2 columns"),
        ("2024. 6. 19. 푸틴이 평양에 갔다.", "here it looks like a date"),
        ("[글]{.mute}", "“mute” in braces means nothing here"),
        ("![지도](map.png){width=300}", "from 1 to 100"),
        ("글 ![지도](map.png) 글", "a picture stands alone"),
        ('{{ vocabulary_table(unit.vocabulary, ["ko"]) }}', "a “Vocabulary” is not a list"),
        ("{{ vocabulary_table(unit.vocabulary.terms) }}", "the macro wants to be given “columns”"),
        ("{{ unit.title\n\n## 제목", "a {{ or {% is never closed"),
        ('{{ _("복습하기") }}', "the label “복습하기” has no translation"),
    ],
)
def test_words_that_would_be_lost_or_misprinted_stop_the_handout(space: Workspace, text: str, message: str) -> None:
    assert message in spoilt(space, text)


def test_a_hangul_label_does_not_reach_an_english_sheet(space: Workspace) -> None:
    edit(template(space), MARK, f'{MARK}\n{{{{ _("복습하기") }}}}\n')
    with pytest.raises(CoursewareError, match="복습하기"):
        made(space, "en")


def test_a_label_takes_a_text_in_its_own_language() -> None:
    from courseware.unit.model import Text

    labels = Labels("en", {})
    assert labels.label("About {title}", title=Text({"ko": "조약", "en": "treaties"})) == "About treaties"


@pytest.mark.parametrize(
    "text",
    [
        "2024. 6. 19. 푸틴이 평양에 갔다.",
        "# 1",
        "- 하나",
        "> 인용",
        "| a | b |",
        "::: teacher",
        "<!-- section: x -->",
        "--- 끝",
    ],
)
def test_a_background_text_is_a_paragraph_whatever_it_begins_with(space: Workspace, text: str) -> None:
    path = space.unit(UNIT) / "background.yaml"
    item = f"  - {{id: last, source: [p1], allow: {{languages-same-facts: x}}, text: {{ko: '{text}', en: x}}}}\n"
    path.write_text(path.read_text(encoding="utf-8") + item, encoding="utf-8")
    printed = [block for block in made(space).document.blocks if isinstance(block, Paragraph)]
    assert text in [plain(block.text) for block in printed]


def test_a_name_without_romanisations_prints_none(space: Workspace) -> None:
    path = space.unit(UNIT) / "actors.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"    (rr|mr|hanja): .*\n", "", text), encoding="utf-8")
    for course in (COURSE, "ir-seminar"):
        for lang in ("ko", "en"):
            assert "None" not in " ".join(
                plain(part) for part in texts(made(space, lang, course=course).document.blocks)
            )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949"])
def test_a_template_may_have_a_byte_order_mark_but_no_other_encoding(space: Workspace, encoding: str) -> None:
    path = template(space)
    source = path.read_text(encoding="utf-8").replace("·", "-")
    path.write_bytes(source.encode(encoding, errors="ignore"))
    if encoding == "utf-8-sig":
        assert headings(made(space), 1) == ["평양 북러 정상회담과 한러 관계"]
    else:
        with pytest.raises(CoursewareError, match="not in UTF-8") as caught:
            made(space)
        assert caught.value.problems[0].file == path


def test_a_picture_may_have_a_korean_name(space: Workspace) -> None:
    from courseware.document.blocks import Figure
    from tests.docx_reading import png

    (template(space).parent / "지도 1.png").write_bytes(png())
    edit(template(space), MARK, f"{MARK}\n\n![한반도 지도](<지도 1.png>){{width=50}}\n")
    figures = [block for block in walk(made(space).document.blocks) if isinstance(block, Figure)]
    assert [(figure.alt, figure.width) for figure in figures] == [("한반도 지도", 0.5)]


@pytest.mark.parametrize(("form", "mode"), [("GIF", "P"), ("JPEG", "CMYK"), (None, "")])
def test_a_picture_that_no_format_can_show_is_named_with_its_line(
    space: Workspace, form: str | None, mode: str
) -> None:
    path = template(space).parent / "map.png"
    if form:
        Image.new(mode, (4, 4)).save(path, form)
    else:
        path.write_bytes(b"no picture")
    message = spoilt(space, "![지도](map.png)")
    line = template(space).read_text(encoding="utf-8").split("![지도]")[0].count("\n") + 1
    assert message.startswith(f"{line}: the picture “map.png” cannot be shown\n   → Open it in a picture program")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{{ t("글") }}', "“t” wants to be given “en”, too\n   → Give each text with its language: t(ko="),
        (
            "{{ questions_by_level([], line=false) }}",
            "“questions_by_level” knows no “line”\n   → “courseware docs",
        ),
        ("{{ questions_by_level([], true, 3) }}", "“questions_by_level” is given too much"),
        ('{{ number("x") }}', "“x” is not a number"),
        ('{{ "x" * 6000000 }}', "the handout would have hundreds of pages"),
        ("| a | b |\n|---|---|\n{% for n in range(6000) %}\n| 1 | 2 |\n{% endfor %}", "would have hundreds of pages"),
        ("{% for n in range(11000) %}\n### x\n\n{% endfor %}", "the handout would have hundreds of pages"),
        ("{% for n in range(30000) %}a 가 {% endfor %}", "the handout would have hundreds of pages"),
        ("{% for n in range(30000) %}a *b* {% endfor %}", "the handout would have hundreds of pages"),
    ],
)
def test_a_call_that_does_not_fit_is_explained(space: Workspace, text: str, message: str) -> None:
    assert message in spoilt(space, text)


SLIPS = [line.split(" => ") for line in lines("slips.txt")]


@pytest.mark.parametrize(("text", "message"), SLIPS, ids=[text for text, _ in SLIPS])
def test_a_slip_is_told_in_a_teachers_words(printer: Printer, text: str, message: str) -> None:
    assert message in printer.refused(text)


@pytest.mark.parametrize("text", lines("missing.txt"))
def test_whatever_is_done_with_what_there_is_not_its_name_is_said(printer: Printer, text: str) -> None:
    assert printer.refused(text) == "the template asks for “nothing”, which there is not"


@pytest.mark.parametrize(
    "text",
    ["{{ background(unit.background.paragraph) }}", '{{ background(unit.background.paragraphs) ~ _("Nonesuch") }}'],
)
def test_a_mistake_is_told_with_the_line_of_her_own_template_that_makes_it(space: Workspace, text: str) -> None:
    line = template(space).read_text(encoding="utf-8").split(MARK)[0].count("\n") + 2
    assert spoilt(space, text).startswith(f"{line}: ")


def test_what_there_is_not_may_be_asked_about(printer: Printer) -> None:
    text = '{{ unit.nothing is defined }} {{ unit.nothing | default("–") }} {{ "+" | default(unit.nothing) }}'
    assert printer.handout(text).markdown.endswith("False – \\+\n")


# --- items by their ids


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ('{{ unit.quotes["card"].speaker }}', "대통령실 관계자"),
        ('{{ unit.vocabulary["treaty"].term.en }}', "[treaty]{lang=en}"),
        ('{{ unit.actors["putin"].name.ko }}', "블라디미르 푸틴"),
        ('{{ unit.timeline["camp-david"].date }}', "2023년 8월"),
        ('{{ unit.questions["the-card"].level }}', "understand"),
        ('{{ unit.background["cold-war-roots"].id }}', "cold\\-war\\-roots"),
        ('{{ unit.quotes["card"].id }} {{ unit.quotes["note"] == unit.quotes.note }}', "card True"),
        ('{{ "card" in unit.quotes }} {{ "crad" in unit.quotes }}', "True False"),
    ],
)
def test_an_item_is_found_by_its_id(printer: Printer, text: str, printed: str) -> None:
    assert printed in printer.handout(text).markdown


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ('{{ unit.quotes["crad"].text }}', "Did you mean “card”?"),
        ('{{ unit.quotes["crad"] }}', "Did you mean “card”?"),
        ('{{ quotations([unit.quotes["crad"]]) }}', "Did you mean “card”?"),
        ('{% set one = unit.quotes["crad"] %}', "Did you mean “card”?"),
        ('{{ unit.vocabulary["treety"].term }}', "Did you mean “treaty”?"),
        ('{{ unit.actors["puttin"].name }}', "Did you mean “putin”?"),
        ('{{ unit.timeline["camp-davit"].text }}', "Did you mean “camp-david”?"),
        ('{{ unit.background["zzz"].text }}', "Known here: cold-war-roots, new-treaty,"),
        ('{{ unit.vocabulary["두 낱말"].text }}', "Known here: treaty, alliance,"),
    ],
)
def test_an_id_that_there_is_not_is_named_where_it_is_asked_for(printer: Printer, text: str, remedy: str) -> None:
    with pytest.raises(CoursewareError) as caught:
        printer.handout(text)
    problem = caught.value.problems[0]
    assert (problem.file, problem.line) == (printer.file, 4)
    assert "which there is not" in told(caught.value)
    assert remedy in told(caught.value)


def test_an_item_that_is_found_by_its_id_holds_nothing_of_the_teachers(printer: Printer) -> None:
    assert "is for the teacher" in printer.refused('{{ unit.questions["the-card"].minutes }}')
    assert "is for the teacher" in printer.refused('{{ unit.questions["the-card"]["look_for"] }}')


# --- columns with nothing in them


def tables(printer: Printer, text: str, unit: Unit) -> list[Table]:
    return [block for block in walk(printer.handout(text, unit=unit).document.blocks) if isinstance(block, Table)]


def without(unit: Unit, kind: str, *names: str, kept: int = 0) -> Unit:
    """The unit, whose actors or terms have no such fields but for the first `kept`."""
    module, items = {"actor": ("actors", "actors"), "term": ("vocabulary", "terms")}[kind]
    noun = getattr(unit, module)
    bare = [
        replace(item, **dict.fromkeys(names, () if "relations" in names else None)) for item in getattr(noun, items)
    ]
    left = (*getattr(noun, items)[:kept], *bare[kept:])
    return replace(unit, **{module: replace(noun, **{items: left})})


def test_a_column_that_is_empty_in_every_row_goes_and_the_others_share_its_width(printer: Printer, unit: Unit) -> None:
    text = '{{ actor_table(unit.actors.actors, ["name", "role", "relations"]) }}'
    (whole,) = tables(printer, text, unit)
    (left,) = tables(printer, text, without(unit, "actor", "relations"))
    assert [plain(cell) for cell in whole.header] == ["이름", "직책·역할", "관계"]
    assert [plain(cell) for cell in left.header] == ["이름", "직책·역할"]
    assert {len(row) for row in left.rows} == {2}
    assert sum(left.widths) == pytest.approx(1)
    assert left.widths[0] / left.widths[1] == pytest.approx(whole.widths[0] / whole.widths[1])


def test_one_row_keeps_a_column(printer: Printer, unit: Unit) -> None:
    text = '{{ vocabulary_table(unit.vocabulary.terms | selectattr("id"), ["ko", "hanja", "en"]) }}'
    assert [len(table.widths) for table in tables(printer, text, without(unit, "term", "hanja"))] == [2]
    assert [len(table.widths) for table in tables(printer, text, without(unit, "term", "hanja", kept=1))] == [3]


def test_a_table_of_empty_columns_alone_and_a_column_of_her_own_to_write_in_stay(printer: Printer, unit: Unit) -> None:
    bare = without(unit, "term", "hanja")
    assert [
        len(table.widths) for table in tables(printer, '{{ vocabulary_table(unit.vocabulary.terms, ["hanja"]) }}', bare)
    ] == [1]
    own = (
        "{% macro mine(term, column) -%}{% if column == 'ko' %}{{ term.term.ko }}{% endif %}{%- endmacro %}\n"
        "{{ table(unit.vocabulary.terms, ['ko', 'note'], {'ko': {'head': '낱말', 'width': 1},"
        " 'note': {'head': '메모', 'width': 2}}, mine) }}"
    )
    assert [len(table.widths) for table in tables(printer, own, bare)] == [2]


def test_a_table_is_named_after_its_heading_for_those_who_cannot_see_it(space: Workspace) -> None:
    tables = [block for block in walk(made(space).document.blocks) if isinstance(block, Table)]
    assert [table.caption for table in tables] == ["어휘", "주요 인물과 기관", "연표"]


def test_a_box_with_nothing_but_a_teachers_note_leaves_no_empty_box(space: Workspace) -> None:
    edit(template(space), MARK, f"{MARK}\n::: box\n::: teacher\n비밀\n:::\n:::\n")
    assert Note("box", ()) not in made(space).document.blocks


def test_a_word_is_as_long_as_it_is_printed_not_as_it_is_escaped(space: Workspace) -> None:
    edit(template(space), "<!-- section: source -->", "<!-- section: source -->\n{{ '(' * 9000 }}\n")
    assert "(" * 9000 in "".join(map(plain, texts(made(space).document.blocks)))


def test_what_is_too_deep_to_be_read_is_said_of_the_template(space: Workspace) -> None:
    template = space.root / "templates" / "korean-reading" / "handout.md"
    edit(template, "<!-- section: source -->", "<!-- section: source -->\n{{ " + "1 + " * 30_000 + "1 }}")
    with pytest.raises(CoursewareError) as caught:
        Press(space).handout(Job(UNIT, "korean-reading", "ko", "student", "pdf"))
    assert [problem.file for problem in caught.value.problems] == [template]
