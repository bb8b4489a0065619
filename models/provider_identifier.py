"""National provider identifiers: ten digits, the last of which checks the others (45 CFR 162.406)."""

from __future__ import annotations

_PREFIX = "80840"
"""What the check digit of an identifier counts in: the health industry and the country, as on a card."""


def is_provider_identifier(number: str) -> bool:
    """Whether these are ten digits that begin with 1 or 2 and whose check digit is right."""
    if len(number) != 10 or not (number.isascii() and number.isdigit()) or number[0] not in "12":
        return False
    digits = [int(digit) for digit in reversed(_PREFIX + number)]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def checked(number: str | None) -> str | None:
    """The number, None for unknown. Raises ValueError unless it is a national provider identifier."""
    if number is not None and not is_provider_identifier(number):
        raise ValueError("A national provider identifier is ten digits from 1 or 2 on, the last a check digit.")
    return number
