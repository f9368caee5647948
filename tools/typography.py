"""Make the pictures of docs/typography.md: sample handouts page by page, and hard cases beside plain ReportLab.

    python -m tools.typography

The same pages give the same bytes.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from benchmarks import naive
from courseware.build.press import Press, Selection
from courseware.document.blocks import Block, Document, Heading, Item, List, Paragraph, Run, Table
from courseware.formats import FORMATS
from courseware.look import fonts
from courseware.look.style import Choices, Fonts, Page, Style, make
from courseware.workspace.layout import Workspace

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
WIDTH = 1200
"""Pixels across a picture."""
COLUMNS = 5
"""Pages side by side in a contact sheet."""
GAP = 12
MOST_BYTES = 150_000
FRAME = "#B9C0C9"
SLIP = Page(width=330, height=600, top=20, right=20, bottom=20, left=20, header=8, footer=8)
"""The page of a specimen: small, so that its letters are large in the picture."""


def ko(text: str) -> tuple[Run, ...]:
    return (Run(text),)


PARAGRAPHS = (
    Heading(2, ko("좁은 단과 긴 주소")),
    Paragraph(
        (
            Run("2024년 6월 19일 푸틴 대통령과 김정은 국무위원장은 평양에서 "),
            Run("‘포괄적 전략적 동반자 관계에 관한 조약(條約)’에 "),
            Run("서명", bold=True),
            Run("하였다. 두 사람은 “침략(侵略)을 받으면 지체 없이 원조(援助)를 제공한다”고 하였고, "),
            Run("거리는 약 6,400 km, 비행은 9 시간, "),
            Run("비율은 3.5 %이다."),
        )
    ),
    Paragraph(
        (
            Run("원문: "),
            Run(
                "https://www.example.org/archive/2024/06/treaty-text.html?lang=ko&section=4#mutual_assistance",
                link="https://www.example.org/",
            ),
            Run("(2024. 6. 24. 확인)"),
        )
    ),
    Table(
        (ko("낱말"), ko("뜻"), ko("설명")),
        (
            (
                ko("국제연합안전보장이사회결의(제2397호)"),
                (Run("Intergovernmental responsibilities", lang="en"),),
                (
                    Run("안보리 결의는 "),
                    Run("intercontinental ballistic missiles", lang="en"),
                    Run("와 관련된 협력을 금지한다. "),
                    Run("Representatives considered countermeasures notwithstanding disagreement.", lang="en"),
                ),
            ),
        ),
        (0.24, 0.26, 0.5),
    ),
)


def nested(depth: int = 0, names: Sequence[str] = "가나다라") -> List:
    """Sixteen items on two levels: four times a word and its three explanations."""
    kinds = (
        "조약을 맺은 두 나라가 서로 지는 의무와 그 한계",
        "한자 條約",
        "English: treaty, a written agreement between states",
    )
    if depth:
        return List(tuple(Item(ko(kind)) for kind in kinds))
    return List(
        tuple(Item(ko(f"{name}. 낱말의 뜻을 자기 말로 설명해 보세요."), (nested(1),)) for name in names), True, 8
    )


LISTS = (Heading(2, ko("열여섯 항목")), nested())


def pages(data: bytes, width: int) -> list[Image.Image]:
    """Every page, `width` pixels across."""
    document = pypdfium2.PdfDocument(data)
    images = [page.render(scale=width / page.get_width()).to_pil().convert("RGB") for page in document]
    document.close()
    return [image.resize((width, round(image.height * width / image.width))) for image in images]


def contact_sheet(data: bytes) -> Image.Image:
    """All pages of a file, small."""
    width = (WIDTH - GAP * (COLUMNS - 1)) // COLUMNS
    images = [ImageOps.expand(image, 1, FRAME) for image in pages(data, width - 2)]
    rows = [images[at : at + COLUMNS] for at in range(0, len(images), COLUMNS)]
    high = images[0].height
    sheet = Image.new("RGB", (WIDTH, (high + GAP) * len(rows) - GAP), "white")
    for down, row in enumerate(rows):
        for across, image in enumerate(row):
            sheet.paste(image, (across * (width + GAP), down * (high + GAP)))
    return sheet


def specimen(blocks: tuple[Block, ...]) -> Image.Image:
    """The same text by this program, on the left, and by ReportLab's own Paragraph and Table, on the right."""
    document, style = Document("견본", "ko", "student", blocks), _slip()
    width = (WIDTH - GAP) // 2 - 2
    ours, theirs = (
        pages(data, width)[0] for data in (FORMATS["pdf"].write(document, style).data, naive.pdf(document, style))
    )
    height = max(_filled(ours), _filled(theirs)) + 2 * GAP
    sheet = Image.new("RGB", (WIDTH, height + 2), "white")
    for left, image in ((0, ours), (width + 2 + GAP, theirs)):
        sheet.paste(ImageOps.expand(image.crop((0, 0, width, height)), 1, FRAME), (left, 0))
    return sheet


def _slip() -> Style:
    family = fonts.shipped()
    return replace(make(Choices(justify=True), Fonts(family, family)), page=SLIP)


def _filled(image: Image.Image) -> int:
    """How far down there is anything."""
    box = ImageOps.invert(image.convert("L")).getbbox()
    return box[3] if box else 0


def png(image: Image.Image) -> bytes:
    """In as many colours as MOST_BYTES allow."""
    for colors in (64, 32, 16, 8):
        out = io.BytesIO()
        image.quantize(colors, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= MOST_BYTES:
            return out.getvalue()
    sys.exit("typography: a picture does not fit into its bytes")


def drawn() -> dict[str, Image.Image]:
    """Every picture by its name."""
    press = Press(Workspace(ROOT))
    found = {"specimen": specimen(PARAGRAPHS), "specimen-lists": specimen(LISTS)}
    for job in press.jobs(Selection(courses=("korean-reading", "ir-seminar"), editions=("student",), formats=("pdf",)))[
        0
    ]:
        found[f"{job.course}-{job.lang}"] = contact_sheet(press.write(job)[0])
    return found


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, image in drawn().items():
        data = png(image)
        (PICTURES / f"typography-{name}.png").write_bytes(data)
        print(f"docs/pictures/typography-{name}.png  {len(data) // 1000} kB")


if __name__ == "__main__":
    main()
