"""What a health system's own books say beside its contracts, imported row by row."""

from __future__ import annotations

from models.base import Frozen


class Ledgers(Frozen):
    """The rows of every ledger that concern certain entities and physicians; empty where none were imported."""
