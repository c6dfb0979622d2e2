"""Example workbooks of the rule books, written from the books' own example cases."""
