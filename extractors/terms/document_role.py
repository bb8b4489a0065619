"""What shows an instrument to be an agreement, an amendment, a renewal, a lone exhibit or no contract at all."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import regex

from extractors.module_expressions import compiled
from extractors.patterns import Pattern, load_patterns
from extractors.quick_expressions import QuickExpression
from models.base import Frozen
from models.segment import Instrument

_OPENING = 1_800
_WHOLE = 40_000
_FEWEST_SAID_IN_MINUTES = 2
# So many words of agreeing, and of duties, show a contract; more say nothing more, and are not counted.
FEWEST_AGREEMENTS, FEWEST_DUTIES = 3, 3
# Contracts are signed at their end.
_END = 20_000
_BINDS_AT_ONCE = compiled(
    r"""(?ix)\bwitness\s+whereof\b | \bagree\s+as\s+follows\b | \bintend(?:ing|s)?\s+to\s+be\s+legally\s+bound\b"""
)
_SIGNED = compiled(
    r"""(?imx)(?:^|\t|\s)(?:by|signature|signed)\s*: | /s/ | _{8,} | \bwitness\s+whereof\b | \bDocuSigned\b
      | \belectronically\s+signed\b | \bsigned\s+(?:by|electronically)\b"""
)
_TAKES_THE_PLACE = compiled(
    r"""(?ix)\b(?:supersed\w+ | replac\w+ | takes?\s+the\s+place\s+of | cancel\w* | merg\w+
      | prior | earlier | previous)\b[^.;\n]{0,80}"""
)
_ACCEPTED = QuickExpression.of(
    r"""(?imx)\b(?:agreed|accepted|acknowledged|accepts)\b[^.\n]{0,40}(?:[:,]|$)
      | please\s+(?:sign|countersign|indicate) | \b(?:counter-?sign\w*|acceptance)\b
      | \bif\s+(?:you\s+(?:agree|accept)|this\s+is\s+acceptable|these\s+terms) | \bI\s+(?:hereby\s+)?(?:accept|agree)
      | \bsign(?:ing)?\s+(?:below|here|and\s+return|both|this|the\s+(?:copy|enclosed))
      | \byour\s+signature | \bboth\s+(?:of\s+us\s+)?sign"""
)


class RoleSigns(Frozen):
    """The names of the patterns seen on the title and in the opening, counts of words in the text, and its form.

    Words of agreeing are counted up to FEWEST_AGREEMENTS, or as many as there are of an opinion, and words of duties up
    to FEWEST_DUTIES.
    `only_intends`: it speaks of a contract still to be made and says that it binds nobody itself. `binds_at_once`: it
    has the words by which parties agree or sign. `is_minutes`: it tells what a meeting said and did.
    """

    title: frozenset[str]
    opening: frozenset[str]
    agreements: int
    operative: int
    opinions: int
    only_intends: bool
    binds_at_once: bool
    is_minutes: bool
    is_memo: bool
    is_letter: bool
    is_accepted: bool
    has_signature: bool


@cache
def _patterns() -> dict[str, Pattern]:
    return {pattern.name: pattern for pattern in load_patterns(Path(__file__).with_suffix(".toml"))}


def role_signs(instrument: Instrument) -> RoleSigns:
    """All signs of one instrument, none of them weighed."""
    text = instrument.text
    title = instrument.title or ""
    patterns = _patterns()
    opening, whole = text[:_OPENING], text[:_WHOLE]
    binds_at_once = bool(_BINDS_AT_ONCE.search(whole))
    opinions = patterns["opinion: body"].compiled.count(whole)
    names = frozenset(name for name, one in patterns.items() if name.endswith("title") and one.compiled.search(title))
    # A contract may name the letter of intent whose place it takes, and a definitive agreement far down.
    said = opening if "contract: title" in names else whole
    said_of_itself = f"{title}\n{_TAKES_THE_PLACE.sub('', said)}"
    return RoleSigns(
        title=names,
        opening=frozenset(
            name for name, one in patterns.items() if name.endswith("body") and one.compiled.search(opening)
        ),
        agreements=patterns["contract: agrees"].compiled.count(whole, most=max(FEWEST_AGREEMENTS, opinions)),
        operative=patterns["contract: operative"].compiled.count(whole, most=FEWEST_DUTIES),
        only_intends=bool(
            patterns["intent: words"].compiled.search(said_of_itself)
            and patterns["binds nobody: words"].compiled.search(whole)
            and not binds_at_once
        ),
        binds_at_once=binds_at_once,
        is_minutes=patterns["minutes: words"].compiled.count(whole, most=_FEWEST_SAID_IN_MINUTES)
        == _FEWEST_SAID_IN_MINUTES,
        is_memo=len({match.group().lower() for match in patterns["memo: form"].compiled.finditer(opening)}) >= 3,
        opinions=opinions,
        is_letter=bool(regex.search(r"\bDear\s+\p{Lu}|\b(?i:ladies\s+and\s+gentlemen|gentlemen)\s*:", opening)),
        is_accepted=bool(_ACCEPTED.search(text)),
        has_signature=bool(_SIGNED.search(text, max(0, len(text) - _END)) or _SIGNED.search(text)),
    )
