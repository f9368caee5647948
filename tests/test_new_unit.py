"""A unit that begins with an article: what is filled in, what is asked, and that a failure leaves nothing behind."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseware import drafting
from courseware.build.press import Press, Selection
from courseware.checks.opens import nothing_open
from courseware.cli import commands
from courseware.cli.speech import LANGUAGES, speech
from courseware.drafting import snapshot
from courseware.drafting.snapshot import stamps
from courseware.errors import CoursewareError
from courseware.handout.labels import Labels, catalogue
from courseware.unit import article, seeds
from courseware.workspace import layout, skeleton, start
from courseware.workspace.layout import Workspace
from tests.conftest import ROOT, some

FERRY = ROOT / "docs" / "examples" / "ferry.txt"
KOREAN = ROOT / "docs" / "examples" / "ferry.ko.txt"
PAGES = ROOT / "tests" / "data" / "pages"
LABELS = {lang: Labels(lang, catalogue("handout", lang, [ROOT / "locales"])) for lang in LANGUAGES}


@pytest.fixture
def here(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.chdir(space.root)
    return space


def new(capsys: pytest.CaptureFixture[str], *arguments: object, lang: str = "en") -> tuple[int, str]:
    code = commands.run(["new", "unit", "mine", *map(str, arguments)], speech(lang, (ROOT / "locales",)))
    captured = capsys.readouterr()
    return code, captured.out + captured.err


def test_what_is_clerical_is_filled_in(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(capsys, "--from", FERRY)[0] == commands.FINE
    unit = seeds.load(here.unit("mine"))
    text = article.load(here.unit("mine"), "en", "en")
    assert text is not None
    told = unit.article
    assert (told.paragraphs, told.captions, told.words, told.sha256) == (10, 1, 318, text.sha256)
    assert told.posted.isoformat() == "2026-03-05T10:20:00+09:00"
    assert [(str(author.name["en"]), str(author.role["en"])) for author in told.authors] == [
        ("Yoon Da-on", "staff reporter")
    ]
    assert told.original is not None
    assert told.original.url == "https://www.haean-courier.example/arti/society/118204.html"
    assert unit.is_open
    assert unit.source.ask == ("minutes: how long does the unit take? 50 is only an example.",)


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_a_new_unit_has_open_points_and_empty_lists_and_nothing_else(
    here: Workspace, capsys: pytest.CaptureFixture[str], page: Path
) -> None:
    assert new(capsys, "--from", page)[0] == commands.FINE
    found = {problem.rule for problem in Press(here).unit_problems("mine")}
    assert found == {"nothing-open", "lists-not-empty"}


def test_a_book_is_no_article(
    here: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = here.root / "book.txt"

    def text(count: int) -> str:
        told = (f"The boat number {n} left the harbour at noon, and nobody saw it.\n\n" for n in range(count))
        return "The harbour\nPosted on: 2026-05-12 06:00 KST\n\n" + "".join(told)

    path.write_text(text(6000), encoding="utf-8")
    code, said = new(capsys, "--from", path)
    assert (code, "an article has 300,000 at most" in said, (here.seeds / "mine").exists()) == (
        commands.PROBLEMS,
        True,
        False,
    )
    monkeypatch.setattr(article, "LONGEST", 700)
    codes = []
    for count in range(1, 20):  # whatever is taken is read back
        path.write_text(text(count), encoding="utf-8")
        codes.append(new(capsys, "--from", path)[0])
        if codes[-1] == commands.FINE:
            assert article.load(here.unit("mine"), "en", "en") is not None
            shutil.rmtree(here.unit("mine"))
    assert set(codes) == {commands.FINE, commands.PROBLEMS}


def test_every_list_begins_empty_with_its_example_as_a_comment(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    new(capsys, "--from", FERRY)
    unit = seeds.load(here.unit("mine"))
    lists = [unit.actors.actors, unit.timeline.events, unit.quotes.quotes, unit.vocabulary.terms]
    assert lists == [(), (), (), ()]
    assert "#  - id: first" in (here.unit("mine") / "actors.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("main", "other", "name"), [(FERRY, KOREAN, "article.ko.txt"), (KOREAN, FERRY, "article.en.txt")]
)
def test_both_languages_are_kept_beside_the_unit(
    here: Workspace, capsys: pytest.CaptureFixture[str], main: Path, other: Path, name: str
) -> None:
    assert new(capsys, "--from", main, "--original", other)[0] == commands.FINE
    unit = seeds.load(here.unit("mine"))
    assert (here.unit("mine") / name).is_file()
    assert set(unit.article.headline) == set(LANGUAGES)
    assert not any("headline" in str(problem.values) for problem in nothing_open(unit))
    assert (unit.article.original is not None) == (unit.article.language == "en")


def test_pasted_text_comes_through_the_standard_input(
    here: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(FERRY.read_bytes())))
    assert new(capsys, "--from", "-")[0] == commands.FINE
    assert seeds.load(here.unit("mine")).article.paragraphs == 10


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("wire-credit.html", "the text is marked Yonhap"),
        ("live-blog.html", "this is a running report"),
        ("nothing.html", "the page names no time zone; is 11:30 the time in Korea?"),
        ("mixed-encodings.html", "the page names nobody"),
    ],
)
def test_what_a_page_leaves_open_is_asked(
    here: Workspace, capsys: pytest.CaptureFixture[str], page: str, asked: str
) -> None:
    assert new(capsys, "--from", PAGES / page)[0] == commands.FINE
    assert any(asked in question for question in seeds.load(here.unit("mine")).source.ask)


@pytest.mark.parametrize("date", ["March 2, 2026", "입력 2026. 3. 2.", "Published : 2 March 2026"])
def test_a_day_without_an_hour_is_enough_and_no_hour_is_made_up(
    here: Workspace, capsys: pytest.CaptureFixture[str], date: str
) -> None:
    (here.root / "a.txt").write_text(f"A Headline\n{date}\nThe boat is back. It left on time.\n", encoding="utf-8")
    assert new(capsys, "--from", "a.txt")[0] == commands.FINE
    assert "  posted: 2026-03-02\n" in (here.unit("mine") / "source.yaml").read_text(encoding="utf-8")
    assert commands.run(["draft", "mine"], speech("en", (ROOT / "locales",))) == commands.FINE
    unit = seeds.load(here.unit("mine"))
    assert unit.article.posted == unit.article.day == dt.date(2026, 3, 2)
    assert not any("posted" in question for question in unit.source.ask)
    press = Press(here, draft=True)
    jobs = press.jobs(Selection(("mine",)))[0]
    assert len(jobs) >= 8
    for job in some({replace(job, format="") for job in jobs}):
        printed = press.handout(job).markdown.replace("\\", "")
        assert {"ko": "등록 2026년 3월 2일\n", "en": "Posted March 2, 2026\n"}[job.lang] in printed
        assert not re.search(r"오전 12시|12(:00)?.a\.?m|00:00", printed)


def test_the_hour_of_the_text_is_taken_where_the_pages_data_has_the_day_only() -> None:
    page = (
        "<meta property='article:published_time' content='2026-03-02'><article><h1>The boat is back</h1>"
        f"<p>입력 2026.03.02. 오후 2:30</p><p>{'It left on time. ' * 20}</p></article>"
    )
    found = snapshot.take(f"<html>{page}</html>".encode(), Path("a.html"))
    assert str(found.facts.posted) == "2026-03-02T14:30:00+09:00"


# --- what she says herself

UNDATED = """\
World & Nation
All News | Photos
Mayor's office moves, city says
By Cho Eun-bi
The office of the mayor moves to the new quay in spring, the city said.
"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_missing_date_is_refused_with_the_option_that_gives_it(
    here: Workspace, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    (here.root / "a.txt").write_text(UNDATED, encoding="utf-8")
    code, told = new(capsys, "--from", "a.txt", lang=lang)
    assert code == commands.PROBLEMS
    assert "--posted 2026-03-02" in told


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2026-05-08", "2026-05-08"),
        ("2026-05-08 09:00", "2026-05-08T09:00:00+09:00"),
        ("2026-05-08T09:00:00-05:00", "2026-05-08T09:00:00-05:00"),
        ("2026-05-08 09:00 GMT", "2026-05-08T09:00:00+00:00"),
        ("May 8, 2026, 6:20 p.m. EDT", "2026-05-08T18:20:00-04:00"),
        ("2026년 5월 8일 오후 6시 20분", "2026-05-08T18:20:00+09:00"),
        ("2026. 5. 8.", "2026-05-08"),
    ],
)
@pytest.mark.parametrize("found", ["", "Posted on: 2026-05-07 12:42 UTC\n"])
def test_the_date_that_she_types_holds_and_is_not_asked_about(
    here: Workspace, capsys: pytest.CaptureFixture[str], typed: str, written: str, found: str
) -> None:
    (here.root / "a.txt").write_text(found + UNDATED, encoding="utf-8")
    assert new(capsys, "--from", "a.txt", "--posted", typed)[0] == commands.FINE
    assert f"  posted: {written}\n" in (here.unit("mine") / "source.yaml").read_text(encoding="utf-8")
    assert not any("posted" in question for question in seeds.load(here.unit("mine")).source.ask)


@pytest.mark.parametrize(
    ("text", "title", "paragraphs"),
    [
        (UNDATED, "Mayor’s office moves, city says", 1),
        (UNDATED.replace("Mayor's office moves, city says\n", ""), "A city moves", 1),
        (UNDATED[UNDATED.index("The office") :], "A city moves", 1),
        (f"<html><h1>World &amp; Nation</h1><h2>A city moves</h2><p>{'It moves. ' * 30}</p></html>", "A city moves", 1),
    ],
)
def test_the_headline_that_she_types_holds_and_what_stands_above_it_is_no_text(
    here: Workspace, capsys: pytest.CaptureFixture[str], text: str, title: str, paragraphs: int
) -> None:
    (here.root / "a.txt").write_text(text, encoding="utf-8")
    code, told = new(capsys, "--from", "a.txt", "--title", f" {title} ", "--posted", "2026-05-08")
    assert code == commands.FINE
    kept = article.load(here.unit("mine"), "en", "en")
    assert kept is not None
    assert kept.by_id["title"] == seeds.load(here.unit("mine")).article.headline["en"] == title
    assert kept.count("p") == paragraphs
    assert not any("Nation" in part.text for part in kept.parts)
    assert ("World & Nation” belongs to the page" in told) is ("Nation" in text)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "arguments",
    [
        ("--posted", "2026-05-08"),
        ("--title", "A city moves"),
        ("--from", FERRY, "--title", " "),
        ("--from", FERRY, "--posted", "8 May"),
        ("--from", FERRY, "--posted", "2026-02-30"),
        ("--from", FERRY, "--posted", "2026-05-08 09:00 PT"),
        ("--from", FERRY, "--posted", "2026-05-08, 2026-05-09"),
    ],
)
def test_what_is_no_date_or_headline_is_wrong_usage(
    here: Workspace, capsys: pytest.CaptureFixture[str], arguments: tuple[object, ...], lang: str
) -> None:
    code, told = new(capsys, *arguments, lang=lang)
    assert code == commands.USAGE
    assert str(arguments[-2]) in told


@pytest.mark.parametrize(
    ("posted", "fine"),
    [
        ("2026-03-05", True),
        ("2026-03-05T10:20:00+09:00", True),
        ("2026-03-05T10:20:00Z", True),
        ("2026-03-05T10:20:00", False),
        ("20260305", False),
        ("2026-02-30", False),
        ("March 5", False),
    ],
)
def test_source_yaml_takes_a_day_or_a_time_with_its_zone(
    here: Workspace, capsys: pytest.CaptureFixture[str], posted: str, fine: bool
) -> None:
    new(capsys, "--from", FERRY)
    path = here.unit("mine") / "source.yaml"
    path.write_text(re.sub(r"posted: .*", f"posted: {posted}", path.read_text(encoding="utf-8")), encoding="utf-8")
    if fine:
        assert seeds.load(here.unit("mine")).article.day == dt.date(2026, 3, 5)
    else:
        with pytest.raises(CoursewareError, match="neither a day nor a time with its zone"):
            seeds.load(here.unit("mine"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("data", "arguments"),
    [
        (b"", ()),
        (b"%PDF-1.4", ()),
        (b"A Headline\n\nNo date is given here at all.\n", ()),
        (FERRY.read_bytes(), ("--original", str(FERRY))),
    ],
)
def test_a_failure_leaves_nothing_behind(
    here: Workspace, capsys: pytest.CaptureFixture[str], lang: str, data: bytes, arguments: tuple[str, ...]
) -> None:
    (here.root / "a.txt").write_bytes(data)
    before = sorted(here.seeds.rglob("*"))
    code, told = new(capsys, "--from", "a.txt", *arguments, lang=lang)
    assert code == commands.PROBLEMS
    assert "a.txt" in told
    assert "→" in told
    assert sorted(here.seeds.rglob("*")) == before


def test_the_original_alone_is_wrong_usage(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(capsys, "--original", KOREAN)[0] == commands.USAGE


def test_git_leaves_the_articles_text_out(tmp_path: Path) -> None:
    made = layout.create(tmp_path / "ws")
    for name in ("article.txt", "article.ko.txt", "notes.txt"):
        (made.seeds / "pyongyang-summit-2024" / name).write_text("x", encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=made.root, check=True)
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"], cwd=made.root, check=True, capture_output=True, text=True
    ).stdout
    assert "notes.txt" in listed
    assert "article." not in listed


def test_lines_of_her_own_gitignore_stay(tmp_path: Path) -> None:
    path = tmp_path / ".gitignore"
    path.write_bytes("/mine\r\n/내것".encode("cp949"))
    layout.keep_articles_out_of_git(tmp_path)
    once = path.read_bytes()
    layout.keep_articles_out_of_git(tmp_path)
    assert once.startswith("/mine\r\n/내것\n".encode("cp949"))
    assert b"\n/seeds/*/article.txt\n" in once
    assert path.read_bytes() == once


DATA = (
    '{"@type": "Article", "headline": "A\\u200bB\\u0000\\ue000\\n", "publisher": "C\\u1112", '
    '"author": {"name": "D\\u0001", "jobTitle": "\\u0002"}}'
)
PIECES = [
    *("<p>", "</p>", "<br><br>", "<div class='article-body'>", "</div>", "<h1>", "<article>"),
    *("By A B", "입력 2026.03.05.", "The boat left at noon.", "배가 떠났다.", "[p1] ", "[title]", "# ", "“", "”"),
    *("\n", "\n\n", " ", "\t", "\u00a0", "\u200b", "\ufeff", "\x0b", "\x85", "\u2028", "\r\n", "ㅎㅏㄴ"),
    *("&#0;", "&#8203;", "&#xE000;", "&#x1112;", "&#x2028;", "&nbsp;", "&#13;", "e&#x301;"),
    "The city of Haean plans to reshuffle its offices in the first week of the\n",
    "month amid complaints from residents, replacing the officials that led it.\n",
    f"<script type='application/ld+json'>{DATA}</script>",
    "<meta property='og:title' content='A&#0;&#xE000;'>",
]
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=30)), max_size=25).map(
    lambda pieces: "".join(pieces) + "\n<p>The boat left at noon, and nobody was on it.</p>\n\nIt came back. "
)


@settings(deadline=None)
@given(texts)
def test_whatever_is_taken_the_next_command_accepts(text: str) -> None:
    """What stands in article.txt is what its fingerprint was made from, and every file of the unit can be read."""
    try:
        taken = snapshot.take(text.encode("utf-8", "ignore"), Path("a.txt"))
    except CoursewareError:
        return
    posted = taken.facts.posted or stamps.parse("2026-03-05")
    dated = replace(taken, facts=replace(taken.facts, posted=posted))
    with tempfile.TemporaryDirectory() as folder:
        for name, written in start.from_article(dated, None, Path("a.txt"), speech("en", ())).items():
            Path(folder, name).write_bytes(written.encode("utf-8"))
        drafting.draft(Path(folder), (), LABELS, drafting.Request(), speech("en", ()), skeleton.files)
        assert seeds.load(Path(folder)).article.sha256 == taken.text.sha256


WRAPPED = """\
Haean plans a reshuffle this week, sources say
Posted on: 2026-05-18 12:42 KST
The city of Haean plans to reshuffle its offices in the first week of the
month amid complaints from residents, replacing the officials that led the
preparations for the fair last year, three people said over the weekend and
asked not to be named.
The plan comes after the city closed the office that handled permits for the
street markets and shifted its role to the bureau of parks. That bureau had
asked for it in vain since the year 2019, and has since hired four people to
handle what was left of the applications.
"""


@pytest.mark.parametrize("end", ["", "\n", "\n\n", " \n \n", "\r\n", "\u200b\n"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_text_with_hard_line_breaks_becomes_a_unit_that_can_be_drafted(
    here: Workspace, capsys: pytest.CaptureFixture[str], end: str, between: str
) -> None:
    text = WRAPPED.strip().replace("KST\n", "KST\n" + between[1:]).replace("named.\n", "named." + between) + end
    (here.root / "a.txt").write_bytes(text.encode("utf-8"))
    assert new(capsys, "--from", "a.txt")[0] == commands.FINE
    assert commands.run(["draft", "mine"], speech("en", (ROOT / "locales",))) == commands.FINE
    assert seeds.load(here.unit("mine")).article.paragraphs == 2
