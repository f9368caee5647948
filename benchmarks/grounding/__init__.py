"""How well `courseware check` holds units to their articles: see docs/checking.md."""
