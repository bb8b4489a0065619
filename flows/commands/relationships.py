"""`starkcheck relationships`: which contracts are between the same entity and physician, and a person's word on it."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.exit_codes import say
from flows.option_types import AsOf, Database, OutputFormat, Quiet, Wait
from flows.run_options import DEFAULT_DATABASE, RunReport
from flows.tables import Format, print_rows
from models.database import Database as StoreDatabase
from models.relationship import RelationshipAct, RelationshipDone, RelationshipRequest

COLUMNS = ("relationship_id", "entity", "physician", "contract_count", "first_day", "last_day", "kinds")
Reason = Annotated[str, typer.Option("--reason", help="Why, for those who read it later.")]
Person = Annotated[
    str | None, typer.Option("--by", help="Who decides it; your account's name if not given.", metavar="NAME")
]
TakeBack = Annotated[bool, typer.Option("--withdraw", help="Take the newest such decision on them back instead.")]


def show(database: Database = DEFAULT_DATABASE, output: OutputFormat = Format.TABLE) -> None:
    """Print the relationships, by entity and physician."""
    from store import query

    print_rows(query.relationships(database), output, COLUMNS)


def join(
    one: Annotated[str, typer.Argument(help="A relationship's id, or a contract of it.", metavar="A")],
    other: Annotated[str, typer.Argument(help="Another relationship, likewise.", metavar="B")],
    reason: Reason = "",
    person: Person = None,
    take_back: TakeBack = False,
    database: Database = DEFAULT_DATABASE,
    as_of: AsOf = None,
    wait: Wait = 60.0,
    quiet: Quiet = False,
) -> None:
    """Say that two relationships are one, and check their contracts again."""
    _carry_out(RelationshipAct.JOIN, [one, other], reason, person, take_back, database, as_of, wait, quiet)


def part(
    contracts: Annotated[
        list[str],
        typer.Argument(
            help="Contracts that belong together and not to the others, as correct names them.", metavar="CONTRACT..."
        ),
    ],
    reason: Reason = "",
    person: Person = None,
    take_back: TakeBack = False,
    database: Database = DEFAULT_DATABASE,
    as_of: AsOf = None,
    wait: Wait = 60.0,
    quiet: Quiet = False,
) -> None:
    """Say that contracts do not belong to the relationship they were put into, and check it again."""
    _carry_out(RelationshipAct.PART, contracts, reason, person, take_back, database, as_of, wait, quiet)


def _carry_out(
    act: RelationshipAct,
    names: list[str],
    reason: str,
    person: str | None,
    take_back: bool,
    database: StoreDatabase,
    as_of: AsOf,
    wait: float,
    quiet: bool,
) -> None:
    from flows.correcting import references_to
    from flows.relating import carry_out
    from flows.summary import exit_code, tell
    from store.account import account

    request = RelationshipRequest(
        act=act,
        references=tuple(references_to(name) for name in names),
        reason=reason,
        person=account() if person is None else person,
    )
    report = carry_out(database, request, take_back=take_back, as_of=as_of, wait_seconds=wait, say=say)
    if not quiet:
        say(_told(report.done))
    both = RunReport(check=report.check)
    tell(both, database, quiet)
    raise typer.Exit(exit_code(both, database, None))


def _told(done: RelationshipDone) -> str:
    made = done.decision
    what = f"Decision {made.decision_id}"
    if done.withdrawn:
        return f"{what}, made by {made.decided_by}, is taken back."
    if made.act is RelationshipAct.JOIN:
        return f"{what}: the relationships {' and '.join(made.relationship_ids)} are one."
    return f"{what}: {', '.join(made.contract_ids)} stand apart. The same command with --withdraw takes it back."
