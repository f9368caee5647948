"""Write the JSON Schemas that editors use for the YAML files. `make schemas` runs this."""

from __future__ import annotations

import json
from pathlib import Path

from courseware.course.courses import CourseFile
from courseware.unit.schema import schema, unit_schemas

ROOT = Path(__file__).parent.parent


def published() -> dict[Path, str]:
    """Each schema file with its text."""
    files = {ROOT / "seeds" / "_schema" / f"{name}.json": data for name, data in unit_schemas().items()}
    course = {"title": "course.yaml"} | schema(CourseFile, every=False)
    files[ROOT / "templates" / "_shared" / "course.schema.json"] = course
    return {path: json.dumps(data, ensure_ascii=False, indent=1) + "\n" for path, data in files.items()}


def main() -> None:
    for path, text in published().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
