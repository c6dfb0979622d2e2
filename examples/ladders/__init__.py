"""Invented cases under two ladders at once: party discipline and administrative sanctions."""
