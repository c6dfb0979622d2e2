"""Large flat tables, read in chunks: a subject a row, CSV or Parquet, as large as the disk.

The same rules, problems and cells as ``importers.read_cases``; pyarrow is wanted here.
"""
