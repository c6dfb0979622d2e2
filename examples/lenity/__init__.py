"""Two invented versions of one regulation, and cases under both: 从旧兼从轻."""
