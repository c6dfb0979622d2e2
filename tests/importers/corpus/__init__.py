"""Small files, each made to show one difficulty, and what is to come of each."""
