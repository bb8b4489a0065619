"""PDFium as it begins, for each document: what it keeps of one would be seen in the next."""

from __future__ import annotations

_CONFIGURATION_VERSION = 2


def begin_anew() -> None:
    """Let PDFium forget all documents before; while one is open, nothing is done.

    For a font that a file names and does not hold, PDFium takes one face that it stretches to the width and weight of
    each letter it draws. The face is the same for all documents of a process and stays as the last letter left it, so
    that the widths of letters, and with them the boxes of words, depended on what was read before. A new beginning
    takes a millisecond, most of it for fonts that are loaded again.
    """
    import pypdfium2.raw as pdfium
    from pypdfium2.internal.bases import ObjectTracker

    if any(ObjectTracker.values()):
        # Closing the library under an open document would end the process.
        return
    pdfium.FPDF_DestroyLibrary()
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=_CONFIGURATION_VERSION))
