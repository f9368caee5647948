"""A seeded campaign of hostile inputs: `python -m benchmarks.hostile --cases 10000 --seed 1`, or `make hostile`."""
