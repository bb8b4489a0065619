"""Makes the word models of extractors/learned anew and says how good they are: `make train`, see docs/decisions/0024.

    python -m tests.bench.training.train CORPUS

Learned from are the papers kept beside this file and, where CORPUS has them, its `contracts` and, as contracts of no
kind, its `cuad`. What is printed is right of all papers of each author, said by a model that saw none of that author's.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from extractors.learned import word_model
from extractors.learned.word_model import WordModel, write_model
from tests.bench.training.examples import (
    PAY,
    LabelledOpening,
    kept_figures,
    kept_openings,
    labelled,
    unlabelled_openings,
)
from tests.bench.training.fit import Example, Settings, fitted

MODELS = Path(word_model.__file__).parent
KIND = Settings(words=3000, fewest=3, freedom=200.0, balanced=True)
PAY_SETTINGS = Settings(words=4000, fewest=2, freedom=10.0, balanced=False)
_FOLDS = 3


def main(corpus: Path) -> int:
    """Fit both models, print how well each does on authors left out, and write them."""
    openings, figures = kept_openings(), kept_figures()
    if (corpus / "contracts").is_dir():
        more_openings, more_figures = labelled(corpus / "contracts", "contracts")
        openings, figures = [*openings, *more_openings], [*figures, *more_figures]
    if (corpus / "cuad").is_dir():
        openings += _in_folds(unlabelled_openings(corpus / "cuad", "cuad"))
    for name, examples, settings in (("kind", openings, KIND), ("pay", figures, PAY_SETTINGS)):
        print(f"\n{name}: {len(examples)} examples")
        left_out(examples, settings)
        write_model(fitted(examples, settings), MODELS / f"{name}.npz")
        print(f"{name}.npz: {(MODELS / f'{name}.npz').stat().st_size:,} bytes")
    return 0


def left_out(examples: Sequence[Example], settings: Settings) -> None:
    """Print for each author's set how many a model that has not seen it says rightly."""
    right = stated = 0
    for name in sorted({example.set for example in examples}):
        model = fitted([example for example in examples if example.set != name], settings)
        own = [example for example in examples if example.set == name]
        said = sum(likeliest(model, example) == example.label for example in own)
        found = [example for example in own if likeliest(model, example) == PAY]
        also = ""
        if any(example.label == PAY for example in own):
            both = sum(example.label == PAY for example in found)
            also = f"  pay found {both}/{len(found)}/{sum(example.label == PAY for example in own)}"
        print(f"{name:12} {said:4} of {len(own):4}  {said / len(own):.3f}{also}", flush=True)
        right, stated = right + said, stated + len(own)
    print(f"{'all':12} {right:4} of {stated:4}  {right / stated:.3f}")


def likeliest(model: WordModel, example: Example) -> str:
    """The label believed in most."""
    shares = model.shares(example.parts())
    return max(shares, key=lambda label: shares[label])


def _in_folds(openings: Sequence[LabelledOpening]) -> list[LabelledOpening]:
    """Contracts of as many authors as there are: parted by a hash of their words, so that some are always unseen."""
    return [
        opening._replace(
            set=f"cuad {int(hashlib.sha1(opening.words.encode(), usedforsecurity=False).hexdigest(), 16) % _FOLDS + 1}"
        )
        for opening in openings
    ]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
