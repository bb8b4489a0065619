"""A lease whose rent rises on each anniversary: from the PDF to the finding and the report, which say one thing."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from fixtures.contracts import office_lease_family_practice
from flows.exit_codes import ExitCode
from tests.flows.conftest import Starkcheck

DAY = "2025-06-30"
PAID = (
    ("2023-05", "6412.50", "within terms"),
    ("2024-03", "6412.50", "within terms"),
    ("2024-05", "6572.81", "within terms"),
    ("2024-07", "6412.50", "under"),
    ("2025-05", "6737.13", "within terms"),
    ("2025-07", "6800.00", "cannot tell"),
)


def test_payments_after_a_raise_are_judged_by_what_the_rent_has_risen_to(starkcheck: Starkcheck) -> None:
    Path("inbox").mkdir()
    Path("inbox/lease.pdf").write_bytes(office_lease_family_practice.FIXTURE.draw())
    lines = ["payer,payee,amount,paid_on,period_from,period_until,contract"]
    for month, amount, _ in PAID:
        last = 30 if month.endswith("-06") else 31
        days = f"{month}-01,{month}-01,{month}-{last}" if month < "2025-06" else "2025-06-01,2025-06-01,2025-06-30"
        lines.append(f'"Pellridge Family Medicine, P.C.",Thornmere Valley Hospital,{amount},{days},lease.pdf')
    Path("payments.csv").write_text("\n".join(lines) + "\n")
    assert starkcheck("ingest", "inbox", "-q").exit_code == ExitCode.DONE
    assert starkcheck("ledger", "import", "payments", "payments.csv", "--by", "Ada").exit_code == ExitCode.DONE
    assert starkcheck("check", "-q", "--as-of", DAY).exit_code == ExitCode.DONE
    assert starkcheck("report", "payments", "-o", "out.csv", "--as-of", DAY).exit_code == ExitCode.DONE
    rows = list(csv.DictReader(Path("out.csv").read_text("utf-8").splitlines()))
    assert [row["Verdict"] for row in rows] == [verdict for *_, verdict in PAID]
    assert "$6,412.50 × 1.025 to the power of 2 = $6,737.13 from 2025-04-01" in rows[4]["Why"]
    asked = "select message from findings where check_name = 'payments-differ' order by message"
    said = [row["message"] for row in json.loads(starkcheck("sql", asked, "-f", "json").stdout)]
    assert [message.split(" were paid")[0] for message in said] == ["$6,412.50", "$6,800.00"]
    assert "$6,412.50 × 1.025 = $6,572.81 from 2024-04-01" in said[0]
    assert "Charges beside rent may explain what is beyond it." in said[1]
