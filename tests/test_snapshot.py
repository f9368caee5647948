"""An article becomes numbered parts: saved pages of many shapes, pasted text, and files that hold no article.

Cases are pairs in tests/data/pages: NAME.html, as a browser saves it, and NAME.txt, what is read from it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.drafting import snapshot
from courseware.drafting.snapshot import Byline, Snapshot, credits, pasted, stamps
from courseware.drafting.snapshot.addresses import leads_to_article
from courseware.errors import CoursewareError
from courseware.unit import article
from courseware.unit.article import ArticleText
from courseware.unit.model import Anchor
from tests.conftest import ROOT

PAGES = sorted((ROOT / "tests" / "data" / "pages").glob("*.html"))
FERRY = ROOT / "docs" / "examples" / "ferry.txt"
SAMPLE = next((ROOT / ".." / "shared" / "article").glob("*.txt"), None)
HERE = Path("article.txt")


def take(text: str | bytes) -> Snapshot:
    return snapshot.take(text.encode("utf-8") if isinstance(text, str) else text, HERE)


def told(found: Snapshot) -> str:
    """A snapshot in lines that a person can compare with the page."""
    facts = found.facts
    moments = {"posted": facts.posted, "modified": facts.modified}
    lines = [f"language: {found.language}, words: {found.words}"]
    lines += [f"{name}: {moment.when.isoformat()}" for name, moment in moments.items() if moment]
    lines += [f"by: {byline.name}, {byline.role or '?'}" for byline in facts.bylines]
    for name in ("publisher", "agency", "url", "original_url", "live"):
        value = getattr(facts, name)
        lines += [f"{name}: {value}"] if value else []
    lines += [f"left out, {piece.why}: {piece.text}" for piece in found.left_out]
    return "\n".join(lines) + "\n\n" + article.dump(found.text)


@pytest.mark.parametrize("installed", [True, False], ids=["with trafilatura", "without it"])
@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_saved_page_is_read(page: Path, installed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not installed:
        monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert told(take(page.read_bytes())) == page.with_suffix(".txt").read_text(encoding="utf-8")


UTC_PAGE = (
    '<html><head><link rel="canonical" href="https://{host}/news/2026/05/vote-on-night-buses"><script '
    'type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "2026-05-11T21:00:00Z"}}</script></head>'
    "<body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
)


@pytest.mark.parametrize(
    ("host", "title", "text", "posted"),
    [
        ("news.example.kr", "Night buses", "The council voted for the buses.", "2026-05-12T06:00:00+09:00"),
        ("news.example.com", "밤 버스", "시의회가 밤 버스를 늘리기로 했다.", "2026-05-12T06:00:00+09:00"),
        ("news.example.com", "Night buses", "The vote was at 5 p.m. KST.", "2026-05-12T06:00:00+09:00"),
        ("news.example.com", "Night buses", "The council voted for the buses.", "2026-05-11T21:00:00+00:00"),
    ],
)
def test_the_utc_of_a_korean_papers_page_becomes_korean_time(host: str, title: str, text: str, posted: str) -> None:
    found = take(UTC_PAGE.format(host=host, title=title, text=f"{text} " * 10))
    assert found.facts.posted is not None
    assert found.facts.posted.when.isoformat() == posted


def test_pages_of_six_shapes_and_two_encodings_are_there() -> None:
    shapes = {"json-ld", "meta-tags", "nothing", "two-stamps", "wire-credit", "live-blog"}
    assert shapes | {"euc-kr", "mixed-encodings"} <= {page.stem for page in PAGES}


@pytest.mark.skipif(SAMPLE is None, reason="the publisher's text is not part of the project")
def test_the_sample_article_is_read() -> None:
    assert SAMPLE is not None
    found = take(SAMPLE.read_bytes())
    assert (found.text.count("p"), found.text.count("c"), found.words, found.language) == (27, 1, 1397, "en")
    assert found.facts.posted is not None
    assert found.facts.posted.when.isoformat() == "2024-06-24T17:28:00+09:00"
    assert found.facts.modified is not None
    assert found.facts.modified.when.isoformat() == "2024-06-24T17:44:00+09:00"
    assert [byline.role for byline in found.facts.bylines] == ["senior staff writer", "staff reporter"]
    assert found.facts.has_original
    assert found.facts.original_url is None
    assert "deck" in found.text.by_id


# --- pasted text


def test_what_is_not_text_is_left_out_and_said() -> None:
    found = take(FERRY.read_bytes())
    assert found.text.count("p") == 10
    assert [piece.text[:16] for piece in found.left_out] == [
        "Mayor Han Seo-ju",
        "Please direct qu",
        "Original Korean ",
        "Related stories",
        "Sora Island’s la",
    ]
    assert found.facts.original_url == "https://www.haean-courier.example/arti/society/118204.html"


def test_a_korean_article_is_read_like_an_english_one() -> None:
    found = take((FERRY.parent / "ferry.ko.txt").read_bytes())
    assert (found.language, found.text.count("p"), found.text.count("c")) == ("ko", 10, 1)
    assert found.facts.bylines == (Byline("윤다온", "기자"),)
    assert found.text.by_id[article.Anchor("deck")] == "해 진 뒤 다니던 하나뿐인 배, 지난해 끊겨"


def test_lines_that_break_inside_sentences_are_joined() -> None:
    line = "The boat was late again and nobody on the pier was able to say why"
    text = "\n".join([*[line] * 4, "It came.", "", *[line] * 4, "It left."])
    assert [len(one.text.split(". ")) for one in pasted.lines(text)] == [1, 1]
    assert len(pasted.lines("One paragraph.\nAnother paragraph.")) == 2


def test_a_line_that_says_more_than_the_time_is_not_lost() -> None:
    found = take("A Headline\nSeoul bureau | Posted on : 2026-03-05 10:20 KST\nThe text of the article.\n")
    told = [part.text for part in found.text.parts] + [piece.text for piece in found.left_out]
    assert "Seoul bureau" in told


BODY = "<p>" + "The boat is back in the harbor, and nobody knows why. " * 5 + "</p>"


@pytest.mark.parametrize(
    "page",
    [
        "{og}<h1>The Haean Courier</h1><h1>The boat is back</h1><article>{body}</article><h1>Most read stories</h1>",
        "{og}<h1 class='logo'>The Haean Courier</h1><main><h2>The boat is back</h2>{body}</main>",
        "{og}<h1><a class='site-name' href='/'>The Haean Courier</a></h1><div class='tit'>The boat is back</div>{body}",
        "{og}<h1>World &amp; Nation</h1><article>{body}</article>",
        "{og}<h1>World &amp; Nation</h1>{body}",
        "{paper}{og_paper}<h1>The Haean Courier</h1><article>{body}</article>",
        "{paper}<h1>The Haean Courier</h1><h1>The boat is back</h1>{body}",
        "{paper}<meta property='og:title' content='The Haean Courier'><h1>The boat is back</h1>{body}",
        "<div class='masthead'><h1>The Haean Courier</h1></div><h1>The boat is back</h1>{body}",
        "<meta property='og:title' content='Haean ferry returns'><article><h1>The boat is back</h1>{body}</article>",
        "<title>The boat is back | The Haean Courier</title><h1 id='logo'>The Haean Courier</h1>{body}",
    ],
)
def test_the_headline_is_the_articles_and_not_the_papers(page: str) -> None:
    metas = {
        "og": "<meta property='og:title' content='The boat is back'>",
        "og_paper": "<meta property='og:title' content='The boat is back - The Haean Courier'>",
        "paper": "<meta property='og:site_name' content='The Haean Courier'>",
    }
    found = take("<html>" + page.format(body=BODY, **metas) + "</html>")
    assert found.facts.title == "The boat is back"
    assert [str(part.id) for part in found.text.parts if part.id[0] == "p"] == ["p1"]


SPLIT = "<div class='{mark}'><p>{text}</p></div>"


@pytest.mark.parametrize("marks", ["article-body article-body article-body", "story-text-1 story-text-2 story-text-3"])
@pytest.mark.parametrize(
    "more",
    [
        "",
        "<aside><div class='{mark}'><p>Another story that stands in the margin of the page.</p></div></aside>",
        "<div class='related'><div class='{mark}'><p>Another story, which is a related one.</p></div></div>",
        "<div class='{mark}'><a href='/1'>Another story, which is on another page</a></div>",
        "<article><div class='{mark}'><p>Another article that the page has loaded already.</p></div></article>",
    ],
)
def test_paragraphs_that_are_marked_one_by_one_are_all_read(marks: str, more: str) -> None:
    texts = [
        "The boat is back. " * 20,
        "It left at noon, the harbor office said.",
        "Nobody was on it, as far as we know.",
    ]
    nodes = "".join(SPLIT.format(mark=mark, text=text) for mark, text in zip(marks.split(), texts, strict=True))
    page = f"<main><h1>The boat</h1><div class='teaser'>{nodes}</div></main>{more.format(mark=marks.split()[0])}"
    found = take(f"<html><body>{page}</body></html>")
    assert [part.text for part in found.text.parts if part.id[0] == "p"] == [" ".join(text.split()) for text in texts]


# --- times, writers, addresses


@pytest.mark.parametrize(
    ("line", "when", "hour", "zone"),
    [
        ("Posted on : 2024-06-24 17:28 KST", "2024-06-24T17:28:00+09:00", True, True),
        ("Updated : Mar 2, 2026 at 9:05 a.m. EST", "2026-03-02T09:05:00-05:00", True, True),
        ("24 June 2024 09:15 BST", "2024-06-24T09:15:00+01:00", True, True),
        ("2026-03-05T01:20:00Z", "2026-03-05T01:20:00+00:00", True, True),
        ("2026-03-05T10:20:31.5+09:00", "2026-03-05T10:20:00+09:00", True, True),
        ("등록 2026.03.05 14:30", "2026-03-05T14:30:00+09:00", True, False),
        ("입력 2026. 3. 5. 오후 2:30", "2026-03-05T14:30:00+09:00", True, False),
        ("2026년 3월 5일 오전 12시 5분", "2026-03-05T00:05:00+09:00", True, False),
        ("Published : Jan. 9, 2026", "2026-01-09T00:00:00+09:00", False, False),
    ],
)
def test_times_are_read_with_what_they_leave_out(line: str, when: str, hour: bool, zone: bool) -> None:
    moment = stamps.parse(line)
    assert moment is not None
    assert (moment.when.isoformat(), moment.hour, moment.zone) == (when, hour, zone)


@pytest.mark.parametrize("line", ["There is no time here", "2026-13-45 10:00", "Call 02-2026-0305", ""])
def test_what_is_no_time_is_none(line: str) -> None:
    assert stamps.parse(line) is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            "By Park In-su, senior staff writer; Lee Mi-do, staff reporter",
            "Park In-su/senior staff writer Lee Mi-do/staff reporter",
        ),
        ("By Park In-su and Lena Fischer in Haean", "Park In-su/? Lena Fischer/?"),
        ("Cho Eun-bi (eunbi@dolsan.example)", "Cho Eun-bi/?"),
        ("윤다온 기자 daon@haean.example", "윤다온/기자"),
        ("글·사진 윤다온 선임기자, 한별 기자", "윤다온/선임기자 한별/기자"),
        ("윤다온 기자는 어제 섬에 들어갔다.", ""),
        ("By the time the boat came, nobody was waiting.", ""),
    ],
)
def test_writers_are_read_from_a_line_of_their_own(line: str, names: str) -> None:
    assert " ".join(f"{one.name}/{one.role or '?'}" for one in credits.bylines(line)) == names


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://www.haean.example/arti/society/118204.html", True),
        ("https://haean.example/news/night-ferry-is-back", True),
        ("https://haean.example/view?id=20260305001", True),
        ("https://www.haean.example/", False),
        ("https://ko.haean.example", False),
        ("https://haean.example/ko/", False),
        ("/ko", False),
        ("javascript:void(0)", False),
        ("http://[", False),
    ],
)
def test_a_language_switch_is_no_original(url: str, leads: bool) -> None:
    assert leads_to_article(url) is leads


# --- files that hold no article

DATED = "A Headline\n\nPosted on : 2026-03-05 10:20 KST\n\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf \n\n", "the file is empty"),
        (b"%PDF-1.7\n\x00", "this is a PDF"),
        (b"PK\x03\x04\x14\x00word/document.xml", "this is a Word, Hancom or zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this is an old Word or Hancom file"),
        (b"{\\rtf1 hello}", "this is an RTF file"),
        (b"bplist00\xd1", "this is a web archive of Safari"),
        (b"\x89PNG\r\n", "this is a picture"),
        (b"abc\x00\x01\x02", "this is no text"),
        (b"Title\n\xff\xfe\xfd\xff\n", "neither in UTF-8 nor in CP949"),
        (b"x" * 30_000_001, "the file has 31 million bytes; 30 are read"),
        (b"Only a headline", "there is no article in the file"),
        (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "there is no article in the file"),
        (
            b"<html><body><h1>To our readers</h1><p>The beginning is free.</p><input type='password'></body></html>",
            "the page asks for a login",
        ),
        ((DATED + "The beginning.\n\nSubscribe to continue reading.").encode(), "the page asks for a login"),
    ],
)
def test_a_file_without_an_article_is_named(data: bytes, message: str) -> None:
    with pytest.raises(CoursewareError, match=message) as caught:
        take(data)
    assert caught.value.problems[0].remedy
    assert caught.value.problems[0].file == HERE


def test_a_page_of_five_million_bytes_is_read() -> None:
    page = (ROOT / "tests" / "data" / "pages" / "json-ld.html").read_text(encoding="utf-8")
    picture = f'<img src="data:image/png;base64,{"iVBOR" * 1_000_000}">'
    found = take(page.replace('<img src="pier.jpg" alt="">', picture))
    assert found.text.count("p") == 3


def test_a_page_saved_as_a_single_file_is_read() -> None:
    page = "<html><body><article><h1>A Headline</h1><p>" + "The boat is back. " * 20 + "</p></article></body></html>"
    saved = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
        "--x\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + page + "\n--x--\n"
    )
    assert take(saved).facts.title == "A Headline"


def test_utf_16_as_windows_saves_it_is_read() -> None:
    assert take((DATED + "The boat is back. It left on time.").encode("utf-16")).facts.title == "A Headline"


# --- whatever comes

PIECES = """
<p>|</p>|<br><br>
|<div class='caption'>|</div>|<h1>|<article>|By A B|2026-03-05 10:20|“|”|[p1] |# |원문|(A/B)|\u1100|\x0b
|<script type='application/ld+json'>{"@type": "Article", "author": [1], "headline": 2}</script>|<li><a href='http://['>
"""
pieces = st.sampled_from([*PIECES.replace("\n", "").split("|"), "\n\n"])
pages = st.lists(st.one_of(pieces, st.text(max_size=40)), max_size=25).map("".join)


@given(st.one_of(st.binary(max_size=200), st.text().map(str.encode), pages.map(lambda t: t.encode("utf-8", "ignore"))))
def test_whatever_comes_is_read_or_named(data: bytes) -> None:
    try:
        found = take(data)
    except CoursewareError:
        return
    assert found.text.count("p") > 0


@given(pages)
def test_what_is_taken_is_read_back_as_it_is(text: str) -> None:
    try:
        found = take(text.encode("utf-8", "ignore"))
    except CoursewareError:
        return
    assert article.parse(article.dump(found.text, ("a note",)), HERE) == found.text
    assert isinstance(found.text, ArticleText)


@pytest.mark.parametrize("menu", ["<div>로그인 회원가입</div>", '<div id="header">오피니언 날씨</div>'])
def test_the_menu_of_a_page_is_not_the_line_below_the_headline(menu: str) -> None:
    body = "<b>내년 3월부터 4개 노선</b><br><br>서울시가 밤 버스를 늘리기로 했다.<br><br>시의회가 예산을 정한다."
    data = (
        '<meta property="og:title" content="밤 버스 늘린다">'
        '<meta property="article:published_time" content="2026-05-12T06:00:00+09:00">'
    )
    found = take(f"<html><head>{data}</head><body>{menu}<div>{body}</div><div>많이 본 기사</div></body></html>")
    assert [str(part.id) for part in found.text.parts] == ["title", "deck", "p1", "p2"]
    assert found.text.by_id[Anchor("deck")] == "내년 3월부터 4개 노선"
    assert any(piece.text in menu for piece in found.left_out)


PARAGRAPHS = """\
The harbor office will move to the new quay in spring, when its roof is done
and the last of the cranes has been taken away, its head said.
Nobody asked why it was late, though the city had promised last year that it
would be done before the winter. The cranes had to wait for a calm day, which
did not come for weeks.
The move costs less than was feared. Of the sum that the council had set
aside a third is left, and the mayor wants to buy two boats with it, which the
fishermen of the harbor have asked for since the old ones were sold.
"""
KOREAN = """\
항만사무소는 내년 봄 새 부두로 옮긴다고 밝혔다. 지붕 공사가 끝나고
마지막 기중기를 치운 뒤다. 왜 늦었는지 묻는 사람은 없었고 시의회는
곧바로 예산을 심사하기 시작했으며 다음 주에 표결한다.
옮기는 비용은 걱정보다 적게 든다. 시의회가 마련해 둔 돈의 삼분의
일이 남았고 시장은 그 돈으로 배 두 척을 사려고 한다. 어민들은 낡은
배가 팔린 뒤로 새 배를 바라고 있으며 항구에는 지금 배가 한 척도
남아 있지 않다.
"""
HEADLINES = """\
밤배 다시 뜬다, 섬 주민들 다섯 달 만에 웃음
소라도 학교 올해 신입생 한 명, 입학식은 마을 잔치로 열려 눈길
항구 시장 상인들 새 부두로 옮기기로
해안시 내년 예산안 시의회 통과, 부두와 도서관에 가장 많이
등대 관광 열차 타고 떠나는 가을 여행
섬마을 마지막 의사 은퇴하고 뭍으로 떠나
"""


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (PARAGRAPHS, ["said.", "weeks.", "sold."]),
        ("The office moves\nMay 8, 2026\n" + PARAGRAPHS, ["moves", "2026", "said.", "weeks.", "sold."]),
        (PARAGRAPHS.replace("weeks.\n", "weeks.\n\n"), ["said.", "weeks.", "sold."]),
        (KOREAN, ["표결한다.", "않다."]),
        (HEADLINES, ["웃음", "눈길", "옮기기로", "많이", "여행", "떠나"]),
        ("One paragraph.\nAnother one, which goes on\nA third", ["paragraph.", "on", "third"]),
    ],
)
def test_where_no_line_is_blank_a_short_line_with_a_full_stop_ends_a_paragraph(text: str, ends: list[str]) -> None:
    assert [line.text.split()[-1] for line in pasted.lines(text)] == ends
