"""Clauses that exceptions ask for beside parties, term and pay: one file of patterns for each area of the law."""
