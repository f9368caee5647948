"""What the terminal says, in Korean or in English."""

from __future__ import annotations

import locale
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from courseware.errors import N_, Phrase, Problem, Verdict
from courseware.handout.labels import Messages, catalogue
from courseware.text.particles import fill

LANGUAGES = ("ko", "en")
OPTION = "--ui-lang"
_MEANT = {"kr": "ko", "kor": "ko", "korean": "ko", "한국어": "ko", "eng": "en", "english": "en", "영어": "en"}
"""What is typed for a language's own letters: a country's, a longer code, its name."""
_HARMFUL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""No letters but orders to a terminal: controls, escapes, turns of direction, ends of line; and half characters."""
_LEVELS = {"error": N_("error"), "warning": N_("warning"), "note": N_("note")}

CANNOT_TELL = N_("cannot tell")
"""What stands behind a note's rule; errors and warnings contradict."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Translates messages into the terminal's language; English is what they are written in."""

    lang: str
    messages: Messages

    def __call__(self, message: str, **values: object) -> str:
        translation = self.messages.get((None, message), message)
        return fill(translation, **values) if values else translation

    def problem(self, problem: Problem, base: Path) -> str:
        """A problem on two lines: where and what, then what to do. Paths are told from `base`.

        Harmless on a terminal: no value in it begins a third line, or colours one.
        """
        where = _place(problem, base)
        level = self(_LEVELS[problem.level])
        unsure = f"; {self(CANNOT_TELL)}" if problem.verdict is Verdict.CANNOT_TELL else ""
        rule = f" [{problem.rule}{unsure}]" if problem.rule else ""
        lines = [f"{level}: {where}{self.what(problem)}{rule}"]
        if problem.remedy:
            lines.append(f"  → {self.remedy(problem)}")
        return "\n".join(map(one_line, lines))

    def what(self, problem: Problem) -> str:
        """What is wrong, in a sentence."""
        return self._filled(problem.message, problem.values)

    def remedy(self, problem: Problem) -> str:
        """What to do about it."""
        return self._filled(problem.remedy, problem.values)

    def _filled(self, message: str, values: Mapping[str, object]) -> str:
        texts = {name: self(value) if isinstance(value, Phrase) else value for name, value in values.items()}
        return fill(self.messages.get((None, message), message), **texts)


def _place(problem: Problem, base: Path) -> str:
    parts: list[str] = []
    if problem.file:
        parts.append(shown(problem.file, base) + (f":{problem.line}" if problem.line else ""))
    if problem.field:
        parts.append(problem.field)
    return " · ".join(parts) + ": " if parts else ""


def shown(path: Path, base: Path) -> str:
    """`path` as a person at `base` would write it."""
    return str(path.relative_to(base)) if path != base and path.is_relative_to(base) else str(path)


def harmless(text: str) -> str:
    """`text` for a terminal: what would move its cursor, colour it or turn its direction is seen instead, as ␛."""
    return _HARMFUL.sub(_seen, text)


def one_line(text: str) -> str:
    """`text` so that it stays on its line, too."""
    return harmless(text).replace("\n", "␊")


def _seen(match: re.Match[str]) -> str:
    """␀ … ␟ and ␡ have pictures; a byte of a name that is no UTF-8 (PEP 383) is told as \\xff, all else by its code."""
    code = ord(match[0])
    if code < 0x20 or code == 0x7F:
        return chr(0x2400 + code) if code < 0x20 else "␡"
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\u{code:04x}"


def escaped(json: str) -> str:
    """A JSON text in which such characters are written as JSON writes them: \\u202e."""
    return _HARMFUL.sub(lambda match: f"\\u{ord(match[0]):04x}", json)


def speech(lang: str, folders: Sequence[Path]) -> Speech:
    """The terminal's voice. `folders` are those of the catalogues (locales/)."""
    return Speech(lang, catalogue("cli", lang, folders))


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[str, list[str]]:
    """--ui-lang wherever it stands, else the user's locale, else English; and the arguments without it.

    Help and usage errors have to be right before any option is parsed, so this looks at the raw arguments.
    """
    rest: list[str] = []
    lang = ""
    waiting = iter(arguments)
    for argument in waiting:
        name, equals, value = argument.partition("=")
        if name != OPTION:
            rest.append(argument)
            continue
        value = value if equals else next(waiting, "")
        value = _MEANT.get(value.casefold(), value)
        if value in LANGUAGES:
            lang = value
        else:
            rest += [argument] if equals else [argument, value]
    return lang or ("ko" if _is_korean(environment) else "en"), rest


def _is_korean(environment: Mapping[str, str]) -> bool:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return environment[name].lower().startswith("ko")
    if sys.platform == "win32":
        return (locale.getlocale()[0] or "").lower().startswith("ko")
    return False
