"""Where sentences of legal English end."""

import pytest

from extractors.language.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The run ends in May 2025. (b) The Hall closes then.", 2),
        ("It ends on December 31, 2025. (iv) Nothing follows it.", 2),
        ("Dr. Ottoline J. Brindlecote plays. She sings.", 2),
        ("Approved by Plimsoll Co. (a charity) in spring.", 1),
        ("See 42 C.F.R. 411.357. It is law.", 2),
        ("The rent is $3.50 a seat, i.e. the usual one.", 1),
    ],
)
def test_number_of_sentences(text: str, expected: int) -> None:
    assert len(sentences(text)) == expected
