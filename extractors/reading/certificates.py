"""The certificates that a user trusts, from a file of them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=4)
def certificates_in(path: Path) -> tuple[Any, ...]:
    """The certificates (`asn1crypto.x509.Certificate`) of a file, PEM with any number of them or one in DER.

    Raises OSError when it cannot be read and ValueError when it holds none.
    """
    from asn1crypto import pem, x509

    content = path.read_bytes()
    try:
        encoded = [der for _, _, der in pem.unarmor(content, multiple=True)] if pem.detect(content) else [content]
        found = tuple(x509.Certificate.load(der) for der in encoded)
        for certificate in found:
            _ = certificate.native
    # What a damaged certificate makes its parser raise is not a closed list.
    except Exception:
        found = ()
    if not found:
        raise ValueError("it holds no certificate, neither PEM nor DER")
    return found
