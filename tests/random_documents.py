"""Documents that nobody would write, the same for the same number: every kind of block, nested, in both languages."""

from __future__ import annotations

import io
from functools import cache
from random import Random

from PIL import Image

from courseware.document.blocks import (
    PAGE,
    PAGES,
    AnswerLines,
    Block,
    Columns,
    Document,
    Figure,
    Heading,
    Inlines,
    Item,
    List,
    Margin,
    NameLine,
    Note,
    PageBreak,
    Paragraph,
    Quote,
    Run,
    Table,
)

WORDS = {
    "ko": """조약 정상회담 포괄적 전략적 동반자 관계에 관한 한반도는 條約(조약)을 “평양에서” 2024년 6월 ‘어느 한쪽’이
        (나토)와 국제연합안전보장이사회 원조를 제공한다. 규정한다고? 3.5 % 30 분, 1,234 km 「한겨레」에 · 위기이다!
        자동군사개입조항을""",
    "en": """the treaty summit comprehensive strategic partnership, Pyongyang reconnaissance (intercontinental) of a
        “ambassador” responsibility cutting-edge and/or 1961 30 km 2.5 % Kim Jong-un? representative! NATO
        intergovernmental–multilateral""",
}
ROMAN = ("joyak", "dongmaeng", "jeongsanghoedam", "ŏnŭ", "p’yŏnghwa")
LINKS = ("https://example.org/a_b/c-d?e=1&f=2#g", "https://example.org/조약", "mailto:someone@example.org")
LONG = ("가" * 90, "https://example.org/" + "section_a/" * 20, "x" * 70, "Antidisestablishmentarianism" * 3, "(" * 40)


@cache
def picture(mode: str = "RGB", form: str = "PNG", size: tuple[int, int] = (40, 20)) -> bytes:
    """So many pixels wide and high, all black."""
    file = io.BytesIO()
    Image.new(mode, size, 0).save(file, form)
    return file.getvalue()


def document(seed: int, most: int = 9) -> Document:
    """Document number `seed`: even ones are Korean, odd ones English; a title and at most so many blocks."""
    return _Writer(seed).document(most)


class _Writer:
    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.lang = ("ko", "en")[seed % 2]
        self.seed = seed

    def document(self, most: int) -> Document:
        chance = self.chance
        blocks = [self.block(0) for _ in range(chance.randint(1, most))]
        margins = [Margin(self.text(4), (Run(f"{PAGE} / {PAGES}"),)) if chance.random() < 0.6 else Margin()] * 2
        return Document(
            f"{self.seed}. {self.words(5)}", self.lang, chance.choice(("student", "teacher")),
            (Heading(1, self.text(6, plain=True)), *blocks), *margins,
            author=self.words(2), subject=self.words(6), keywords=(self.words(1), "a & b <c>"),
            date="2024-06-24T17:44:00+09:00",
        )  # fmt: skip

    def words(self, most: int, lang: str | None = None) -> str:
        return " ".join(self.chance.choices(WORDS[lang or self.lang].split(), k=self.chance.randint(1, most)))

    def text(self, most: int, plain: bool = False, noted: bool = False) -> Inlines:
        """A few runs, some of them bold, linked or in the other language; `noted` text may have footnotes."""
        runs = [Run(self.words(most))]
        while not plain and self.chance.random() < 0.45:
            runs.append(self.footnote() if noted and self.chance.random() < 0.15 else self.run(most))
            if runs[-1].link and self.chance.random() < 0.5:
                other = "en" if self.lang == "ko" else "ko"
                runs.append(Run(" " + self.words(most, other), lang=other, link=runs[-1].link))
        return tuple(runs)

    def footnote(self) -> Run:
        """Mostly of a line or two, now and then longer than a page."""
        return Run("", footnote=self.text(self.chance.choice((4, 30, 30, 30, 700))))

    def run(self, most: int) -> Run:
        chance, other = self.chance, "en" if self.lang == "ko" else "ko"
        kind = chance.randrange(8)
        text = " " * chance.randrange(2) + self.words(most)
        match kind:
            case 0:
                return Run(text, bold=True, underline=self.seed % 3 == 0)
            case 1:
                return Run(text, emphasis=True, muted=chance.random() < 0.5)
            case 2:
                return Run(text, link=chance.choice(LINKS))
            case 3:
                return Run(chance.choice(LINKS[:2]), link=chance.choice(LINKS), bold=True)
            case 4:
                return Run(self.words(most, other), lang=other)
            case 5:
                return Run(chance.choice(ROMAN), lang="ko-Latn", muted=True)
            case 6:
                return Run(chance.choice(LONG))
            case _:
                return Run("\n" + text)

    def block(self, depth: int) -> Block:
        kinds = [self.heading, self.paragraph, self.quote, self.lines, self.table, self.figure, self.fields]
        kinds += [self.listing, self.listing, self.note] if depth < 4 else []
        kinds += [self.page_break, self.columns] if not depth else []
        make = self.chance.choice(kinds)
        return make(depth)

    def heading(self, _: int) -> Block:
        return Heading(self.chance.randint(1, 3), self.text(8))

    def paragraph(self, _: int) -> Block:
        role = self.chance.choice(("body", "body", "subtitle", "meta", "badge"))
        return Paragraph(self.text(60, noted=True), role)

    def quote(self, _: int) -> Block:
        return Quote(self.text(20, noted=True), self.text(6) if self.chance.random() < 0.7 else ())

    def lines(self, _: int) -> Block:
        return AnswerLines(self.chance.choice((0, 1, 2, 5, 8, 40)), self.words(3) if self.chance.random() < 0.8 else "")

    def fields(self, _: int) -> Block:
        return NameLine(tuple(self.words(self.chance.choice((2, 2, 2, 30))) for _ in range(self.chance.randint(0, 9))))

    def figure(self, _: int) -> Block:
        form, mode = self.chance.choice((("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "L"), ("JPEG", "RGB")))
        data = picture(mode, form, self.chance.choice(((40, 20), (20, 40), (3, 90))))
        return Figure(data, self.words(5) if self.chance.random() < 0.8 else "", self.chance.random())

    def page_break(self, _: int) -> Block:
        return PageBreak()

    def columns(self, _: int) -> Block:
        return Columns(self.chance.choice((2, 2, 3)), tuple(self.block(1) for _ in range(self.chance.randint(1, 6))))

    def table(self, _: int) -> Block:
        """Mostly small, now and then longer than a page; some cells are empty, some tables have no words on top."""
        chance = self.chance
        columns = chance.randint(1, 5)
        rows = chance.choice((0, 1, 2, 5, 5, 60))
        header = tuple(self.text(2) for _ in range(columns)) if chance.random() < 0.8 else ((),) * columns
        body = tuple(tuple(self.cell() for _ in range(columns)) for _ in range(rows))
        parts = [chance.uniform(0.3, 1) for _ in range(columns)]
        aligns = (None, "center", "right", "left", None)[:columns] if self.seed % 3 == 1 else ()
        return Table(header, body, tuple(part / sum(parts) for part in parts), self.words(3) if rows else "", aligns)

    def cell(self) -> Inlines:
        return () if self.chance.random() < 0.1 else self.text(7, noted=True)

    def listing(self, depth: int) -> Block:
        chance = self.chance
        items = [Item(self.text(16, noted=True), self.inner(depth)) for _ in range(chance.choice((1, 2, 3, 16)))]
        return List(tuple(items), chance.random() < 0.5, chance.choice((1, 1, 7, 998)), bracket=self.seed % 4 == 0)

    def note(self, depth: int) -> Block:
        return Note(self.chance.choice(("box", "teacher", "source")), self.inner(depth) or (self.paragraph(depth),))

    def inner(self, depth: int) -> tuple[Block, ...]:
        """Rarer the deeper, or no document would end."""
        if self.chance.random() > 0.5 / (depth + 1):
            return ()
        return tuple(self.block(depth + 1) for _ in range(self.chance.randint(1, 2)))
