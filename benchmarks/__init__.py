"""Timings, side by side in one run. Not part of the tests: ``make bench``."""
