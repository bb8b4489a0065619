"""Candidates for the components of the pay formula: every figure that may be pay, with what it is counted by."""
