"""PDFs that read as well as they print: what validators leave out is checked, each check on a fault of its own."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from courseware.build.press import Job, Press, Selection
from courseware.document.blocks import Document, Figure, Heading, Item, List, Paragraph, Run, Table, plain, texts
from courseware.formats import FORMATS
from courseware.formats.pdf import archive
from courseware.formats.pdf.file import File
from courseware.formats.pdf.structure import Tree
from courseware.look import fonts as font_files
from courseware.look.style import Choices, Fonts, Style, make
from courseware.workspace.layout import Workspace
from tests.conftest import ROOT, UNIT
from tests.pdf_checker import korean_is_korean, problems, several
from tests.pdf_ink import collisions, outside
from tests.pdf_reading import read
from tests.random_documents import document, picture
from tests.test_pdf_writer import said, wanted

SAMPLES = [
    Job(UNIT, course, lang, edition, "pdf")
    for course in ("ir-seminar", "korean-reading")
    for lang in ("ko", "en")
    for edition in ("student", "teacher")
]
each_sample = pytest.mark.parametrize("job", SAMPLES, ids=lambda job: f"{job.course}-{job.lang}-{job.edition}")


ABOUT_WORDS = {
    "HDG-010": "a heading of nothing but a number",
    "LNK-010": "an address printed as plain text",
    "TBL-001": "a table without words in its header row",
    "TBL-014": "answer lines and boxes that cross like a table's rules",
    "TAG-002": "a page's header, or a table's header row on its next page, as long as prose",
    "FIG-012": "a description that makes no sense",
    "DOC-004": "a page with nothing but a tall picture, which is described",
}
"""What outloud finds in documents of random words because of what they say, not of how they are written."""


@cache
def look(archival: bool = False) -> Style:
    return replace(make(Choices(), Fonts(font_files.shipped(), font_files.shipped())), archival=archival)


@pytest.fixture(scope="module")
def made() -> dict[Job, bytes]:
    press = Press(Workspace(ROOT))
    return {job: press.write(job)[0] for job in SAMPLES}


def findings(data: bytes, path: Path) -> list[str]:
    """What outloud, a checker that listens, finds: errors, warnings and hints."""
    from outloud import check

    path.write_bytes(data)
    result = check(str(path))
    assert result.error is None
    return [f"{finding.rule}: {finding.message}" for finding in result.findings]


# The sample handouts


@each_sample
def test_tags_content_fonts_and_links_of_a_handout_fit_each_other(made: dict[Job, bytes], job: Job) -> None:
    assert problems(made[job], korean_is_korean) == []


@each_sample
def test_glyphs_of_a_handout_lie_on_the_page_and_not_on_one_another(
    press: Press, made: dict[Job, bytes], job: Job
) -> None:
    assert collisions(made[job]) == []
    assert outside(made[job], press.course(job.course).style.page) == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # PyMuPDF's, at import
@each_sample
def test_a_checker_that_listens_finds_nothing_in_a_handout(made: dict[Job, bytes], tmp_path: Path, job: Job) -> None:
    """But for TBL-010: tables of two columns have more headings than other cells, since the first names the row."""
    found = [finding for finding in findings(made[job], tmp_path / "handout.pdf") if "TBL-010" not in finding]
    assert found == []


@each_sample
def test_copying_from_a_viewer_gives_the_words_of_the_blocks(press: Press, made: dict[Job, bytes], job: Job) -> None:
    """Letter by letter, without headers and footers; a viewer puts a mark of its own where a word was divided."""
    import pypdfium2

    page = press.course(job.course).style.page
    copied = [
        sheet.get_textpage().get_text_bounded(bottom=page.bottom, top=page.height - page.top)
        for sheet in pypdfium2.PdfDocument(made[job])
    ]
    letters = re.sub(r"[\W_]+", "", "".join(copied))
    words = [re.sub(r"[\W_]+", "", plain(text)) for text in texts(press.handout(job).document.blocks)]
    assert [word for word in words if word not in letters] == []


@pytest.mark.parametrize("archival", [False, True], ids=["plain", "archival"])
@each_sample
def test_the_first_four_pages_of_a_handout_are_small(press: Press, job: Job, archival: bool) -> None:
    """At most 82 kB; only pages of vocabulary with some 600 different characters have outlines that take more."""
    blocks, style = press.handout(job).document, replace(press.course(job.course).style, archival=archival)
    shorter = sorted(_beginnings(blocks), key=lambda one: len("".join(map(plain, texts(one.blocks)))))
    at = bisect_right(shorter, 4, key=lambda one: FORMATS["pdf"].write(one, style).pages or 0) - 1
    written = FORMATS["pdf"].write(shorter[at], style)
    assert written.pages == 4
    outlines = _outlines(written.data)
    assert len(written.data) - outlines <= 37_500
    assert len(written.data) <= 82_000 or outlines > 45_000


def _outlines(data: bytes) -> int:
    """How many bytes of a file are its fonts' outlines."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return sum(int(one.Length) for one in pdf.objects if isinstance(one, pikepdf.Stream) and "/Length1" in one)


def _beginnings(whole: Document) -> Iterator[Document]:
    """The document up to every block, and up to every row of a table."""
    for at, block in enumerate(whole.blocks):
        for rows in range(1, len(block.rows)) if isinstance(block, Table) else ():
            yield replace(whole, blocks=(*whole.blocks[:at], replace(block, rows=block.rows[:rows])))
        yield replace(whole, blocks=whole.blocks[: at + 1])


# Documents that nobody would write


FOOTNOTES = "ORD-001"
"""What it finds where there are footnotes: they are drawn at the foot of the page, but told behind their text."""


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("seed", range(50))
def test_random_documents_say_their_words_in_order_and_have_no_fault(tmp_path: Path, seed: int) -> None:
    wild = document(seed, most=2)
    data = FORMATS["pdf"].write(wild, look()).data
    reading = read(data)
    assert said(reading) == wanted(wild.blocks)
    assert reading.untagged() == ""
    assert collisions(data) == []
    assert outside(data, look().page) == []
    assert problems(data) == []
    allowed = {*ABOUT_WORDS, *({FOOTNOTES} if reading.elements("Note") else ())}
    heard = findings(data, tmp_path / "wild.pdf")
    assert [finding for finding in heard if finding.split(":")[0] not in allowed] == []


# Every check sees its fault

GOOD = Document(
    "읽기 자료",
    "ko",
    "student",
    (
        Heading(1, (Run("제목"),)),
        Heading(2, (Run("소제목"),)),
        Paragraph((Run("가나 "), Run("word", lang="en"), Run(" 다라 "), Run("여기", link="https://example.org"))),
        Paragraph((Run("첫"), Run("", footnote=(Run("첫 주"),)), Run(" 둘째"), Run("", footnote=(Run("둘째 주"),)))),
        List((Item((Run("하나"),)), Item((Run("둘"),))), True),
        Table(((Run("가"),), (Run("나"),)), (((Run("1"),), (Run("2"),)), ((Run("3"),), (Run("4"),))), (0.5, 0.5)),
        Figure(picture(), "네모"),
    ),
)


@cache
def good() -> bytes:
    return FORMATS["pdf"].write(GOOD, look()).data


def elements(pdf: pikepdf.Pdf, role: str) -> list[Any]:
    def walk(entries: Any) -> list[Any]:
        kids = [kid for kid in several(entries.get("/K")) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
        return [entries, *(one for kid in kids for one in walk(kid))]

    root: Any = pdf.Root
    return [one for one in walk(root.StructTreeRoot.K) if str(one.S) == f"/{role}"]


def element(pdf: pikepdf.Pdf, role: str) -> Any:
    return elements(pdf, role)[0]


def font(pdf: pikepdf.Pdf) -> Any:
    page: Any = pdf.pages[0].obj
    return page.Resources.Font.F1


def link(pdf: pikepdf.Pdf) -> Any:
    page: Any = pdf.pages[0].obj
    return page.Annots[0]


def parent_tree(pdf: pikepdf.Pdf) -> Any:
    root: Any = pdf.Root
    return root.StructTreeRoot.ParentTree.Nums


def drawn(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    """A page's content with something else in one place."""

    def change(pdf: pikepdf.Pdf) -> None:
        page: Any = pdf.pages[0].obj
        code = page.Contents.read_bytes()
        assert re.search(old, code, re.DOTALL)
        page.Contents.write(re.sub(old, new, code, count=1, flags=re.DOTALL))

    return change


def stray_cell(pdf: pikepdf.Pdf) -> None:
    cell, body = element(pdf, "TD"), element(pdf, "TBody")
    del element(pdf, "TR").K
    body.K.append(cell)
    cell.P = body


def orphan(pdf: pikepdf.Pdf) -> None:
    """The element goes, its content stays."""
    paragraph = elements(pdf, "P")[0]
    document_element = element(pdf, "Document")
    document_element.K = pikepdf.Array([kid for kid in document_element.K if kid.objgen != paragraph.objgen])


def other_widths(pdf: pikepdf.Pdf) -> None:
    cid_font = font(pdf).DescendantFonts[0]
    cid_font.DW = float(cid_font.DW) + 40


def silent_font(pdf: pikepdf.Pdf) -> None:
    character_map = font(pdf).ToUnicode
    character_map.write(re.sub(rb"<[0-9A-F]{4}> <[0-9A-F]{4}>\n", b"", character_map.read_bytes(), count=1))


def untitled(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo.Title


def claimless(pdf: pikepdf.Pdf) -> None:
    root: Any = pdf.Root
    root.Metadata.write(b"<x/>")


def without(path: str) -> Callable[[pikepdf.Pdf], None]:
    """The file without an entry of its catalogue, its first page, its first link or an element of a role."""
    where, key = path.split(".")

    def change(pdf: pikepdf.Pdf) -> None:
        root: Any = pdf.Root
        places = {
            "catalogue": lambda: root, "tree": lambda: root.StructTreeRoot,
            "page": lambda: pdf.pages[0].obj, "link": lambda: link(pdf),
        }  # fmt: skip
        place = places[where]() if where in places else element(pdf, where)
        del place[f"/{key}"]

    return change


def put(path: str, value: Any) -> Callable[[pikepdf.Pdf], None]:
    """The file with another entry in one of these places."""
    where, key = path.split(".")

    def change(pdf: pikepdf.Pdf) -> None:
        place = {"catalogue": lambda: pdf.Root, "link": lambda: link(pdf)}.get(where, lambda: element(pdf, where))()
        place[f"/{key}"] = value

    return change


def hole(pdf: pikepdf.Pdf) -> None:
    parent_tree(pdf)[1][2] = None


def short(pdf: pikepdf.Pdf) -> None:
    row = parent_tree(pdf)[1]
    del row[len(row) - 1]


def swapped(pdf: pikepdf.Pdf) -> None:
    row = parent_tree(pdf)[1]
    row[0], row[1] = row[1], row[0]


def shorter_row(pdf: pikepdf.Pdf) -> None:
    row = elements(pdf, "TR")[-1]
    row.K[0].S, row.K[0].P = pikepdf.Name.TD, row
    for cell in list(row.K)[1:]:
        row.K[0].K = pikepdf.Array([*several(row.K[0].get("/K")), *several(cell.get("/K"))])
    row.K = pikepdf.Array([row.K[0]])


def childless(pdf: pikepdf.Pdf) -> None:
    element(pdf, "P").K = pikepdf.Array()


def unembedded(pdf: pikepdf.Pdf) -> None:
    del font(pdf).DescendantFonts[0].FontDescriptor.FontFile2


def unmarked_list(pdf: pikepdf.Pdf) -> None:
    item = element(pdf, "LI")
    item.K = pikepdf.Array([kid for kid in item.K if kid.S != "/Lbl"])


def other_bookmark(pdf: pikepdf.Pdf) -> None:
    root: Any = pdf.Root
    root.Outlines.First.Title = pikepdf.String("다른 제목")


BROKEN: dict[str, tuple[Callable[[pikepdf.Pdf], None], str]] = {
    "not marked": (without("catalogue.MarkInfo"), "does not say that it is tagged"),
    "title not shown": (without("catalogue.ViewerPreferences"), "not told to show the title"),
    "no title": (untitled, "has no title"),
    "no claim": (claimless, "do not claim PDF/UA-1"),
    "no language": (without("catalogue.Lang"), "has no language"),
    "no such language": (put("catalogue.Lang", "Korean language"), "is no language"),
    "a word in no language": (put("Span.Lang", "english!"), "is no language"),
    "no tab order": (without("page.Tabs"), "the tab order"),
    "unknown role": (put("P.S", pikepdf.Name.Absatz), "no role of ours"),
    "cell outside a row": (stray_cell, "TD outside TR"),
    "item outside a list": (put("L.S", pikepdf.Name.Div), "LI outside L"),
    "row outside a table": (put("TBody.S", pikepdf.Name.Div), "TR outside"),
    "empty element": (childless, "P is empty"),
    "wrong parent": (lambda pdf: put("TD.P", element(pdf, "Document"))(pdf), "names another parent"),
    "header cell without scope": (without("TH.A"), "TH without Scope"),
    "rows of different length": (shorter_row, "rows of different length"),
    "list without numbering": (without("L.A"), "L without ListNumbering"),
    "item without its number": (unmarked_list, "LI without Lbl"),
    "note without an ID": (without("Note.ID"), "Note without an ID"),
    "two notes with one ID": (put("Note.ID", "note-0002"), "Note without an ID of its own"),
    "notes that the tree does not know": (without("tree.IDTree"), "the IDTree has other"),
    "note without its number": (put("Note.K", 99), "Note without Lbl"),
    "reference to no note": (put("Span.S", pikepdf.Name.Reference), "other references than notes"),
    "a level left out": (put("H2.S", pikepdf.Name.H3), "H3 after level 1"),
    "picture without words": (without("Figure.Alt"), "Figure without Alt"),
    "picture without place": (without("Figure.A"), "Figure without BBox"),
    "orphaned content": (orphan, "has 0 owners"),
    "content twice": (drawn(rb"/MCID 1>>", b"/MCID 0>>"), "is used twice"),
    "content that is not there": (drawn(rb"/MCID 1>>", b"/MCID 99>>"), "which is not drawn"),
    "untagged text": (drawn(rb"/\w+ <</MCID 0>> BDC(.*?)EMC", rb"\1"), "neither tagged nor an artifact"),
    "untagged rule": (drawn(rb"/Artifact <</Type/Layout>> BDC(.*?)EMC", rb"\1"), "neither tagged nor an artifact"),
    "mark inside mark": (drawn(rb"BT", b"/Artifact BMC EMC BT"), "marked content inside"),
    "page without a number": (without("page.StructParents"), "is not in the ParentTree"),
    "hole in the parent tree": (hole, "has another owner or none"),
    "parent tree too short": (short, "has another owner or none"),
    "owners exchanged": (swapped, "has another owner or none"),
    "link without a number": (without("link.StructParent"), "an annotation of Link has another owner"),
    "link that no tag knows": (lambda pdf: put("Link.K", element(pdf, "Link").K[0])(pdf), "is not tagged as a Link"),
    "link without words": (without("link.Contents"), "a link without Contents"),
    "link that is not printed": (put("link.F", 2), "hidden or not printed"),
    "address in Korean": (put("link.A", pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://한겨레.kr")), "not ASCII"),
    "font not embedded": (unembedded, "is not embedded"),
    "wrong widths": (other_widths, "is not as wide as the file says"),
    "character without meaning": (silent_font, "says nothing"),
    "missing glyph": (drawn(rb"<0001", b"<0000"), "draws a missing glyph"),
    "another bookmark": (other_bookmark, "the bookmarks are not the headings"),
}


def test_the_file_that_gets_broken_has_no_fault() -> None:
    assert problems(good(), korean_is_korean) == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_seen_to_be_broken(name: str) -> None:
    change, message = BROKEN[name]
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(good())) as pdf:
        change(pdf)
        pdf.save(out)
    found = problems(out.getvalue())
    assert any(message in problem for problem in found), found


def test_hangul_in_an_english_voice_is_seen() -> None:
    english = replace(GOOD, lang="en")
    assert any(
        "would be read as en" in problem
        for problem in problems(FORMATS["pdf"].write(english, look()).data, korean_is_korean)
    )


def test_content_that_no_element_of_the_tree_owns_stops_the_writer() -> None:
    tree = Tree("ko")
    tree.owners.append([])
    tree.mark(0, Tree("ko").root.add("P"))
    with pytest.raises(RuntimeError, match="in no structure tree"):
        tree.emit(File(), ["1 0 R"])


def test_without_java_the_conformance_check_says_what_it_needs(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.conformance"],
        cwd=ROOT, env=os.environ | {"PATH": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "java is not installed" in done.stdout
    assert "Maven" in done.stdout


# For an archive


def test_an_archives_file_says_what_it_is_and_what_its_colours_mean() -> None:
    with pikepdf.open(io.BytesIO(FORMATS["pdf"].write(GOOD, look(archival=True)).data)) as pdf:
        root: Any = pdf.Root
        metadata = root.Metadata.read_bytes().decode()
        assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in metadata
        assert "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>" in metadata
        assert root.OutputIntents[0].DestOutputProfile.read_bytes() == archive.srgb()


def test_an_archives_file_has_the_same_pages_and_no_fault() -> None:
    plain_file, archival = (FORMATS["pdf"].write(GOOD, look(archival)).data for archival in (False, True))
    assert problems(archival, korean_is_korean) == []
    assert said(read(archival)) == said(read(plain_file))
    assert 0 < len(archival) - len(plain_file) < 3000


def test_the_colour_profile_is_that_of_screens() -> None:
    from PIL import Image, ImageCms

    ours = ImageCms.ImageCmsProfile(io.BytesIO(archive.srgb()))
    colors = Image.frombytes("RGB", (256, 8), bytes(n * step % 256 for n in range(256 * 8) for step in (7, 13, 29)))
    same = ImageCms.profileToProfile(colors, ours, ImageCms.createProfile("sRGB"))
    assert same is not None
    assert max(abs(a - b) for a, b in zip(colors.tobytes(), same.tobytes(), strict=True)) <= 1


@pytest.mark.parametrize(("key", "archival"), [("pdf: archival\n", True), ("pdf: plain\n", False), ("", False)])
def test_a_course_asks_for_archival_files(space: Workspace, key: str, archival: bool) -> None:
    course = space.root / "templates" / "korean-reading" / "course.yaml"
    course.write_text(course.read_text(encoding="utf-8") + key, encoding="utf-8")
    press = Press(space)
    job = press.jobs(
        Selection(courses=("korean-reading",), languages=("ko",), editions=("student",), formats=("pdf",))
    )[0][0]
    assert (b"GTS_PDFA1" in pikepdf_objects(press.write(job)[0])) == archival


def pikepdf_objects(data: bytes) -> bytes:
    """The file with its objects unpacked."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()
