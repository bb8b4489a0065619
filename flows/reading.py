"""The step that reads one document, in a process of its own."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from extractors.reading.options import ReadingOptions
from flows.isolation import ReadingProcesses
from flows.steps import Step
from models.contract import Extraction
from models.document import Document, DocumentStatus
from models.errors import DocumentError

RETRIES = 2
RETRY_SECONDS = 2.0


class DocumentSource(NamedTuple):
    """A file and the SHA-256 of its bytes."""

    path: Path
    document_id: str


def reading_step(processes: ReadingProcesses, options: ReadingOptions) -> Step[DocumentSource, Extraction]:
    """Reads one document. Only the operating system's troubles pass by themselves: bad input stays bad."""

    def read(source: DocumentSource) -> Extraction:
        try:
            return Extraction.model_validate_json(processes.read(extract_document, source.path, options))
        except DocumentError as error:
            return Extraction(document=quarantined(source, error))

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
        byte_count=source.path.stat().st_size,
        status=DocumentStatus.QUARANTINED,
        error_code=error.code,
        error_message=str(error),
    )


def extract_document(path: Path, options: ReadingOptions) -> str:
    """Everything the store keeps of one file, as JSON; runs in a reading process. Raises OSError."""
    from extractors.extraction import extract

    return extract(path, options).model_dump_json()


def inspect_document(path: Path, options: ReadingOptions) -> str:
    """Everything read from one file, words and all, as JSON; runs in a reading process. Raises OSError."""
    from extractors.extraction import inspect

    return inspect(path, options).model_dump_json()
