"""Addresses of stores: what is understood, and what is never repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.run_options import RunOptions
from models.database import Lake, as_database

SECRET = "hunter2"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("ducklake:postgresql://host/db", "ducklake:postgresql://host/db"),
        ("ducklake:postgres://ann@host:5433/db", "ducklake:postgresql://ann@host:5433/db"),
        (f"ducklake:postgresql://ann:{SECRET}@host/db?data=/srv/a", "ducklake:postgresql://ann@host/db?data=/srv/a"),
        (
            "ducklake:postgresql://a%40b@[::1]:1/d%20b?schema=two",
            "ducklake:postgresql://a%40b@[::1]:1/d%20b?schema=two",
        ),
        ("ducklake:postgresql:///db?data=/a%20b", "ducklake:postgresql:///db?data=/a%20b"),
    ],
)
def test_an_address_is_shown_without_its_password(written: str, shown: str) -> None:
    lake = as_database(written)
    assert isinstance(lake, Lake)
    assert str(lake) == shown
    options = RunOptions.model_validate({"database": written})
    for text in (str(lake), repr(lake), lake.model_dump_json(), options.model_dump_json(), repr(options)):
        assert SECRET not in text
    assert RunOptions.model_validate_json(options.model_dump_json()).database == as_database(shown)


def test_a_password_may_hold_any_character() -> None:
    lake = Lake.at("ducklake:postgresql://ann:%40%3A%2F%3F%23%25%27%22%20@host/db")
    assert lake.password is not None
    assert lake.password.get_secret_value() == "@:/?#%'\" "


@pytest.mark.parametrize(
    "written",
    [
        f"ducklake:postgresql://ann:{SECRET}@x@host/db",
        f"ducklake:postgresql://ann:{SECRET}/x@host/db",
        f"ducklake:mysql://ann:{SECRET}@host/db",
        f"ducklake:postgresql://ann:{SECRET}@host",
        f"ducklake:postgresql://ann:{SECRET}@host:99999/db",
        f"ducklake:postgresql://ann:{SECRET}@host/db?data=relative",
        f"ducklake:postgresql://ann:{SECRET}@host/db?schema=Robert'); drop",
        f"ducklake:postgresql://ann:{SECRET}@host/db?sslmode=require",
    ],
)
def test_what_is_not_understood_is_not_repeated(written: str) -> None:
    with pytest.raises(ValueError, match=r"address|folder") as caught:
        as_database(written)
    assert SECRET not in str(caught.value)


def test_anything_else_is_a_file() -> None:
    assert as_database("contracts.duckdb") == Path("contracts.duckdb")
