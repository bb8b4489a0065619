"""Whose referral a claim is: identifiers decide, names only without doubt."""

from __future__ import annotations

import pytest

from models.look_back import Physician
from reports.referrers import Named, matched

TAMSIN = Physician(name="Tamsin Fernquist, M.D.", npi="1003000126")
ODO = Physician(name="Odo Brankov, D.O.")


@pytest.mark.parametrize(
    ("npi", "name", "whose"),
    [
        ("1003000126", "Tamsin Fernquist, M.D.", 0),
        ("1003000126", None, 0),
        ("1003000126", "Somebody Else", 0),
        (None, "FERNQUIST, TAMSIN", 0),
        (None, "Dr. Tamsin Fernquist", 0),
        ("1003000134", "Tamsin Fernquist, M.D.", None),
        ("1003000142", "Odo Brankov", 1),
        (None, "Brankov, Odo, D.O.", 1),
        (None, "Odo R. Brankov", None),
        (None, "Brankov", None),
        (None, "Odo Brankovic", None),
    ],
)
def test_who_is_meant(npi: str | None, name: str | None, whose: int | None) -> None:
    each = Named(npi, name)
    assert matched([each], [TAMSIN, ODO]).numbers.get(each) == whose


@pytest.mark.parametrize(
    ("named", "physicians", "doubt"),
    [
        ([Named("1003000142", "Odo Brankov"), Named("1003000159", "Odo Brankov")], [ODO], "under several NPIs"),
        (
            [Named(None, "Odo Brankov")],
            [ODO, ODO.model_copy(update={"name": "Odo Brankov, M.D."})],
            "several physicians",
        ),
        ([Named(None, "Odo R. Brankov")], [ODO], "perhaps Odo Brankov, D.O., but not for sure"),
    ],
)
def test_a_doubt_is_told_and_nobody_counted(named: list[Named], physicians: list[Physician], doubt: str) -> None:
    found = matched(named, physicians)
    assert found.numbers == {}
    assert doubt in found.doubts[0]
