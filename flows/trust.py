"""The certificates that digital signatures are to lead to, from a file the user names."""

from __future__ import annotations

from pathlib import Path

from flows.discovery import MissingInputError


def readable_certificates(path: Path | None) -> Path | None:
    """The file's absolute path, once it is known to hold certificates. Raises MissingInputError."""
    if path is None:
        return None
    from extractors.reading.certificates import certificates_in

    try:
        certificates_in(path.absolute())
    except OSError as error:
        raise MissingInputError(f"The certificates in {path} cannot be read: {error.strerror or error}.") from None
    except ValueError as error:
        raise MissingInputError(f"The certificates in {path} cannot be read: {error}.") from None
    return path.absolute()
