"""An invented book that counts: points, repeats within a year, and deadlines of every kind."""
