"""Where a party is, is no party: streets with their number, and cities behind "located at"."""

from __future__ import annotations

import pytest

from extractors.language.party_lists import party_list


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Tern Kilns Aktiengesellschaft, with its registered offices located at Lund and Malmo (“Tern”), and "
            "Marrow Clay, Inc., a Vermont corporation (“Marrow”)",
            ["Tern Kilns Aktiengesellschaft", "Marrow Clay, Inc."],
        ),
        (
            'Tern Kilns, Inc., at 1600 E. St. Andrew Place, Salem ("Tern") and Marrow Place, LLC ("Marrow")',
            ["Tern Kilns, Inc.", "Marrow Place, LLC"],
        ),
        (
            'Tern Hospital ("Hospital") and Ada Tovey, M.D. ("Director"), for direction of the Hospital\'s Wound '
            'and Hyperbaric Center (the "Center")',
            ["Tern Hospital", "Ada Tovey, M.D."],
        ),
    ],
)
def test_places_are_no_parties(text: str, names: list[str]) -> None:
    assert [party.name for party in party_list(text, 0).parties] == names
