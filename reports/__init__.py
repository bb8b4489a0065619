"""From the store to files that people use: registers, calendars, evidence packs."""
