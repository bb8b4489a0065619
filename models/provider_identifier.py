"""National provider identifiers: ten digits, the last of which checks the others (45 CFR 162.406)."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

_PREFIX = "80840"
"""What the check digit of an identifier counts in: the health industry and the country, as on a card."""


def is_provider_identifier(number: str) -> bool:
    """Whether these are ten digits that begin with 1 or 2 and whose check digit is right."""
    if len(number) != 10 or not (number.isascii() and number.isdigit()) or number[0] not in "12":
        return False
    digits = [int(digit) for digit in reversed(_PREFIX + number)]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _checked(number: str) -> str:
    if not is_provider_identifier(number):
        raise ValueError(
            "a national provider identifier has ten digits, begins with 1 or 2 and ends in its check digit"
        )
    return number


ProviderIdentifier = Annotated[str, AfterValidator(_checked)]
"""Ten digits whose check digit is right."""
