"""What can be corrected, and which values each field takes: those of its type in models/."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Final, NamedTuple, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel, Field, TypeAdapter, ValidationError

from models.compensation import CompensationComponent, DhsLink
from models.contract import FACT_FIELDS, Contract
from models.correction import CorrectionRefusedError, Part
from models.party import Party
from models.provider_identifier import checked
from models.signature import SignatureBlock
from store.rows import as_text

UNKNOWN: Final = "unknown"
"""What people write for a value that the contract leaves open; an empty value says the same."""

_COLUMNS: Final[dict[Part, tuple[type[BaseModel], tuple[str, ...]]]] = {
    Part.CONTRACT: (Contract, ("title", "document_role", *FACT_FIELDS)),
    Part.PARTIES: (Party, ("name", "role", "entity_kind", "is_physician", "npi")),
    Part.SIGNATURES: (
        SignatureBlock,
        (
            *("party_name", "signatory_name", "signatory_title", "status", "method", "signed_on"),
            *("other_signer", "other_entity", "envelope_id"),
        ),
    ),
    Part.COMPENSATION: (
        CompensationComponent,
        (
            *("kind", "amount", "currency", "period", "unit", "percent", "base", "cap_amount", "cap_period"),
            *("payer", "payee", "personally_performed", "dhs_link", "dhs_categories"),
        ),
    ),
}
# What the columns of the database hold.
_MONTHS: Final = Field(gt=0, max_digits=9, decimal_places=2)
_MONEY: Final = Field(ge=0, max_digits=18, decimal_places=2)
_LIMITS: Final[dict[str, Any]] = {
    "term_months": _MONTHS,
    "renewal_months": _MONTHS,
    "termination_notice_days": Field(ge=0, le=36_500),
    "amount": _MONEY,
    "cap_amount": _MONEY,
    "percent": Field(ge=0, max_digits=9, decimal_places=4),
    "currency": Field(pattern="^[A-Z]{3}$"),
    "npi": AfterValidator(checked),
}
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
_DHS_LINKED: Final = {"true": DhsLink.LINKED, "false": DhsLink.NOT_LINKED}


class CorrectableField(NamedTuple):
    """A field by the name that people and the database use; `column` is its attribute of the model."""

    part: Part
    column: str
    annotation: Any

    @property
    def name(self) -> str:
        """As in the views: "term_months", "signatures.status"."""
        return self.column if self.part is Part.CONTRACT else f"{self.part.value}.{self.column}"

    @property
    def may_be_unknown(self) -> bool:
        """Whether the contract may leave it open."""
        return type(None) in get_args(self.annotation) or get_origin(self.annotation) is tuple

    @property
    def kind(self) -> Any:
        """The type of a known value."""
        known = [each for each in get_args(self.annotation) if each is not type(None)]
        is_union = get_origin(self.annotation) in {Union, UnionType}
        return known[0] if is_union else self.annotation

    @property
    def allowed(self) -> str:
        """The values it takes, in words."""
        if self.column == "dhs_link":
            return f"{_listed(DhsLink)}; for dhs_linked true, false or {UNKNOWN}"
        kind = self.kind
        if get_origin(kind) is tuple:
            words = f"one or more, with commas between them, of {_listed(get_args(kind)[0])}"
        elif kind is bool:
            words = "true or false"
        elif issubclass(kind, StrEnum):
            words = f"one of {_listed(kind)}"
        elif kind is date:
            words = f"a day written as 2024-01-31, from {_FIRST_DAY} through {_LAST_DAY}"
        else:
            words = _NUMBERS_AND_WORDS.get(self.column, "words")
        return f"{words}; or {UNKNOWN}, when the contract leaves it open" if self.may_be_unknown else words

    def value_of(self, text: str | None) -> Any:
        """What the text stands for, None for unknown. Raises CorrectionRefusedError, saying what is allowed."""
        words = (text or "").strip()
        if self.column == "dhs_link":
            words = _DHS_LINKED.get(words.lower(), DhsLink.OPEN if _is_unknown(words) else words)
        if _is_unknown(words):
            if self.may_be_unknown:
                return () if get_origin(self.kind) is tuple else None
            raise CorrectionRefusedError(f"{self.name} cannot be unknown. It takes {self.allowed}.")
        try:
            return _adapter(self).validate_python(self._prepared(words))
        except (ValidationError, ValueError):
            raise CorrectionRefusedError(f"{words!r} is no {self.name}. It takes {self.allowed}.") from None

    def _prepared(self, words: str) -> object:
        kind = self.kind
        if get_origin(kind) is tuple:
            return tuple(_as_member(part) for part in words.split(","))
        if kind is date:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", words):  # pydantic takes numbers for moments too
                raise ValueError(words)
            return words
        if kind is bool or issubclass(kind, StrEnum):
            return _as_member(words)
        return words.upper() if self.column == "currency" else words


_NUMBERS_AND_WORDS: Final = {
    "term_months": "months, more than 0, with up to two decimals, such as 12 or 11.97",
    "renewal_months": "months, more than 0, with up to two decimals, such as 12 or 11.97",
    "termination_notice_days": "whole days, such as 60",
    "amount": "a sum without sign or commas, such as 2500.00",
    "cap_amount": "a sum without sign or commas, such as 2500.00",
    "percent": "a number such as 35 for thirty-five percent, with up to four decimals",
    "currency": "three letters, such as USD",
    "npi": "ten digits, the last of them the right check digit",
}


def field_named(name: str) -> CorrectableField:
    """The field of that name. Raises CorrectionRefusedError, naming those that are like it."""
    wanted = name.strip().lower().removeprefix("contracts.")
    wanted = re.sub(r"^compensation\.dhs_linked$", "compensation.dhs_link", wanted)
    known = fields()
    if wanted in known:
        return known[wanted]
    last = wanted.rpartition(".")[2].replace("dhs_linked", "dhs_link")
    near = [each for each in known if each.rpartition(".")[2] == last] or get_close_matches(wanted, known, n=3)
    near = near or [each for each in known if wanted and wanted in each]
    hint = f" Did you mean {' or '.join(near)}?" if near else f" These can be: {', '.join(known)}."
    raise CorrectionRefusedError(f"{name!r} is no field that can be corrected.{hint}")


@cache
def fields() -> dict[str, CorrectableField]:
    """Every field that can be corrected, by its name."""
    return {field.name: field for field in _all_fields()}


def shown(value: object) -> str | None:
    """A value as text, as it is stored and shown; None for unknown."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value) or None
    return as_text(value) if isinstance(value, StrEnum | date | Decimal | int | str) else None


def _all_fields() -> Iterator[CorrectableField]:
    for part, (model, columns) in _COLUMNS.items():
        for column in columns:
            annotation: Any = model.model_fields[column].annotation
            if isinstance(annotation, type) and issubclass(annotation, BaseModel):  # a Fact: the type of its value
                annotation = annotation.model_fields["value"].annotation
            yield CorrectableField(part, column, annotation)


@cache
def _adapter(field: CorrectableField) -> TypeAdapter[Any]:
    limits = _LIMITS.get(field.column, Field(ge=_FIRST_DAY, le=_LAST_DAY) if field.kind is date else None)
    kind: Any = field.kind if limits is None else Annotated[field.kind, limits]
    return TypeAdapter(kind)


def _is_unknown(words: str) -> bool:
    return words.lower() in {"", UNKNOWN, "null"}


def _as_member(words: str) -> str:
    return re.sub(r"[\s-]+", "_", words.strip().lower())


def _listed(words: type[StrEnum]) -> str:
    return ", ".join(word.value for word in words)
