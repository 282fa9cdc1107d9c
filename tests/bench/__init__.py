"""Benchmarks: each figure beside its peer's, in one run, as a ratio; nothing here is asserted."""
