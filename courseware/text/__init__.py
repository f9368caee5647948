"""Letters, whatever they mean: particles, hanja, romanization, marked spans."""
