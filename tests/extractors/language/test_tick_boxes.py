"""What stands at a box left empty is no part of what a contract says, whichever way boxes are printed and stand."""

from __future__ import annotations

import pytest

from extractors.language.tick_boxes import without_unticked


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("$640.00 per ☒ month ☐ quarter ☐ use", "$640.00 per month"),
        ("$640.00 per [X] month [ ] quarter [ ] use", "$640.00 per month"),
        ("$640.00 per (X) month ( ) quarter ( ) use", "$640.00 per month"),
        ("$640.00 per [ x ] month [] quarter", "$640.00 per month"),
        ("☐ 12 mo. ☒ 24 mo. ☐ other ____", "24 mo."),
        ("☐ renews automatically ☐ month to month ☒ ends, no renewal", "ends, no renewal"),
        ("☒ No ☐ Yes, on ____ days notice", "No"),
        ("Automatic renewal: Yes ☐ No ☒", "Automatic renewal: No"),
        ("Automatic renewal? Yes ☒ No ☐", "Automatic renewal? Yes"),
        ("Automatic renewal Yes [ ] No [X]", "Automatic renewal No"),
        ("Automatic renewal: ☐ Yes ☒ No", "Automatic renewal: No"),
        ("Renewal: Yes ☐ No ☒ Rent is $500.00 a month.", "Renewal: No Rent is $500.00 a month."),
        ("Paid monthly ☒ quarterly ☐ yearly ☐", "Paid monthly"),
        ("Paid monthly ☐ quarterly ☒ yearly ☐", "Paid quarterly"),
        ("Lessor\tYes ☐ No ☒\tLessee\tYes ☒ No ☐", "Lessor\tNo \tLessee\tYes"),
        ("Check one: ☐ monthly ☒ hourly", "Check one: hourly"),
        ("☐\t$90.00 an hour\t☒\t$700.00 a month", "$700.00 a month"),
        ("[ ] Option B. The Group is paid $50.00 an hour. [X] Option A. The Group is paid $90.00 an hour.", None),
        ("☐ The fee is $500.00 per meeting. The Hospital pays $90.00 an hour.", "The Hospital pays $90.00 an hour."),
        ("(x) the Lessee shall pay $90.00 a month", "(x) the Lessee shall pay $90.00 a month"),
        ("within thirty ( ) days of notice", "within thirty ( ) days of notice"),
        ("☒ Hourly: $150 per hour ☐ Monthly Fee: $2,000 per month", "Hourly: $150 per hour"),
        ("☐ Other: ____ Rent: $500 per month", "Rent: $500 per month"),
        ("Renewal Yes ☐ No ☒ Notice Yes ☒ No ☐", "Renewal No Notice Yes"),
        ("1. Renewed? Yes [ ] No [X] 2. Ended early? Yes [X] No [ ]", "1. Renewed? No 2. Ended early? Yes"),
        ("Automatic renewal ☐", ""),
        ("Automatic renewal ☒", "Automatic renewal"),
        ("no boxes at all", "no boxes at all"),
    ],
)
def test_what_is_left_unticked_is_not_said(text: str, said: str | None) -> None:
    left = without_unticked(text)
    assert len(left) == len(text)
    expected = "Option A. The Group is paid $90.00 an hour." if said is None else said
    assert left.split() == expected.split()
