"""What stands between the names in a list of parties, and what ends it."""

from __future__ import annotations

import regex

SEPARATOR = regex.compile(
    r"""(?ix)(?P<semicolon>;) | (?P<colon>:(?=\s)) | (?P<comma>,)
      | (?P<and>(?<![\w])(?:(?:and|&|with|to)(?![\w])|(?-i:and(?=\p{Lu}))))
      | (?P<line>\n) | (?P<open>[(\[]) | (?P<period>\.) | (?P<item>(?<=\s)(?:\(?(?:[ivx]{1,4}|\d|[a-h])\))(?=\s))"""
)
STOP = regex.compile(
    r"""(?x)\b(?:WHEREAS|Whereas,|RECITALS?|WITNESSETH|NOW,?\s+THEREFORE|TABLE\s+OF\s+CONTENTS|ARTICLE\s+[IVX1]
          |IN\s+WITNESS|Ladies\s+and\s+Gentlemen)\b
      | W\s?I\s?T\s?N\s?E\s?S\s?S
      | (?<=\n)(?:1\.|I\.|Section\s+1|BACKGROUND|Background|Recitals?|Terms|AGREEMENT)\b
      | \b(?:(?:each\s+)?(?:hereby\s+)?(?:agrees?|covenant)\b|enter\s+into|(?:is|are)\s+(?:entered|made|effective)
          |sets?\s+forth|under\s+which|in\s+order\s+to|for\s+the\s+(?:purposes?|provision)\s+of(?!\s+(?:Article|Section|Paragraph|Exhibit))|who\s+agree
          |relating\s+to|with\s+respect\s+to|in\s+connection\s+with|in\s+consideration\s+of|upon\s+the\s+terms
          |do\s+hereby|have\s+(?:agreed|entered)|shall\s+be|make\s+this|made\s+and\s+entered|pursuant\s+to)\b"""
)
# Recognition may lose the space behind "and".
JOINED = regex.compile(r"[\s,;]*(?:\b(?:and|AND|And|with|to)\b|\band(?=\p{Lu}{2})|&)")
CALLED = regex.compile(r"\s*,?\s*(?i:here(?:in)?after|herein)\b")
NEW_SENTENCE = regex.compile(r"\.\s+(?:The|This|These|It|He|She|They|Each|Both|If|When|We|You|Its|In\s+this)\s")
