"""The tests. Each is a sentence; bulk cases are data files in tests/data that a teacher could read."""
