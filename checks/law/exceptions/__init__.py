"""One exception a file, its elements as dated data."""
