"""The base of every type that travels between steps: frozen, and strict about unknown fields."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Self

from pydantic import BaseModel, ConfigDict


@cache
def _fields_of(kind: type[BaseModel]) -> set[str]:
    return set(kind.model_fields)


class Frozen(BaseModel):
    """A value that never changes after it is made and refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def of_known(cls, **values: Any) -> Self:
        """An instance of values that are known to be right, every field given: pages hold thousands of words and boxes.

        As pydantic's model_construct, in a fraction of its time; nothing is validated and no default is filled in.
        """
        made = cls.__new__(cls)
        made._hold(values)
        return made

    def _hold(self, values: dict[str, Any]) -> None:
        """Be these values, every field of which is given and right."""
        object.__setattr__(self, "__dict__", values)
        # One set for all that are made so: a set of its own takes as long to make as all the rest.
        object.__setattr__(self, "__pydantic_fields_set__", _fields_of(type(self)))
        object.__setattr__(self, "__pydantic_extra__", None)
        object.__setattr__(self, "__pydantic_private__", None)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with some fields replaced; what was worked out from the former ones (cached properties) goes."""
        if deep:
            copied = super().model_copy(update=update, deep=True)
            for name in copied.__dict__.keys() - _fields_of(type(self)):
                del copied.__dict__[name]
            return copied
        # As pydantic's own, which copies what goes and takes three times as long: rules and extractors live on this.
        made = type(self).__new__(type(self))
        fields = _fields_of(type(self))
        values = {name: value for name, value in self.__dict__.items() if name in fields}
        object.__setattr__(made, "__dict__", values | dict(update or {}))
        object.__setattr__(made, "__pydantic_fields_set__", self.__pydantic_fields_set__ | (update or {}).keys())
        object.__setattr__(made, "__pydantic_extra__", None)
        object.__setattr__(made, "__pydantic_private__", None)
        return made
