"""Files into the store: each document read once, written in one transaction, whatever happens to the others."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.reading.options import ReadingOptions
from flows.discovery import Discovery, sha256
from flows.isolation import ReadingProcesses
from flows.progress import Progress
from flows.reading import DocumentSource, quarantined, reading_step
from flows.run_options import IngestReport, RunOptions, Trouble, fault_of_ours
from flows.steps import StepRunner
from models.contract import Extraction
from models.document import DocumentStatus
from models.errors import Crashed
from store.writer import Store


class Ingestion:
    """One ingestion of the files found, into an open store."""

    def __init__(self, store: Store, run_id: str, options: RunOptions, progress: Progress) -> None:
        """Nothing is read yet."""
        self._store = store
        self._run_id = run_id
        self._options = options
        self._progress = progress
        self._sightings: dict[str, list[DocumentSource]] = {}
        self._known = self._contracts = 0
        self._statuses: list[DocumentStatus] = []
        self._troubles: list[Trouble] = []
        self._unreadable: list[Trouble] = []
        self._faults: list[Trouble] = []

    def run(self, found: Discovery, runner: StepRunner) -> IngestReport:
        """Read what the store does not know and write it, in the order in which it gets read."""
        self._progress.begin("Reading", len(found.documents))
        self._unreadable += [
            _unreadable(str(folder), "the operating system does not let us list this folder")
            for folder in found.closed_folders
        ]
        options = self._options
        reading = ReadingOptions(ocr_cache_folder=Store.private_folder(options.database) / "recognised")
        workers = max(1, min(options.workers, len(found.documents)))
        with ReadingProcesses(workers, options.seconds_per_document) as processes:
            for done in runner.each(reading_step(processes, reading), self._to_read(found), workers):
                if done.result is not None:
                    self._write(done.result)
                elif done.error is not None:
                    self._record_failure(done.item, done.error)
                self._progress.advance(done.item.path.name)
        for again in (sighting for sightings in self._sightings.values() for sighting in sightings[1:]):
            self._store.seen(again.path, again.document_id, self._run_id)
        return self._report(found)

    def _to_read(self, found: Discovery) -> Iterator[DocumentSource]:
        for path in found.documents:
            try:
                source = DocumentSource(path, sha256(path))
            except OSError as error:
                self._unreadable.append(_unreadable(str(path), error.strerror or str(error)))
                self._progress.advance(path.name)
                continue
            sightings = self._sightings.setdefault(source.document_id, [])
            sightings.append(source)
            if len(sightings) == 1 and (self._options.again or not self._store.knows(source.document_id)):
                yield source
                continue
            if len(sightings) == 1:
                self._store.seen(path, source.document_id, self._run_id)
                self._known += 1
            self._progress.advance(path.name)

    def _write(self, extraction: Extraction) -> None:
        self._store.write(extraction, self._run_id)
        document = extraction.document
        self._statuses.append(document.status)
        self._contracts += len(extraction.contracts)
        if document.error_code is not None:
            self._troubles.append(
                Trouble(path=document.path, code=document.error_code, message=document.error_message or "")
            )

    def _record_failure(self, source: DocumentSource, error: Exception) -> None:
        if isinstance(error, OSError):
            self._unreadable.append(_unreadable(str(source.path), error.strerror or str(error)))
            return
        fault = Crashed(
            f"A fault of the program, not of the file ({type(error).__name__}). Please report it; "
            "the file is read again with --again."
        )
        self._faults.append(fault_of_ours(str(source.path), error))
        self._write(Extraction(document=quarantined(source, fault)))

    def _report(self, found: Discovery) -> IngestReport:
        return IngestReport(
            run_id=self._run_id,
            document_ids=tuple(self._sightings),
            statuses=tuple(self._statuses),
            known=self._known,
            contracts=self._contracts,
            troubles=tuple(self._troubles),
            unreadable=tuple(self._unreadable),
            faults=tuple(self._faults),
            skipped=tuple(str(path) for path in found.skipped),
        )


def _unreadable(path: str, reason: str) -> Trouble:
    return Trouble(
        path=path,
        code="unreadable",
        message=f"Not read: {reason}. Nothing of it was stored; the next run tries it again.",
    )
