"""What signing services call a transaction: the envelope, document or transaction id that they print on its pages."""

from __future__ import annotations

from extractors.quick_expressions import QuickExpression

_NUMBERED = QuickExpression.of(
    r"""(?ix)\b(?:envelope|transaction|document|ref(?:erence)?)
      \s*(?:id|number|no\.?|ref(?:erence)?)?\s*[:\#]\s*
      (?P<id>[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12} | [0-9A-Z]{5}(?:-[0-9A-Z]{5}){2,4}
        | CB[A-Z]{3}[0-9A-Za-z_-]{20,60} | [0-9a-f]{32,40})"""
)


def envelope_id(text: str) -> str | None:
    """The id that a page's text names, None when it names none."""
    found = _NUMBERED.search(text)
    return found["id"] if found else None
