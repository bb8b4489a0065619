"""How the dollars of a look-back were found, in the sentences that the worksheet's box asks for."""

from __future__ import annotations

from models.counting import counted
from models.look_back import ClaimFate, FateTotal, LookBack


def methodology(found: LookBack) -> str:
    """What was counted, from which data, what was left out and for how much; and that nothing was estimated."""
    by_fate = {one.fate: one for one in found.fates}
    lines = sum(one.lines for one in found.fates)
    personal, unknown, left_open = (
        by_fate[fate] for fate in (ClaimFate.PERSONALLY_PERFORMED, ClaimFate.CATEGORY_UNKNOWN, ClaimFate.DAYS_OPEN)
    )
    said = [
        "Actual data was used to determine the overpayment; estimates were not used.",
        f"All {lines:,} lines of the claims data supplied were examined. Counted is what original Medicare paid for "
        "designated health services referred by the physician, by the calendar year of the service, on days within the "
        "six-year look-back on which the financial relationship satisfied no exception so far as its "
        "papers and payments "
        "show.",
        f"Left out as personally performed by the referring physician: {_sum(personal)}. Hospital services "
        "count whoever "
        "performed the procedure.",
    ]
    if unknown.lines:
        said.append(f"Not counted, as their category is not told: {_sum(unknown)}.")
    if left_open.lines:
        said.append(f"Not counted, as a person has yet to decide on the days: {_sum(left_open)}.")
    undated = [one.physician.name for one in found.physicians if one.identified_on is None and one.years]
    if undated:
        said.append(
            f"The date of identification is yet to be filled in for {', '.join(undated)}; the look-back was reckoned "
            f"as of {found.as_of}."
        )
    return " ".join(said)


def _sum(total: FateTotal) -> str:
    return f"{counted(total.lines, 'line')}, ${total.dollars:,.2f}"
