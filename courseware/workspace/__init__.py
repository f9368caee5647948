"""Where a teacher's files lie, how they begin, and how a unit is passed on."""
