"""One number a file, with every dated value and where it comes from."""
