"""A course: its settings, what it takes over from others, and the look of a school's own Word file."""
