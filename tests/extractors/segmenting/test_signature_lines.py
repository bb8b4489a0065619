"""What a line on a signature page is, by its own words."""

import pytest

from extractors.segmenting.signature_lines import LineKind, signature_line


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("President of its General Partner", LineKind.OTHER),
        ("Senior Vice President for the region of the lakes", LineKind.OTHER),
        ("Member of the board of trustees", LineKind.OTHER),
        ("Osbert Thistlewick.", LineKind.OTHER),
        ("Director shall render the services and keep records of them", LineKind.PROSE),
        ("Partner may end this agreement at any time.", LineKind.PROSE),
        ("The parties have signed on the days below.", LineKind.PROSE),
        ("and all of its members", LineKind.PROSE),
        ("signed.", LineKind.PROSE),
        ("Signed: May 3, 2021", LineKind.DATE),
        ("Signed: Ana Ruiz", LineKind.SIGN),
        ("Perpetua Oakhollow, M.D.", LineKind.OTHER),
    ],
)
def test_offices_and_names_are_no_prose(text: str, kind: LineKind) -> None:
    assert signature_line(text).kind is kind
