"""Lay every sample handout's Word file beside its PDF: count pages and words of both, and draw them for docs/word.md.

    python -m tools.same_pages

LibreOffice lays the Word files out; where it is not installed this says so and exits with 2. It exits with 1 where the
pages of a handout differ by more than one, or where a word of it is not printed as often as it has to be.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont, ImageOps

from courseware.build.press import Job, Press, Selection
from courseware.document.blocks import Block, plain, texts
from courseware.formats.pdf.reading import pieces
from courseware.look.fonts import shipped
from courseware.workspace.layout import Workspace
from tools.typography import FRAME, GAP, PICTURES, ROOT, WIDTH, pages, png

COURSES = ("ir-seminar", "korean-reading")
DRAWN = ("korean-reading-ko", "ir-seminar-en")
"""The students' handouts that docs/word.md shows."""
COLUMNS = 7
WORD = re.compile(r"[^\W_]+")
MARGIN = 40
"""Pixels at the left for the formats' names."""


def laid_out(files: dict[Job, bytes]) -> dict[Job, bytes]:
    """Word files as LibreOffice prints them."""
    office = shutil.which("soffice")
    if office is None:
        print("same_pages: LibreOffice is not installed (no program “soffice” is found)")
        sys.exit(2)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = {job: folder / f"{number}.docx" for number, job in enumerate(files)}
        for job, path in paths.items():
            path.write_bytes(files[job])
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office, "--headless", profile, "--convert-to", "pdf", "--outdir", name, *map(str, paths.values())]
        subprocess.run(command, check=True, capture_output=True)
        return {job: path.with_suffix(".pdf").read_bytes() for job, path in paths.items()}


def count(data: bytes) -> int:
    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


def lost(blocks: Sequence[Block], pdf: bytes) -> list[str]:
    """The words that a PDF shows less often than the blocks that it was made from, wherever its lines break.

    A program that loses a table's row makes a handout shorter, which the number of pages alone would hide.
    """
    wanted = [plain(text) for text in texts(blocks)]
    there, here = _letters("\n".join(pieces(pdf))), "\n".join(map(_letters, wanted))
    words = dict.fromkeys(word for text in wanted for word in WORD.findall(text))
    return [word for word in words if there.count(word) < here.count(word)]


def _letters(text: str) -> str:
    """Without spaces, hyphens and line breaks, which each program sets in its own way."""
    return "".join(WORD.findall(text))


def sheet(pdf: bytes, word: bytes) -> Image.Image:
    """Page by page: rows of the PDF, and below each the same pages of the Word file."""
    width = (WIDTH - MARGIN - GAP * (COLUMNS - 1)) // COLUMNS
    both = [[ImageOps.expand(image, 1, FRAME) for image in pages(data, width - 2)] for data in (pdf, word)]
    high = both[0][0].height
    rows = -(-max(map(len, both)) // COLUMNS)
    picture = Image.new("RGB", (WIDTH, (2 * high + 3 * GAP) * rows - GAP), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.truetype(shipped().bold, 13)
    for row in range(rows):
        for line, (name, images) in enumerate(zip(("PDF", "Word"), both, strict=True)):
            top = (2 * high + 3 * GAP) * row + (high + GAP) * line
            draw.text((0, top), name, "black", font)
            for column, image in enumerate(images[row * COLUMNS : (row + 1) * COLUMNS]):
                picture.paste(image, (MARGIN + column * (width + GAP), top))
    return picture


def main() -> None:
    press = Press(Workspace(ROOT))
    made = {job: press.write(job)[0] for job in press.jobs(Selection(courses=COURSES))[0]}
    printed = laid_out({job: data for job, data in made.items() if job.format == "docx"})
    wrong = False
    for job, word in printed.items():
        pdf = made[replace(job, format="pdf")]
        blocks = press.handout(job).document.blocks
        missing = {"PDF": lost(blocks, pdf), "Word": lost(blocks, word)}
        wrong |= abs(count(pdf) - count(word)) > 1 or any(missing.values())
        print(f"{job.course:15} {job.lang} {job.edition:8} PDF {count(pdf):3}  Word {count(word):3}")
        for format_name, words in missing.items():
            if words:
                print(f"    {format_name} lacks: {' '.join(words)}")
        name = f"{job.course}-{job.lang}"
        if job.edition == "student" and name in DRAWN:
            path = PICTURES / f"same-pages-{name}.png"
            path.write_bytes(png(sheet(pdf, word)))
            print(f"    {path.relative_to(ROOT)}  {path.stat().st_size // 1000} kB")
    sys.exit(wrong)


if __name__ == "__main__":
    main()
