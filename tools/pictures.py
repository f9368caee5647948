"""Make the pictures of the docs from the program's own pages. `make pictures` runs this; same pages, same bytes.

Each picture of docs/templates.md shows what one edit does: the edit is made in a workspace of its own, the handout is
built in memory, and the part of the page that changed is cut out. A line that an edit writes has to stand in both
language versions of the page, so that what is documented is what was tried.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw, ImageFont, ImageOps

from courseware import drafting
from courseware.build.press import Job, Press
from courseware.cli.speech import speech
from courseware.course import word_look
from courseware.course.word_look import specimen
from courseware.drafting import snapshot
from courseware.formats import FORMATS
from courseware.languages import LANGUAGES
from courseware.look.fonts import shipped
from courseware.look.style import Border, Choices, Fonts, Label, Logo, Page, Style, make
from courseware.workspace import layout, skeleton, start

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
PAGES = (ROOT / "docs" / "templates.md", ROOT / "docs" / "templates.ko.md")
UNIT, DRAFT = "pyongyang-summit-2024", "night-ferry"
READING, SEMINAR, OWN, SCHOOL = "korean-reading", "ir-seminar", "tuesday-class", "our-school"

WIDTH = 1200
"""Pixels across a picture."""
GAP = 16
"""Pixels between the views of a picture."""
MOST_BYTES = 150_000
FRAME = "#B9C0C9"
CLOSE = 6
"""Colours this near to each other count as one: Pillow would take paper for the grey beside it."""
BESIDE = 16.0
"""Points of margin that a cut-out keeps left and right of the text."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a teacher changes: in `file`, `old`, which has to be there, becomes `new`."""

    file: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class View:
    """A part of a printed page: from the heading `first` to the heading `last`, `height` points at most.

    Headings go by their label in English. Without `first` it begins at the top of the first page, without `last` it
    ends where the page's text does. `whole` shows the page itself; `before` shows it as it was without the edits.
    `specimen` shows the specimen of the course's styles instead of a handout.
    """

    lang: str
    edition: str = "student"
    course: str = READING
    first: str = ""
    last: str = ""
    height: float = 842
    whole: bool = False
    before: bool = False
    specimen: bool = False
    unit: str = UNIT


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of views, and the edits that they show."""

    name: str
    rows: tuple[tuple[View, ...], ...]
    edits: tuple[Edit, ...] = ()


HANDOUT = f"templates/{READING}/handout.md"
SETTINGS = f"templates/{READING}/course.yaml"
BEFORE = '## {{ _("Before you read") }}\n'


def _added(text: str) -> Edit:
    """A few lines below the heading “Before you read”."""
    return Edit(HANDOUT, BEFORE, f"{BEFORE}\n{text}\n")


def _both(first: str = "", last: str = "", height: float = 842, course: str = READING) -> tuple[View, ...]:
    """The same part in Korean and in English, side by side."""
    return tuple(View(lang, course=course, first=first, last=last, height=height) for lang in ("ko", "en"))


CATALOG = [
    Picture(
        "look-specimen",
        ((View("ko", whole=True, specimen=True), View("ko", course=SCHOOL, whole=True, specimen=True)),),
    ),
    Picture("look-school", ((View("ko", whole=True), View("ko", course=SCHOOL, whole=True)),)),
    Picture(
        "korean-reading",
        (tuple(View("ko", edition, whole=True) for edition in ("student", "teacher")),),
    ),
    Picture(
        "ir-seminar",
        (tuple(View("en", edition, SEMINAR, "Discussion", whole=True) for edition in ("student", "teacher")),),
    ),
    Picture(
        "draft",
        (
            (
                View("ko", "teacher", first="Key actors", whole=True, unit=DRAFT),
                View("en", "teacher", first="Key actors", whole=True, unit=DRAFT),
            ),
        ),
    ),
    Picture(
        "edit-order",
        (_both("Before you read"),),
        (
            Edit(SETTINGS, "  - timeline\n", ""),
            Edit(SETTINGS, "  - before\n", "  - before\n  - timeline\n"),
        ),
    ),
    Picture("edit-drop", (_both(height=400),), (Edit(SETTINGS, "  - before\n", ""),)),
    Picture(
        "edit-columns",
        (_both("Vocabulary", height=330),),
        (Edit(HANDOUT, '["badge", "characters", "meaning", "example_ko"]', '["ko", "hanja", "rr", "en", "pos"]'),),
    ),
    Picture(
        "edit-paragraph",
        (_both("Before you read", height=130),),
        (
            _added(
                '{{ t("제목만 보고 시작합시다. **사전은 아직 보지 마세요.**",'
                ' "Start from the headline. **No dictionary yet.**") }}'
            ),
        ),
    ),
    Picture(
        "edit-one-language",
        (_both("Before you read", height=130),),
        (_added('{% if lang == "ko" %}\n모르는 낱말에 밑줄을 그으며 읽으세요.\n{% endif %}'),),
    ),
    Picture(
        "edit-teacher",
        tuple(
            tuple(View(lang, edition, first="Before you read", height=130) for edition in ("student", "teacher"))
            for lang in ("ko", "en")
        ),
        (
            _added(
                '::: teacher\n{{ t("짝과 2분 동안 이야기한 뒤에 쓰게 하세요.",'
                ' "Let pairs talk for two minutes before they write.") }}\n:::'
            ),
        ),
    ),
    Picture(
        "edit-lines",
        (_both("Before you read", "Vocabulary", 250),),
        (Edit(HANDOUT, "    ::: lines 2\n\n2.", "    ::: lines 4\n\n2."),),
    ),
    Picture(
        "edit-box",
        (_both("Before you read", height=150),),
        (
            _added(
                '::: box\n**{{ t("도움말", "Hint") }}** {{ t("한자를 알면 처음 보는 낱말도 짐작할 수 있어요.",'
                ' "Hanja help you guess words that are new to you.") }}\n:::'
            ),
        ),
    ),
    Picture(
        "edit-picture",
        (_both("Before you read", height=260),),
        (
            _added(
                '![{{ t("한국, 북한, 러시아, 미국을 선으로 이은 그림",'
                ' "South Korea, North Korea, Russia and the US, joined by lines") }}](four.png){width=50}'
            ),
        ),
    ),
    Picture(
        "edit-link",
        (_both("Before you read", height=100),),
        (
            _added(
                '{{ t("낱말은", "Look words up in the") }} [{{ t("표준국어대사전", "Standard Korean Dictionary") }}]'
                '(https://stdict.korean.go.kr){{ t("에서 찾아보세요.", ".") }}'
            ),
        ),
    ),
    Picture(
        "edit-footnote",
        (tuple(View(lang, whole=True) for lang in ("ko", "en")),),
        (
            _added(
                '{{ t("두 나라는 조약을 맺었습니다.", "The two countries signed a treaty.") }}[^treaty]\n\n[^treaty]: '
                '{{ t("나라와 나라 사이의 약속을 적은 문서.", "A written agreement between states.") }}'
            ),
        ),
    ),
    Picture(
        "edit-two-columns",
        ((View("ko", before=True, first="Background", height=420), View("ko", first="Background", height=420)),),
        (
            Edit(
                HANDOUT,
                "{{ background(unit.background.paragraphs) }}\n",
                "::: columns 2\n\n{{ background(unit.background.paragraphs) }}\n\n:::\n",
            ),
        ),
    ),
    Picture(
        "edit-new-page",
        ((View("ko", whole=True), View("ko", first="Vocabulary", whole=True)),),
        (Edit(HANDOUT, '## {{ _("Vocabulary") }}\n', '::: new-page\n\n## {{ _("Vocabulary") }}\n'),),
    ),
    Picture(
        "edit-look",
        ((View("ko", whole=True, before=True), View("ko", whole=True)),),
        (
            Edit(
                SETTINGS,
                "sizes: {body: 10.5, leading: 1.6, answer_lines: 9}",
                "sizes: {body: 13, leading: 1.7, answer_lines: 11}",
            ),
            Edit(
                SETTINGS,
                'colors: {primary: "1F3864", accent: "9A3B12", tint: "F1F4F8"}',
                'colors: {primary: "14532D", accent: "7C2D12", tint: "F0F5F1"}',
            ),
        ),
    ),
    Picture(
        "edit-header",
        (_both(last="Before you read"),),
        (
            Edit(
                SETTINGS,
                '  left: {ko: "{course}", en: "{course}"}',
                '  left: {ko: "{course} · 2학기", en: "{course} · Fall term"}',
            ),
            Edit(SETTINGS, "  ko: [학년, 반, 번호, 이름]", "  ko: [학번, 이름]"),
        ),
    ),
    Picture(
        "edit-label",
        (_both("Timeline", height=110),),
        (
            Edit("locales/ko/LC_MESSAGES/handout.po", 'msgstr "연표"', 'msgstr "언제 무슨 일이 있었나"'),
            Edit(
                "locales/en/LC_MESSAGES/handout.po",
                'msgid "Timeline"\nmsgstr ""',
                'msgid "Timeline"\nmsgstr "What happened when"',
            ),
        ),
    ),
    Picture(
        "edit-course",
        (_both(course=OWN, height=420),),
        (
            Edit(f"templates/{OWN}/course.yaml", "신문으로 읽는 한국어", "화요일 시사 한국어"),
            Edit(f"templates/{OWN}/course.yaml", "Reading Korean from the News", "Tuesday News Korean"),
            Edit(
                f"templates/{OWN}/course.yaml",
                '# colors: {primary: "1F3864", accent: "9A3B12"}',
                'colors: {primary: "4A2A6B", accent: "9A3B12"}',
            ),
        ),
    ),
]


# --- pages


class Desk:
    """A workspace of its own with a course of its own and a picture to put in, free to be edited."""

    def __init__(self, folder: Path, edits: tuple[Edit, ...] = ()) -> None:
        self.space = layout.create(folder)
        start.new_course(self.space, OWN, Press(self.space).course(READING))
        start.new_course(self.space, SCHOOL, Press(self.space).course(READING), specimen=True)
        (folder / "templates" / SCHOOL / word_look.NAME).write_bytes(word_look.specimen_of(_school_style()))
        (folder / "templates" / READING / "four.png").write_bytes(_png(_diagram(), 16))
        for edit in edits:
            path = folder / edit.file
            text = path.read_text(encoding="utf-8")
            if edit.old not in text:
                raise SystemExit(f"{edit.file} has no longer: {edit.old!r}")
            path.write_text(text.replace(edit.old, edit.new, 1), encoding="utf-8")

    @cached_property
    def press(self) -> Press:
        return Press(self.space, draft=True)

    def begin_draft(self) -> None:
        """A unit as `courseware draft` leaves it, from the article that came along."""
        path = self.space.root / "docs" / "examples" / "ferry.txt"
        say = speech("en", self.space.locale_folders)
        start.new_unit(self.space, DRAFT, start.from_article(snapshot.take(path.read_bytes(), path), None, path, say))
        labels = {lang: self.press.labels(lang) for lang in LANGUAGES}
        selection = drafting.Request(tuple(drafting.MODULES), ("subsidy=보조금",))
        start.store(
            drafting.draft(self.space.unit(DRAFT), (), labels, selection, say, skeleton.files).files, self.space.root
        )

    def image(self, view: View, width: int) -> Image.Image:
        """The view, `width` pixels across."""
        document = pypdfium2.PdfDocument(self._pdf(view))
        try:
            marks = self._marks(document, view)
            number, top = marks.get(view.first, (0, None))
            page = document[number]
            look = self.press.course(view.course).style.page
            box = _whole(page) if view.whole else _cut(look, page.get_height(), top, _bottom(marks, view, number))
            image = page.render(scale=width / (box[2] - box[0]), crop=_crop(page, box)).to_pil().convert("RGB")
            page.close()
        finally:
            document.close()
        return image if view.whole else _trimmed(image, round(view.height * width / (box[2] - box[0])))

    def _pdf(self, view: View) -> bytes:
        if view.specimen:
            return FORMATS["pdf"].write(specimen.document(), self.press.course(view.course).style).data
        return self.press.write(Job(view.unit, view.course, view.lang, view.edition, "pdf"))[0]

    def _marks(self, document: pypdfium2.PdfDocument, view: View) -> dict[str, tuple[int, float]]:
        """Where the headings that `view` names stand: page from 0, and points from the foot of the page."""
        labels = self.press.labels(view.lang)
        found: dict[str, tuple[int, float]] = {}
        for mark in document.get_toc():
            place = mark.get_dest()
            found.setdefault(mark.get_title(), (place.get_index(), place.get_view()[1][1]))
        return {name: found[labels.label(name)] for name in (view.first, view.last) if name}


Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points, counted from the page's upper left corner."""


def _whole(page: pypdfium2.PdfPage) -> Box:
    return 0, 0, page.get_width(), page.get_height()


def _cut(look: Page, height: float, top: float | None, bottom: float) -> Box:
    """Text and a little margin, from the heading at `top` (or the head of the page) down to `bottom`."""
    begin = 0.0 if top is None else height - min(top + 4, height)
    end = height - max(bottom, look.bottom)
    return look.left - BESIDE, begin, look.width - look.right + BESIDE, end


def _bottom(marks: dict[str, tuple[int, float]], view: View, number: int) -> float:
    page, place = marks.get(view.last, (-1, 0.0))
    return place if page == number else 0.0


def _crop(page: pypdfium2.PdfPage, box: Box) -> Box:
    """pdfium wants how much to leave out at the left, the bottom, the right and the top."""
    left, top, right, bottom = box
    return left, page.get_height() - bottom, page.get_width() - right, top


# --- pictures


def _trimmed(image: Image.Image, most: int) -> Image.Image:
    """At most `most` pixels high and without empty space at the foot; the cut goes through no line of text."""
    empty = [low == 255 for low in _darkest(image)]
    end = min(image.height, most)
    while 1 < end < image.height and not empty[end - 1]:
        end -= 1
    while end > 1 and empty[end - 1]:
        end -= 1
    return _padded(image.crop((0, 0, image.width, end)), end + GAP)


def _darkest(image: Image.Image) -> Iterator[int]:
    """The darkest grey of each row of pixels."""
    grey = image.convert("L")
    data = grey.tobytes()
    return (min(data[n * grey.width : (n + 1) * grey.width]) for n in range(grey.height))


def _padded(image: Image.Image, height: int) -> Image.Image:
    """With white below it, `height` pixels high."""
    sheet = Image.new("RGB", (image.width, height), "white")
    sheet.paste(image, (0, 0))
    return sheet


def _joined(rows: list[list[Image.Image]]) -> Image.Image:
    """The views in their rows, each in a thin frame, those of a row equally high."""
    heights = [max(image.height for image in row) for row in rows]
    sheet = Image.new("RGB", (WIDTH, sum(heights) + 2 * len(rows) + GAP * (len(rows) - 1)), "white")
    top = 0
    for row, height in zip(rows, heights, strict=True):
        left = 0
        for image in row:
            sheet.paste(ImageOps.expand(_padded(image, height), 1, FRAME), (left, top))
            left += image.width + 2 + GAP
        top += height + 2 + GAP
    return sheet


def _png(image: Image.Image, colors: int) -> bytes:
    out = io.BytesIO()
    image.quantize(palette=_palette(image, colors), dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _palette(image: Image.Image, colors: int) -> Image.Image:
    """The commonest colours (paper, boxes, rules) first, then some for the edges of letters; no two nearly alike."""
    counted = image.getcolors(image.width * image.height) or []
    common: list[Any] = [color for _, color in sorted(counted, key=_commonest)[: colors // 2]]
    spread = image.quantize(colors // 2, Image.Quantize.MAXCOVERAGE).getpalette() or []
    kept: list[tuple[int, ...]] = []
    for color in common + list(zip(spread[::3], spread[1::3], spread[2::3], strict=True)):
        if all(max(abs(a - b) for a, b in zip(color, other, strict=True)) > CLOSE for other in kept):
            kept.append(color)
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for color in kept for part in color])
    return palette


def _commonest(counted: tuple[int, Any]) -> tuple[int, Any]:
    count, color = counted
    return -count, color


def _small(image: Image.Image) -> bytes:
    """The picture in as many colours as MOST_BYTES allow."""
    for colors in (64, 32, 16):
        data = _png(image, colors)
        if len(data) <= MOST_BYTES:
            return data
    return _small(image.resize((image.width * 9 // 10, image.height * 9 // 10), Image.Resampling.LANCZOS))


def _diagram() -> Image.Image:
    """Four countries and the lines between them: something to put into a handout."""
    image = Image.new("RGB", (900, 460), "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(shipped().bold), 44)
    places = {"미국": (170, 100), "러시아": (730, 100), "한국": (170, 360), "북한": (730, 360)}
    for one, other in (("미국", "러시아"), ("한국", "북한"), ("미국", "한국"), ("러시아", "북한"), ("한국", "러시아")):
        draw.line((*places[one], *places[other]), fill="#57606A", width=4)
    for name, (x, y) in places.items():
        draw.rounded_rectangle((x - 130, y - 55, x + 130, y + 55), 18, fill="#F1F4F8", outline="#1F3864", width=4)
        draw.text((x, y), name, font=font, fill="#1F3864", anchor="mm")
    return image


def _school_style() -> Style:
    """What a teacher might make of the specimen in Word: the school's colours and logo, a table with dotted rules."""
    fonts = Fonts(shipped(), shipped())
    choices = Choices(primary="7A122B", accent="1D5C4A", rule="C9A9B0", tint="F9F1F2", margins_mm=(30, 20, 25, 20))
    style = make(choices, fonts)
    logo = _logo()
    dots = Border(1, "7A122B", kind="dotted")
    looks = {
        "title": replace(style.look("title"), align="center"),
        "subtitle": replace(style.look("subtitle"), align="center"),
        "heading2": replace(style.look("heading2"), border_bottom=Border(0.75, "7A122B", 2, "double")),
    }
    return replace(
        style,
        looks=style.looks | looks,
        table=replace(style.table, outer=dots, inner=dots, sides=dots, columns=dots),
        numbers=(Label("decimalEnclosedCircle", "{}"), *style.numbers[1:]),
        header_logo=Logo(_png(logo, 16), "한빛고등학교", 30 * logo.width / logo.height, 30, "right"),
    )


def _logo() -> Image.Image:
    """The badge and the name of a school that there is not."""
    image = Image.new("RGB", (880, 200), "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse((4, 4, 196, 196), fill="#7A122B")
    draw.polygon(((100, 30), (160, 150), (40, 150)), fill="white")
    draw.text(
        (230, 100), "한빛고등학교", font=ImageFont.truetype(str(shipped().bold), 104), fill="#7A122B", anchor="lm"
    )
    return image.crop(ImageOps.invert(image).getbbox())


def made(picture: Picture, folder: Path) -> bytes:
    """The picture as a PNG. `folder` is for the workspaces that it needs."""
    after, before = Desk(folder / "after", picture.edits), Desk(folder / "before")
    if any(view.unit == DRAFT for row in picture.rows for view in row):
        after.begin_draft()
    rows = []
    for row in picture.rows:
        width = (WIDTH - GAP * (len(row) - 1)) // len(row) - 2
        rows.append([(before if view.before else after).image(view, width) for view in row])
    return _small(_joined(rows))


def undocumented() -> Iterator[str]:
    """Lines that an edit writes and a page does not show, pictures that a page does not embed."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for picture in CATALOG:
            if picture.edits and f"pictures/{picture.name}.png" not in text:
                yield f"{page.name} does not show {picture.name}.png"
            for edit in picture.edits:
                lines = (line.strip() for line in edit.new.splitlines() if line not in edit.old.splitlines())
                yield from (f"{page.name}, {picture.name}: {line}" for line in lines if line not in text)


def main() -> int:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for picture in CATALOG:
        with tempfile.TemporaryDirectory() as folder:
            data = made(picture, Path(folder))
        (PICTURES / f"{picture.name}.png").write_bytes(data)
        print(f"docs/pictures/{picture.name}.png  {len(data) // 1000} kB")
    missing = list(undocumented())
    print("\n".join(missing), file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
