"""Coverage-guided fuzzing of the four doors through which strangers' files come in: `make fuzz`."""
