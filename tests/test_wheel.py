"""The wheel, installed elsewhere, makes a workspace and builds in it without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.build import build_wheel

from tests.conftest import ROOT, UNIT

NO_NETWORK = """
import socket

pytestmark = pytest.mark.slow
def refused(*_, **__):
    raise OSError("this test has no network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refused
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the unpacked wheel, and a sitecustomize that shuts the network."""
    folder = tmp_path_factory.mktemp("wheel")
    source = shutil.copytree(
        ROOT, folder / "source", ignore=shutil.ignore_patterns(".*cache", ".venv", ".git", "output")
    )
    (source / "seeds" / UNIT / "article.txt").write_text("[p1] The publisher's text.\n", encoding="utf-8")
    before = Path.cwd()
    os.chdir(source)
    try:
        name = build_wheel(str(folder))
    finally:
        os.chdir(before)
    site = folder / "site"
    with zipfile.ZipFile(folder / name) as wheel:
        wheel.extractall(site)
    (site / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    return site


def run(site: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(site), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", "courseware", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_it_carries_templates_labels_fonts_and_the_sample_unit(installed: Path) -> None:
    shipped = installed / "courseware" / "shipped"
    assert (shipped / "templates" / "korean-reading" / "handout.md").is_file()
    assert (shipped / "templates" / "_shared" / "tables.md").is_file()
    assert (shipped / "locales" / "ko" / "LC_MESSAGES" / "handout.po").is_file()
    assert (shipped / "seeds" / UNIT / "source.yaml").is_file()
    assert (installed / "courseware" / "assets" / "fonts" / "OFL.txt").is_file()


def test_it_carries_no_publishers_article(installed: Path) -> None:
    assert (installed.parent / "source" / "seeds" / UNIT / "article.txt").is_file()
    assert not list(installed.rglob("article*.txt"))


def test_init_and_build_work_elsewhere_without_a_network(installed: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [sys.executable, "-c", "import courseware; print(courseware.__file__)"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(installed) in where.stdout
    made = run(installed, tmp_path, "init", "classes")
    assert made.returncode == 0, made.stderr
    built = run(installed, tmp_path / "classes", "build")
    assert built.returncode == 0, built.stdout + built.stderr
    assert "16 of 16" in built.stdout
    assert len(list((tmp_path / "classes" / "output").rglob("*.pdf"))) == 8


def test_its_manual_can_be_read_and_an_old_workspace_upgraded(installed: Path, tmp_path: Path) -> None:
    listed = run(installed, tmp_path, "docs")
    assert str(installed / "courseware" / "shipped" / "docs") in listed.stdout, listed.stderr
    assert run(installed, tmp_path, "docs", "units").stdout.startswith("# Writing a unit")
    shutil.copytree(ROOT / "tests" / "data" / "workspace-0.1.0", tmp_path / "old")
    upgraded = run(installed, tmp_path / "old", "upgrade", "--yes")
    assert upgraded.returncode == 0, upgraded.stderr
    assert not (tmp_path / "old" / "docs").exists()
