"""What `courseware check` found, as JSON and as SARIF 2.1.0, for editors and build servers."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from courseware import checks
from courseware.checks.pairs import verdicts
from courseware.checks.quotations import quoted_words
from courseware.checks.reading import figures
from courseware.cli.speech import Speech, escaped
from courseware.errors import N_, Problem, Verdict
from courseware.unit.model import Unit

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
UNNAMED = "readable"
"""The rule of problems that no check found: a file could not be read, a handout not be made."""
READABLE = N_("Files can be read, and handouts be made.")


def as_json(say: Speech, problems: Sequence[Problem], units: Sequence[Unit], base: Path, not_judged: str) -> str:
    """Every problem with level, verdict, rule, place, message and remedy; each unit's figures; what nobody judged."""
    document = {
        "problems": [_entry(say, problem, base) for problem in problems],
        "units": [_unit(unit) for unit in units],
        "not_judged": not_judged,
    }
    return escaped(json.dumps(document, ensure_ascii=False, indent=2))


def _entry(say: Speech, problem: Problem, base: Path) -> dict[str, Any]:
    return {
        "level": problem.level,
        "verdict": problem.verdict.value,
        "rule": problem.rule or UNNAMED,
        "file": place(problem.file, base) if problem.file else None,
        "line": problem.line,
        "field": problem.field or None,
        "message": say.what(problem),
        "remedy": say.remedy(problem) or None,
    }


def _unit(unit: Unit) -> dict[str, Any]:
    reading = {
        lang: {
            "sentences": counts.sentences,
            "words": counts.words,
            "words_per_sentence": round(counts.words_a_sentence, 1),
            "longest_sentence": counts.longest,
            "long_words_percent": round(counts.long_share, 1),
        }
        for lang, counts in figures(unit).items()
    }
    quoted = quoted_words(unit)
    share = round(quoted * 100 / unit.article.words, 1)
    counted = verdicts(unit)
    compared = {verdict.value: counted[verdict] for verdict in Verdict}
    return {
        "unit": unit.name,
        "quoted_words": quoted,
        "quoted_percent": share,
        "reading": reading,
        "languages_compared": compared,
    }


def as_sarif(say: Speech, problems: Sequence[Problem], base: Path, version: str) -> str:
    """A log with one run; places are relative to `base`, the workspace."""
    rules = sorted({problem.rule or UNNAMED for problem in problems})
    descriptors = [{"id": rule, "shortDescription": {"text": say(checks.about(rule) or READABLE)}} for rule in rules]
    driver = {"name": "courseware", "version": version, "rules": descriptors}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(say, problem, rules, base) for problem in problems],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return escaped(json.dumps(log, ensure_ascii=False, indent=2))


def _result(say: Speech, problem: Problem, rules: Sequence[str], base: Path) -> dict[str, Any]:
    rule = problem.rule or UNNAMED
    message = ". ".join(filter(None, (say.what(problem), say.remedy(problem))))
    result: dict[str, Any] = {
        "ruleId": rule,
        "ruleIndex": rules.index(rule),
        "level": problem.level,
        "message": {"text": message},
        "properties": {"verdict": problem.verdict.value},
    }
    if problem.file:
        place: dict[str, Any] = {"artifactLocation": {"uri": uri(problem.file, base)}}
        if problem.line:
            place["region"] = {"startLine": problem.line}
        result["locations"] = [{"physicalLocation": place, **_logical(problem)}]
    return result


def _logical(problem: Problem) -> dict[str, Any]:
    return {"logicalLocations": [{"fullyQualifiedName": problem.field}]} if problem.field else {}


def place(path: Path, base: Path) -> str:
    """A path relative to the workspace with forward slashes, or a file: address of what lies elsewhere."""
    resolved = path.resolve()
    return resolved.relative_to(base).as_posix() if resolved.is_relative_to(base) else resolved.as_uri()


def uri(path: Path, base: Path) -> str:
    """The same as an address (RFC 3986): spaces and letters outside ASCII are percent-encoded."""
    address = place(path, base)
    return address if address.startswith("file:") else quote(os.fsencode(address))
