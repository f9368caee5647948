"""What a new unit or course begins as: files that say in comments what goes where."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from courseware.course import word_look
from courseware.course.courses import FILE, HANDOUT, Course
from courseware.drafting.snapshot import Snapshot, record
from courseware.errors import N_, CoursewareError, Problem
from courseware.files import names, textfile, writing
from courseware.languages import usual
from courseware.unit import article, seeds
from courseware.workspace import skeleton
from courseware.workspace.layout import Workspace, keep_articles_out_of_git


def new_unit(workspace: Workspace, name: str, files: Mapping[str, str] | None = None) -> list[Path]:
    """The files of a unit: those given, else all that there may be, with a commented entry each.

    Raises CoursewareError; changes no file that is there, and leaves all of a unit or nothing.
    """
    files = files or skeleton.files()
    return add_unit(workspace, name, {file: text.encode("utf-8") for file, text in files.items()})


def place_for(workspace: Workspace, name: str) -> Path:
    """The folder of a unit that is still to be made. Raises CoursewareError for a bad name, or one that is taken."""
    return _fresh(workspace.seeds / names.new(name))


def add_unit(workspace: Workspace, name: str, files: Mapping[str, bytes]) -> list[Path]:
    """A new unit with these files, all of them or nothing. Raises CoursewareError; changes no file that is there."""
    folder = place_for(workspace, name)
    keep_articles_out_of_git(workspace.root)
    with writing.folder(folder, workspace.root) as part:
        for file, data in files.items():
            writing.replace(part / file, data)
    return [folder / file for file in sorted(files)]


def store(files: Mapping[Path, str], root: Path) -> None:
    """Write each file, whole or not at all, into the workspace at `root`. Raises CoursewareError."""
    for path, text in files.items():
        keep_articles_out_of_git(root)
        writing.replace(path, text.encode("utf-8"), root)


def add_original(workspace: Workspace, unit: str, original: Snapshot) -> Path:
    """The article in its other language, beside a unit that has it in one. Raises CoursewareError."""
    folder = workspace.unit(unit)
    source, _ = seeds.source(folder)
    path = folder / article.file_name(original.language, source.article.language)
    text = article.dump(original.text, record.NOTES)
    if path.exists() and textfile.read(path) != text:
        remedy = N_("Delete the file first if the new text is to replace it.")
        raise CoursewareError(
            Problem(N_("the article's text in “{lang}” is there already"), remedy, {"lang": original.language}, path)
        )
    store({path: text}, workspace.root)
    return path


def from_article(
    main: Snapshot, other: Snapshot | None, path: Path, say: Callable[..., str], languages: tuple[str, ...] = ()
) -> dict[str, str]:
    """The files of a unit that begins with an article: its text, what is known about it, and six lists to fill."""
    return record.files(main, other, path, skeleton.files(languages), say, languages or usual())


def new_course(workspace: Workspace, name: str, like: Course, *, specimen: bool = False) -> list[Path]:
    """A course of her own: course.yaml takes over what `like` says, handout.md is a copy to edit.

    A `specimen` is a Word file with every style of `like`, whose look the course takes from then on.
    """
    folder = _fresh(workspace.root / "templates" / names.new(name))
    root = next(root for root in workspace.template_folders if (root / like.template).is_file())
    template = textfile.read(names.real(root / like.template, root))
    settings = _COURSE.format(
        like=like.key,
        names="\n".join(f"  {lang}: {json.dumps(text, ensure_ascii=False)}" for lang, text in like.name.items()),
        sections="\n".join(f"  - {section}" for section in like.sections),
    )
    files = {FILE: settings.encode("utf-8"), HANDOUT: template.encode("utf-8")}
    if specimen:
        files[word_look.NAME] = word_look.specimen_of(like.style)
    with writing.folder(folder, workspace.root) as part:
        for file, data in files.items():
            writing.replace(part / file, data)
    return [folder / file for file in files]


def _fresh(folder: Path) -> Path:
    if os.path.lexists(names.on_disk(folder.parent, folder.name)):  # a link that leads nowhere is there, too
        raise CoursewareError(
            Problem(
                N_("there is one of that name already"), N_("Choose another name; nothing was changed."), {}, folder
            )
        )
    return folder


_COURSE = """\
# yaml-language-server: $schema=../_shared/course.schema.json
# 이 강좌의 설정입니다. 여기에 없는 것은 `extends`의 강좌에서 가져옵니다.
# The settings of this course. Whatever is not said here comes from the course that it extends.
# handout.md는 복사본입니다. 지우면 {like}의 틀을 씁니다. / handout.md is a copy; delete it to use that of {like}.
extends: {like}

# 강좌의 이름: 모든 쪽의 머리에 찍힙니다. / The course's name, printed at the head of every page.
name:
{names}

# 유인물에 들어갈 부분과 그 순서 / The parts of the handout, in their order
sections:
{sections}

# 앞의 #을 지우면 적용됩니다. / Delete the # to use a line.
# paper: A4            # A4, B4, Letter
# margins: {{top: 20, right: 20, bottom: 18, left: 20}}   # mm
# sizes: {{body: 10.5, leading: 1.6, answer_lines: 9}}    # pt, ×, mm
# colors: {{primary: "1F3864", accent: "9A3B12"}}
# fonts: {{body: "Noto Sans KR", heading: "Noto Sans KR"}}
"""
