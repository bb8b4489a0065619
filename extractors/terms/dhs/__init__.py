"""Whether designated health services move a component of pay (42 CFR 411.354(d)), by the words of the clause."""
