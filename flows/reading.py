"""The step that reads one document, in a process of its own."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from extractors.reading.options import ReadingOptions
from flows.isolation import ReadingProcesses
from flows.passwords import Passwords
from flows.process_limits import give_memory_back
from flows.steps import Step
from models.contract import Extraction
from models.document import Document, DocumentStatus
from models.errors import DocumentError

RETRIES = 2
RETRY_SECONDS = 2.0
DEEPEST_ATTACHMENT = 3


class DocumentSource(NamedTuple):
    """A file and the SHA-256 of its bytes. `path` is what people know it by.

    An attachment's path goes through the file that holds it, `depth` levels deep; its bytes lie at `extracted`. `look`
    is what the file looked like before its bytes were taken, where that tells it from a later one; `is_unchanged` when
    it looked so when it was stored.
    """

    path: Path
    document_id: str
    extracted: Path | None = None
    depth: int = 0
    look: str | None = None
    is_unchanged: bool = False

    @property
    def bytes_at(self) -> Path:
        """Where the bytes are."""
        return self.extracted or self.path


def reading_step(
    processes: ReadingProcesses, options: ReadingOptions, passwords: Passwords
) -> Step[DocumentSource, Extraction]:
    """Reads one document. Only the operating system's troubles pass by themselves: bad input stays bad."""

    def read(source: DocumentSource) -> Extraction:
        try:
            own = _options_for(source, options, passwords)
            read_through = Extraction.model_validate_json(processes.read(extract_document, source.bytes_at, own))
        except DocumentError as error:
            return Extraction(document=quarantined(source, error))
        return _known_as(source, read_through)

    return Step(
        name="read document",
        action=read,
        label=lambda source: source.path.name,
        passing_troubles=(OSError,),
        retries=RETRIES,
        retry_seconds=RETRY_SECONDS,
    )


def quarantined(source: DocumentSource, error: DocumentError) -> Document:
    """The document of a file that could not be read, with the reason. Raises OSError when the file is gone."""
    return Document(
        document_id=source.document_id,
        file_name=source.path.name,
        path=str(source.path),
        byte_count=source.bytes_at.stat().st_size,
        status=DocumentStatus.QUARANTINED,
        error_code=error.code,
        error_message=str(error),
    )


def extract_document(path: Path, options: ReadingOptions) -> str:
    """Everything the store keeps of one file, as JSON; runs in a reading process. Raises OSError."""
    from extractors.extraction import extract
    from extractors.module_expressions import keep_new_expressions

    try:
        return extract(path, options).model_dump_json()
    finally:
        keep_new_expressions()
        give_memory_back()


def inspect_document(path: Path, options: ReadingOptions) -> str:
    """Everything read from one file, words and all, as JSON; runs in a reading process. Raises OSError."""
    from extractors.extraction import inspect

    try:
        return inspect(path, options).model_dump_json()
    finally:
        give_memory_back()


def _known_as(source: DocumentSource, extraction: Extraction) -> Extraction:
    """The extraction under the name that people know: an attachment's bytes lie under another for a moment."""
    name = source.path.name
    document = extraction.document.model_copy(update={"path": str(source.path), "file_name": name})
    contracts = tuple(contract.model_copy(update={"file_name": name}) for contract in extraction.contracts)
    return extraction.model_copy(update={"document": document, "contracts": contracts})


def _options_for(source: DocumentSource, options: ReadingOptions, passwords: Passwords) -> ReadingOptions:
    own: dict[str, object] = {"passwords": passwords.fitting(source.path)}
    if source.depth >= DEEPEST_ATTACHMENT:
        own["maximum_attachments"] = 0
    return options.model_copy(update=own)
