"""The passwords of encrypted files, from a file the user keeps: they go to the reading processes and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, Self

from pydantic import SecretStr

from flows.discovery import MissingInputError


class Passwords(NamedTuple):
    """Passwords to try on any file, and those for one name alone, in the order of the password file."""

    entries: tuple[tuple[str | None, SecretStr], ...] = ()

    @classmethod
    def read(cls, path: Path | None) -> Self:
        """The passwords of a file in UTF-8: one a line, or `name<TAB>password`; none without a file.

        Blanks are part of a password; empty lines are passed over. Raises MissingInputError.
        """
        if path is None:
            return cls()
        try:
            text = path.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise MissingInputError(f"The password file {path} cannot be read: {error.strerror or error}.") from None
        except UnicodeDecodeError:
            raise MissingInputError(f"The password file {path} is not text in UTF-8. Save it as such.") from None
        return cls(tuple(_entry(line) for line in text.split("\n") if line))

    def fitting(self, path: Path) -> tuple[SecretStr, ...]:
        """What to try on a file: the passwords for its name, or for a file or folder that holds it, then the others."""
        names = {part.casefold() for part in path.parts}
        named = [password for name, password in self.entries if name is not None and name in names]
        return (*named, *(password for name, password in self.entries if name is None))


def _entry(line: str) -> tuple[str | None, SecretStr]:
    name, tab, password = line.partition("\t")
    return (name.casefold(), SecretStr(password)) if tab else (None, SecretStr(line))
