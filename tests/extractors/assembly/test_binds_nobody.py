"""Forms, standards and notices are no contracts, though they speak of amendments and duties; thin contracts are."""

from __future__ import annotations

import pytest

from extractors.assembly.contracts import assemble
from tests.extractors.assembly.paper import instrument_of
from tests.factories import document

FORM = """
REGISTRATION STATEMENT

1. Name of the person who registers

2. Whether this amendment changes the name. Who files this amendment shall say so and provide the former name.

3. The form is filed within ten days. A change shall be filed in writing. Registration ends upon notice of termination.

Signature: ______________

Date: ______________
"""
STANDARD = """
RECOMMENDED PRACTICE 41

The encoder shall write one table. The decoder shall keep it. A segment shall end with a marker.

Terms used in this practice are those of the glossary. The table shall be terminated by zero.
"""
THIN = """
MEMORANDUM

In witness whereof those who sign below are bound. The tent shall be lent for the summer fair. It shall be returned dry.

By: ______________
"""
BROCHURE = """
NIGHTBELL FOR HOSPITALS

Medical directors shall log their hours. A stipend, a time record and the hours of each physician reach the payroll.

Plans renew each year. Cancel at any time. Our medical director was paid for a year without a time record.
"""
TAKES_THE_PLACE = """
CALL COVERAGE AGREEMENT

This Call Coverage Agreement is made as of May 2, 2023 between Tern Hospital, Inc. and Konrad Vell, M.D., who agree:

1. The Physician shall be on call. The Hospital shall pay $900 a day.

2. This Agreement takes the place of the letter of intent of March 3, 2023. It shall not bind the Physician to refer.

By: ______________
"""


@pytest.mark.parametrize(
    ("text", "contracts"), [(FORM, 0), (STANDARD, 0), (THIN, 1), (BROCHURE, 0), (TAKES_THE_PLACE, 1)]
)
def test_what_binds_nobody_is_no_contract(text: str, contracts: int) -> None:
    assert len(assemble(document(), [instrument_of(text)])) == contracts
