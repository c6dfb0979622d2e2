"""Example cases, all invented."""
