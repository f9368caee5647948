"""Validate PDFs by veraPDF, the reference validator: every sample handout, and random documents of every kind of block.

`make conformance` runs this. It needs Java 11 or newer and Maven, which fetches veraPDF by its coordinates; where one
of them is missing it says so and exits with 2. Every file is held against PDF/UA-1 (ISO 14289-1); every handout and
every random document is written as an archive's file, too, and that one is also held against PDF/A-2a (ISO 19005-2).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from courseware.build.press import Press, Selection
from courseware.formats import pdf
from courseware.look import fonts
from courseware.look.style import Choices, Fonts, Style, make
from courseware.workspace.layout import Workspace
from tests.random_documents import document

ROOT = Path(__file__).parent.parent
VALIDATOR = "org.verapdf.apps:greenfield-apps:1.28.2"
MAIN = "org.verapdf.apps.GreenfieldCliWrapper"
JARS = ROOT / ".venv" / "verapdf"
BATCH = 400
"""Files for one Java process: they are named on its command line."""


def tool(name: str) -> str:
    """The path of a program that has to be there, or the end."""
    path = shutil.which(name)
    if path is None:
        print(f"conformance: {name} is not installed; veraPDF needs Java 11 or newer, and Maven fetches it.")
        sys.exit(2)
    return path


def classpath() -> str:
    """veraPDF's jar files, fetched once."""
    tool("java")
    maven = tool("mvn")
    if not any(JARS.glob("greenfield-apps-*.jar")):
        print(f"conformance: fetching {VALIDATOR} …", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "pom.xml").write_text(_pom(), encoding="utf-8")
            command = [maven, "-q", "-B", "dependency:copy-dependencies", f"-DoutputDirectory={JARS}"]
            done = subprocess.run(command, cwd=folder, check=False)
        if done.returncode:
            print("conformance: Maven could not fetch veraPDF; what it said stands above.")
            sys.exit(2)
    return os.pathsep.join(map(str, sorted(JARS.glob("*.jar"))))


def _pom() -> str:
    group, artifact, version = VALIDATOR.split(":")
    return (
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
        "<groupId>courseware</groupId><artifactId>conformance</artifactId><version>1</version><dependencies>"
        f"<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version>"
        "</dependency></dependencies></project>"
    )


def samples() -> Iterator[tuple[str, bytes, bytes]]:
    """The name of every handout of this workspace, the file, and the file for an archive."""
    press = Press(Workspace(ROOT))
    jobs, problems = press.jobs(Selection(formats=("pdf",)))
    if problems:
        sys.exit(f"conformance: {problems[0].text}")
    for job in jobs:
        blocks, style = press.handout(job).document, press.course(job.course).style
        name = f"{job.course}.{job.unit}.{job.lang}.{job.edition}"
        yield name, *(pdf.write(blocks, replace(style, archival=archival)).data for archival in (False, True))


def random_documents(count: int) -> Iterator[tuple[str, bytes, bytes]]:
    """Documents number 0 to `count` in looks that differ."""
    looks = _looks()
    for seed in range(count):
        style = looks[seed // 2 % len(looks)]
        data = (pdf.write(document(seed), replace(style, archival=archival)).data for archival in (False, True))
        yield f"random.{seed:03}", *data


def _looks() -> list[Style]:
    family = Fonts(fonts.shipped(), fonts.shipped())
    choices = (Choices(), Choices(paper="B4", justify=True), Choices(paper="Letter", body_size=16))
    return [make(one, family) for one in choices]


def validate(jars: str, flavour: str, files: list[Path]) -> list[str]:
    """What veraPDF finds in the files: a line for every file that fails."""
    failed: list[str] = []
    for at in range(0, len(files), BATCH):
        batch = files[at : at + BATCH]
        command = [tool("java"), "-cp", jars, MAIN, "--flavour", flavour, "--format", "xml", *map(str, batch)]
        done = subprocess.run(command, capture_output=True, check=False)
        failed += _failures(done.stdout, len(batch), done.stderr)
    return failed


def _failures(report: bytes, count: int, errors: bytes) -> list[str]:
    """A line for every job of the report that is not compliant; a report that leaves files out is an error, too."""
    try:
        jobs = list(ElementTree.fromstring(report).iter("job"))
    except ElementTree.ParseError:
        sys.exit(f"conformance: veraPDF gave no report: {errors.decode(errors='replace')[-2000:]}")
    if len(jobs) != count:
        sys.exit(f"conformance: veraPDF reported on {len(jobs)} of {count} files")
    return [_failure(job) for job in jobs if not _compliant(job)]


def _compliant(job: ElementTree.Element) -> bool:
    found = job.find("validationReport")
    return found is not None and found.get("isCompliant") == "true"


def _failure(job: ElementTree.Element) -> str:
    rules = [
        f"{rule.get('clause')}-{rule.get('testNumber')} ({rule.get('failedChecks')}×): {rule.findtext('description')}"
        for rule in job.iter("rule")
    ]
    return "\n    ".join([job.findtext("item/name", "?"), *(rules or ["no report on this file"])])


def _written(folder: Path, files: Iterator[tuple[str, bytes, bytes]]) -> tuple[list[Path], list[Path]]:
    """The paths of the plain files and of those for an archive."""
    plain, archival = [], []
    for name, *both in files:
        for paths, kind, data in zip((plain, archival), ("plain", "archival"), both, strict=True):
            path = folder / f"{name}.{kind}.pdf"
            path.write_bytes(data)
            paths.append(path)
    return plain, archival


def main() -> int:
    parser = argparse.ArgumentParser(description="Validate PDFs by veraPDF.")
    parser.add_argument("--random", type=int, default=300, help="how many random documents (300)")
    count = parser.parse_args().random
    jars = classpath()
    failures = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for what, files in (("sample handouts", samples()), ("random documents", random_documents(count))):
            plain, archival = _written(folder, files)
            for flavour, kind, paths in (
                ("ua1", "plain", plain),
                ("ua1", "archival", archival),
                ("2a", "archival", archival),
            ):
                failed = validate(jars, flavour, paths)
                failures += len(failed)
                print(f"{flavour}: {len(paths) - len(failed)} of {len(paths)} {what} ({kind}) conform", flush=True)
                print("".join(f"  {line}\n" for line in failed), end="")
    print(f"conformance: {VALIDATOR}, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
