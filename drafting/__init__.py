"""The drafter's workbench: a book's own example cases."""
