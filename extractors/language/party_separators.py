"""What stands between the names in a list of parties, and what ends it."""

from __future__ import annotations

import regex

from extractors.language.name_words import is_abbreviation
from extractors.language.party_words import ROLE_WORD
from extractors.module_expressions import compiled

# "&" within "the shareholders of Tern Bone & Joint Clinic" begins nobody's name.
SEPARATOR = compiled(
    r"""(?ix)(?P<semicolon>;) | (?P<colon>:(?=\s)) | (?P<comma>,)
      | (?P<and>(?<![\w])(?:(?:and|(?<!\bof\s+(?-i:(?:\p{Lu}[\p{L}’'-]*\s+)+))&|with|to)(?![\w])|(?-i:and(?=\p{Lu}))))
      | (?P<line>\n) | (?P<open>[(\[]) | (?P<period>\.) | (?P<item>(?<=\s)(?:\(?(?:[ivx]{1,4}|\d|[a-h])\))(?=\s))"""
)
STOP = compiled(
    r"""(?x)\b(?:WHEREAS|Whereas,|RECITALS?|WITNESSETH|NOW,?\s+THEREFORE|TABLE\s+OF\s+CONTENTS|ARTICLE\s+[IVX1]
          |IN\s+WITNESS|Ladies\s+and\s+Gentlemen)\b
      | W\s?I\s?T\s?N\s?E\s?S\s?S
      | (?<=\n)(?:1\.|I\.|Section\s+1|BACKGROUND|Background|Recitals?|Terms|AGREEMENT)\b
      | (?<=\n)(?i:dated|premises|(?:basic|key|principal|fundamental)\s+(?:\w+\s+)?(?:terms|provisions|data))\b
      | \b(?:(?:each\s+)?(?:hereby\s+)?(?:agrees?|covenant)\b|enter\s+into|(?:is|are)\s+(?:entered|made|effective)
          |sets?\s+forth|under\s+which|in\s+order\s+to|for\s+the\s+(?:purposes?|provision)\s+of(?!\s+(?:Article|Section|Paragraph|Exhibit))|who\s+agree
          |relating\s+to|with\s+respect\s+to|in\s+connection\s+with|in\s+consideration\s+of|upon\s+the\s+terms
          |do\s+hereby|have\s+(?:agreed|entered)|shall\s+be|make\s+this|made\s+and\s+entered|pursuant\s+to)\b"""
)
# Recognition may lose the space behind "and".
JOINED = compiled(r"[\s,;]*(?:\b(?:and|AND|And|with|to)\b|\band(?=\p{Lu}{2})|&)")
CALLED = compiled(r"\s*,?\s*(?i:here(?:in)?after|herein)\b")
_NEW_SENTENCE = compiled(r"\.\s+(?:The|This|These|It|He|She|They|Each|Both|If|When|We|You|Its|In\s+this)\s")
# "the Hospital's Wound and Hyperbaric Center (the "Center")" is one thing, and the Hospital's.
OF_A_PARTY = compiled(r"\p{Ll}[’']s?\s+(?:\p{Lu}[\w-]*\s+){1,3}$")
# "a foundation affiliated with Tern Hospital ("Foundation")" names one party.
SIDE_BY_SIDE = compiled(
    r"(?i)\b(?:affiliat\w+|associated|allied|aligned|connected|integrated|merged|related|contracts?|partner(?:ship|ed)?|venture|arrangements?)\s+$"
)
_STOP_BEFORE_CAPITAL = compiled(r"\.[\"”’)]*\s+[\p{Lu}\d“\"(]")


def ends_sentence(text: str, position: int) -> bool:
    """Whether the stop at `position` ends a sentence, and not an abbreviation or an initial."""
    is_last = position + 1 >= len(text)
    if not is_last and not _STOP_BEFORE_CAPITAL.match(text[position : position + 6]):
        return False
    if _NEW_SENTENCE.match(text, position):
        return True
    word = regex.search(r"[\p{L}.]+$", text[max(position - 12, 0) : position])
    if word is None:
        return True
    bare = word.group()
    return len(bare.replace(".", "")) > 1 and "." not in bare and not is_abbreviation(bare)


def list_goes_on(text: str, position: int) -> bool:
    """Whether a list of one party goes on behind a full stop: "and" or a label follows."""
    behind = text[position : position + 40]
    return bool(
        regex.match(r"\s*(?:\n\s*)?(?:and|AND|And|&)\b|\s*\n\s*(?:\(|“|\"|and)", behind[:20])
        or regex.match(rf"(?i)\s+(?:party\s+[b2]|(?:the\s+)?{ROLE_WORD})\s*:", behind)
    )
