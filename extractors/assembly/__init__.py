"""Candidates of one instrument become the Contract: choice, conflicts, and what follows from what."""
