"""Files into the store: each document read once, written in one transaction, whatever happens to the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from extractors.reading.options import ReadingOptions
from flows.attachments import WaitingAttachments, attached_documents
from flows.discovery import Discovery, sha256
from flows.file_look import look_of
from flows.isolation import ReadingProcesses
from flows.locked_files import LockedFiles
from flows.passwords import Passwords
from flows.progress import Progress
from flows.reading import DocumentSource, quarantined, reading_step
from flows.run_options import BYTES_PER_MEGABYTE, IngestReport, RunOptions, Trouble, fault_of_ours
from flows.steps import Step, StepRunner
from flows.unfinished_files import UnfinishedFiles
from models.contract import Extraction
from models.document import Document, DocumentStatus
from models.errors import Crashed
from store.documents import Sighting
from store.unfinished import Work
from store.writer import Store


class Ingestion:
    """One ingestion of the files found, into an open store."""

    def __init__(
        self, store: Store, run_id: str, options: RunOptions, passwords: Passwords, progress: Progress
    ) -> None:
        """Nothing is read yet."""
        self._store = store
        self._run_id = run_id
        self._options = options
        self._passwords = passwords
        self._attached = WaitingAttachments(Store.private_folder(options.database))
        self._progress = progress
        self._locations = {location.path: location for location in store.locations()}
        self._locked = LockedFiles(self._locations.values() if passwords.entries else (), passwords)
        self._unfinished = UnfinishedFiles(store.unfinished(Work.ATTACHMENTS), self._locations.values())
        self._sightings: dict[str, list[DocumentSource]] = {}
        self._known = self._contracts = 0
        self._statuses: list[DocumentStatus] = []
        self._read_now: list[str] = []
        self._troubles: list[Trouble] = []
        self._unreadable: list[Trouble] = []
        self._faults: list[Trouble] = []
        self._skipped: list[str] = []

    def run(self, found: Discovery, runner: StepRunner) -> IngestReport:
        """Read what the store does not know and write it, in the order in which it gets read."""
        self.read(found, runner)
        return self._report(found)

    def read(self, found: Discovery, runner: StepRunner) -> None:
        """As `run`, and say nothing of it."""
        self._progress.begin("Reading", len(found.documents))
        self._unreadable += [
            _unreadable(str(folder), "the operating system does not let us list this folder")
            for folder in found.closed_folders
        ]
        options = self._options
        workers = max(1, min(options.workers, len(found.documents)))
        processes = ReadingProcesses(workers, options.seconds_per_document, options.megabytes_of_memory)
        with self._attached, processes:
            step = reading_step(processes, self._reading_options(), self._passwords)
            files = iter(found.documents)
            self._read(step, runner, files, workers)
            while self._attached:  # what the last files brought with them
                self._read(step, runner, files, workers)
        self._note_other_places()
        self._store.finish_work(Work.ATTACHMENTS, self._with_all_attachments())

    def _read(self, step: Step[DocumentSource, Extraction], runner: StepRunner, files: Iterator[Path], n: int) -> None:
        for done in runner.each(step, self._to_read(files), n):
            if done.result is not None:
                self._write(done.result, done.item)
                self._take_attachments(done.item, done.result.document)
            elif done.error is not None:
                self._record_failure(done.item, done.error)
            if done.item.extracted is not None:
                done.item.extracted.unlink(missing_ok=True)
            self._progress.advance(done.item.path.name)

    def _to_read(self, files: Iterator[Path]) -> Iterator[DocumentSource]:
        for source in self._sources(files):
            sightings = self._sightings.setdefault(source.document_id, [])
            sightings.append(source)
            if len(sightings) == 1 and self._is_wanted(source):
                yield source
                continue
            if len(sightings) == 1:
                if not self._stood_there(source):
                    self._store.seen(source.path, source.document_id, self._run_id, source.look)
                self._known += 1
            self._progress.advance(source.path.name)

    def _sources(self, files: Iterator[Path]) -> Iterator[DocumentSource]:
        while True:
            while self._attached:
                yield self._attached.next()
            path = next(files, None)
            if path is None:
                return
            look = look_of(path)  # taken first: what is changed while its bytes are taken looks otherwise afterwards
            before = self._locations.get(str(path))
            if before is not None and before.look is not None and before.look == look:
                yield DocumentSource(path, before.document_id, look=look, is_unchanged=True)
                continue
            try:
                digest = sha256(path)
            except OSError as error:
                self._unreadable.append(_unreadable(str(path), error.strerror or str(error)))
                self._progress.advance(path.name)
                continue
            yield DocumentSource(path, digest, look=look)

    def _is_wanted(self, source: DocumentSource) -> bool:
        """Whether to read it: nobody has yet, or now there is a password to try on it."""
        # What is unchanged was found in the store: asking it of ten thousand files once more takes seconds.
        if self._options.again or not (source.is_unchanged or self._store.knows(source.document_id)):
            return True
        if self._unfinished.worth_a_try(source.path, source.document_id):
            return True
        return self._locked.worth_a_try(source.path, source.document_id)

    def _reading_options(self) -> ReadingOptions:
        options = self._options
        return ReadingOptions(
            maximum_bytes=options.megabytes_per_file * BYTES_PER_MEGABYTE,
            maximum_pages=options.pages_per_document,
            ocr_cache_folder=Store.private_folder(options.database) / "recognised",
            attachments_folder=self._attached.folder,
            trusted_certificates=options.trusted_certificates,
        )

    def _take_attachments(self, source: DocumentSource, document: Document) -> None:
        before = len(self._attached)
        self._skipped += [str(path) for path in self._attached.add(source, document)]
        self._progress.extend(len(self._attached) - before)

    def _stood_there(self, source: DocumentSource) -> bool:
        before = self._locations.get(str(source.path))
        return before is not None and before.document_id == source.document_id

    def _note_other_places(self) -> None:
        """Note each further path of the same bytes, and the looks of files that were looked into and are the same.

        A file of its own names a document before an attachment does.
        """
        places: list[Sighting] = []
        placed = set(self._read_now)
        for document_id, sightings in self._sightings.items():
            if len(sightings) == 1 and (document_id in placed or not self._stood_there(sightings[0])):
                continue
            if not all(sighting.is_unchanged for sighting in sightings) and self._store.knows(document_id):
                by_depth = sorted(sightings, key=lambda sighting: -sighting.depth)
                places += [Sighting(str(one.path), document_id, one.look) for one in by_depth]
        # Together: noted one by one, each would take the document's name from the one before, and the checks would
        # look at everything again.
        self._store.seen_together(places, self._run_id)

    def _with_all_attachments(self) -> set[str]:
        """The documents read now whose attachments are all stored: none of them was met that could not be had."""
        missed = {str(holder) for trouble in self._unreadable for holder in PurePosixPath(trouble.path).parents}
        return set(self._read_now) - {
            source.document_id for each in self._sightings.values() for source in each if str(source.path) in missed
        }

    def _write(self, extraction: Extraction, source: DocumentSource) -> None:
        document = extraction.document
        # A file that was replaced after its bytes were named is another's, and so is what it looked like.
        look = source.look if document.document_id == source.document_id else None
        self._store.write(extraction, self._run_id, look)
        self._statuses.append(document.status)
        self._read_now.append(document.document_id)
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
        self._write(Extraction(document=quarantined(source, fault)), source)

    def _report(self, found: Discovery) -> IngestReport:
        files = frozenset(str(path) for path in found.documents)
        inside = attached_documents(self._store.locations(), files)
        return IngestReport(
            run_id=self._run_id,
            document_ids=tuple(dict.fromkeys((*self._sightings, *self._read_now, *inside))),
            statuses=tuple(self._statuses),
            known=self._known,
            contracts=self._contracts,
            troubles=tuple(self._troubles),
            unreadable=tuple(self._unreadable),
            faults=tuple(self._faults),
            orphaned=tuple(self._store.orphaned_corrections(self._read_now)),
            left_behind=tuple(self._store.corrections_left_behind(self._read_now)),
            undisposed=tuple(self._store.dispositions_left_behind(self._read_now)),
            skipped=(*(str(path) for path in found.skipped), *self._skipped),
            under_way=tuple(str(path) for path in found.under_way),
        )


def _unreadable(path: str, reason: str) -> Trouble:
    return Trouble(
        path=path,
        code="unreadable",
        message=f"Not read: {reason}. Nothing of it was stored; the next run tries it again.",
    )
