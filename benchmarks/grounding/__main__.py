"""Measure `courseware check` and write the table of docs/checking.md: `make grounding`.

    python -m benchmarks.grounding [FOLDER]

FOLDER holds the sample unit's article as plain text (by default ../shared/article). It is a publisher's text and not
in the project; without it the invented units are measured, and nothing is written.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.grounding import planted, sample
from courseware import checks
from courseware.checks.items import items
from courseware.languages.facts import facts
from courseware.unit import modules, seeds
from courseware.unit.article import ArticleText
from courseware.unit.model import Text, Unit

ROOT = Path(__file__).parent.parent.parent
ARTICLES = ROOT.parent / "shared" / "article"
SAMPLE = "pyongyang-summit-2024"
INVENTED = ("free-ferries", "school-library")
SEED = 2024
KOREAN = {
    "a date is another, in both languages": "두 언어에서 모두 날짜가 바뀜",
    "a timeline row has another date": "연표의 날짜가 바뀜",
    "a number is another, in both languages": "두 언어에서 모두 숫자가 바뀜",
    "a date or number differs between the languages": "한 언어에서만 날짜나 숫자가 바뀜",
    "a quotation is altered": "인용의 낱말이 바뀌거나 빠짐",
    "a name stands in no paragraph": "기사에 없는 이름",
    "the languages name different people": "두 언어에 나온 사람이 다름",
    "an item names a wrong paragraph": "근거 문단이 틀림",
    "a hanja is another character": "다른 한자",
    "a romanization is wrong": "로마자 표기가 틀림",
    "hangul and published name differ": "한글 이름이 영문 표기와 맞지 않음",
    "a term is not in the article": "기사에 없는 낱말",
    "half of a text is missing in one language": "한 언어에서 글의 절반이 빠짐",
    "a passage is copied": "기사를 길게 베낌",
}


@dataclass(frozen=True)
class Subject:
    """A unit beside its article's text."""

    unit: Unit
    article: Mapping[str, ArticleText]

    @property
    def text(self) -> ArticleText:
        return self.article[self.unit.article.language]

    def levels(self) -> Counter[str]:
        return Counter(problem.level for problem in checks.unit_problems(self.unit, self.article))


def invented(name: str) -> Subject:
    folder = ROOT / "tests" / "data" / "grounding" / name
    unit = seeds.load(folder)
    return Subject(unit, seeds.article_texts(folder, unit))


def with_text(text: ArticleText) -> Subject:
    unit = seeds.load(ROOT / "seeds" / SAMPLE)
    return Subject(unit, {unit.article.language: text})


def caught(subject: Subject) -> tuple[Counter[str], Counter[str]]:
    """How many mistakes of each kind were planted, and how many found."""
    before = {planted.signature(problem) for problem in checks.unit_problems(subject.unit, subject.article)}
    mistakes = planted.plant(subject.unit, subject.text, SEED)
    found = Counter(one.kind for one in mistakes if planted.found(one, subject.article, before))
    return Counter(one.kind for one in mistakes), found


def times_as_long(unit: Unit, times: int) -> Unit:
    """The unit with each of its items `times` times."""
    for place, items_there in modules.lists(unit):
        module, name = place.split(".")
        copies = tuple(_copy(item, n) for n in range(times) for item in items_there)
        unit = unit.with_module(module, replace(unit.contents[module], **{name: copies}))
    return unit


def _copy(item: Any, number: int) -> Any:
    """The item under another id and with other texts, so that none is read for two."""
    if not number:
        return item
    copied = replace(item, id=f"{item.id}-{number}")
    if not hasattr(item, "text"):
        return copied
    return replace(copied, text=Text({lang: f"{text} {'·' * number}" for lang, text in item.text.items()}))


def milliseconds(subject: Subject, times: int) -> float:
    """Processor time of a check whose texts nobody has read before, the best of five."""
    unit = times_as_long(subject.unit, times)
    found = []
    for _ in range(5):
        facts.cache_clear()
        began = time.process_time()
        checks.unit_problems(unit, subject.article)
        found.append(time.process_time() - began)
    return min(found) * 1000


def first_check(name: str) -> float:
    """Processor time of the first check in a new process, its start-up taken off: the dictionary is read here."""
    code = (
        "import time; from benchmarks.grounding.__main__ import invented; from courseware import checks;"
        f"s = invented({name!r}); began = time.process_time(); checks.unit_problems(s.unit, s.article);"
        "print(time.process_time() - began)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    return float(done.stdout) * 1000


Counts = Mapping[str, tuple[Counter[str], Counter[str]]]
"""Unit -> mistakes planted and found, by kind."""


def tables(subjects: Mapping[str, Subject], counted: Counts, lang: str) -> str:
    """The figures as Markdown tables in "en" or "ko"."""

    def say(en: str, ko: str) -> str:
        return ko if lang == "ko" else en

    kinds = [kind for kind in KOREAN if any(made[kind] for made, _ in counted.values())]
    lines = [f"| {say('planted mistake', '심은 잘못')} | {' | '.join(subjects)} |", f"|---|{'---|' * len(subjects)}"]
    for kind in kinds:
        cells = [f"{found[kind]} / {made[kind]}" if made[kind] else "–" for made, found in counted.values()]
        lines.append(f"| {say(kind, KOREAN[kind])} | {' | '.join(cells)} |")
    sums = [
        f"**{found.total()} / {made.total()}** ({found.total() / made.total():.0%})" for made, found in counted.values()
    ]
    lines += [f"| **{say('found / planted', '찾음 / 심음')}** | {' | '.join(sums)} |", ""]
    head = say(
        "unit, nothing planted | items | errors | warnings | notes",
        "아무것도 심지 않은 단원 | 항목 | 오류 | 경고 | 참고",
    )
    lines += [f"| {head} |", "|---|---|---|---|---|"]
    for name, subject in subjects.items():
        levels = subject.levels()
        counts = " | ".join(str(levels[level]) for level in ("error", "warning", "note"))
        lines.append(f"| {name} | {sum(1 for _ in items(subject.unit))} | {counts} |")
    return "\n".join(lines)


def timing(subject: Subject, times: tuple[float, float, float], lang: str) -> str:
    """What a check takes: of the unit, of eight times as many items, and the first one in a process."""
    once, eight, first = times
    count, ratio = sum(1 for _ in items(subject.unit)), eight / once
    if lang == "ko":
        return (
            f"`{SAMPLE}`(항목 {count}개)를 한 번 검사하는 데 CPU 시간 {once:.0f}ms가 들었습니다. "
            f"프로그램을 켜고 처음 검사할 때는 영어 사전을 읽느라 {first:.0f}ms가 듭니다. "
            f"항목이 여덟 배가 되면 시간은 {ratio:.1f}배가 됩니다."
        )
    return (
        f"A check of `{SAMPLE}` ({count} items) took {once:.0f} ms of processor time; the first one in a process reads "
        f"the English dictionary and took {first:.0f} ms. Eight times the items took {ratio:.1f} times as long."
    )


def write(page: Path, text: str) -> None:
    """Put `text` between the page's marks."""
    old = page.read_text(encoding="utf-8")
    new = re.sub(
        r"(<!-- figures[^>]*-->\n).*?(<!-- /figures -->)", lambda m: f"{m[1]}\n{text}\n\n{m[2]}", old, flags=re.DOTALL
    )
    page.write_text(new, encoding="utf-8", newline="\n")


def main() -> int:
    text = sample.load(Path(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
    subjects = {name: invented(name) for name in INVENTED}
    if text is not None:
        subjects = {SAMPLE: with_text(text)} | subjects
    counted = {name: caught(subject) for name, subject in subjects.items()}
    if text is None:
        print(tables(subjects, counted, "en"))
        print("\nThe sample unit's article is not here, so the invented units alone were measured; nothing is written.")
        return 0
    times = milliseconds(subjects[SAMPLE], 1), milliseconds(subjects[SAMPLE], 8), first_check(INVENTED[0])
    for page, lang in (("checking.md", "en"), ("checking.ko.md", "ko")):
        told = f"{tables(subjects, counted, lang)}\n\n{timing(subjects[SAMPLE], times, lang)}"
        write(ROOT / "docs" / page, told)
        print(told)
    return 0


if __name__ == "__main__":
    sys.exit(main())
