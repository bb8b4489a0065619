"""The base of every type that travels between steps: frozen, and strict about unknown fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Self, TypeVar, cast, dataclass_transform

from pydantic import BaseModel, ConfigDict
from pydantic.dataclasses import dataclass

T = TypeVar("T")

# What pydantic keeps of an instance, set past the refusal to change it; a third of the time of object.__setattr__.
_new = object.__new__
_set_values = BaseModel.__dict__["__dict__"].__set__
_set_fields_set = BaseModel.__dict__["__pydantic_fields_set__"].__set__
_set_extra = BaseModel.__dict__["__pydantic_extra__"].__set__
_set_private = BaseModel.__dict__["__pydantic_private__"].__set__


@cache
def _fields_of(kind: type[BaseModel]) -> set[str]:
    return set(kind.model_fields)


def _set_all(made: BaseModel, values: dict[str, Any], fields_set: set[str]) -> None:
    _set_values(made, values)
    _set_fields_set(made, fields_set)
    _set_extra(made, None)
    _set_private(made, None)


class Frozen(BaseModel):
    """A value that never changes after it is made and refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def of_known(cls, **values: Any) -> Self:
        """An instance of values that are known to be right, every field given: readings hold thousands of lines.

        As pydantic's model_construct, in a fraction of its time; nothing is validated and no default is filled in.
        """
        # One set of fields for all that are made so: a set of its own takes as long to make as all the rest. Written
        # out for the same reason.
        made = _new(cls)
        _set_values(made, values)
        _set_fields_set(made, _fields_of(cls))
        _set_extra(made, None)
        _set_private(made, None)
        return made

    def _hold(self, values: dict[str, Any]) -> None:
        """Be these values, every field of which is given and right."""
        _set_all(self, values, _fields_of(type(self)))

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with some fields replaced; what was worked out from the former ones (cached properties) goes."""
        if deep:
            copied = super().model_copy(update=update, deep=True)
            for name in copied.__dict__.keys() - _fields_of(type(self)):
                del copied.__dict__[name]
            return copied
        # As pydantic's own, which copies what goes and takes three times as long: rules and extractors live on this.
        made = self.__new__(type(self))
        fields = _fields_of(type(self))
        values = {name: value for name, value in self.__dict__.items() if name in fields}
        _set_all(made, values | dict(update or {}), self.__pydantic_fields_set__ | (update or {}).keys())
        return made


@dataclass_transform(frozen_default=True, kw_only_default=True)
def frozen_in_slots(kind: type[T]) -> type[T]:
    """A class of values as Frozen, for those that pages hold thousands of.

    They hold their fields and nothing else: a field is read in a fifth of the time, for pydantic's models look for each
    through a hook of their own, and takes a third of the memory.
    """
    return cast(type[T], dataclass(frozen=True, slots=True, kw_only=True, config=ConfigDict(extra="forbid"))(kind))


class Replaceable:
    """What is copied with some of its fields replaced."""

    __slots__ = ()

    def replaced(self, **changes: Any) -> Self:
        """A copy with some fields replaced. Raises pydantic.ValidationError."""
        return replace(self, **changes)  # type: ignore[type-var]
