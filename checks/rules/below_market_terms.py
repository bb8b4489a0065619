"""The rule on contracts that say their price is not the market's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.clauses_found import Wording, opposed
from models.contract import Contract
from models.finding import Verdict
from models.provision import ProvisionKind

_FAULT = (ProvisionKind.BELOW_MARKET_STATED,)
_REMEDY = (ProvisionKind.FAIR_MARKET_VALUE_STATED,)
_SAYS = Wording(
    flagged="Its own words put the price beside the market.",
    doubtful="It speaks of fair market value, and of a price beside the market.",
    clear="It speaks of fair market value; what supports that, other papers show.",
    silent="No words on fair market value were read.",
    wanting="support for fair market value",
)


@check(
    code="PAY-10",
    citation="411.351",
    remedy=(
        "Have the price valued, charge or pay what it is worth for the future, and have counsel look at the "
        "time before."
    ),
)
def below_market_terms(contract: Contract, _as_of: date) -> Iterator[Verdict]:
    """The contract says of its own price that it is not the market's.

    ## What it looks at

    Words that put the price under or over the market, and words that call it fair market value.

    ## Why it matters

    Nearly every exception wants pay at fair market value. A recital that it is so proves nothing; words that it is
    not prove much.

    ## When it fires

    - The price is said to be under or over the market: flagged, for a person to decide.
    - Such words stand beside a recital of fair market value.

    ## When it does not

    - A recital, an appraisal or a survey is named, and nothing speaks against it. The evidence itself is for a
      person to see.
    - Nothing is said at all: valuations are often kept apart from contracts.
    - Words that deny it.

    ## How to put it right

    Value the price and write the finding down.

    ## Flagged

    "The parties agree on a rent below market value."

    ## Clear

    "The rent is consistent with fair market value as found by an appraiser."

    ## Limits

    What the price is worth is not reckoned, and what is given without a price is not looked for.
    """
    yield opposed(contract, _FAULT, _REMEDY, _SAYS)
