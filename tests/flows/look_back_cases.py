"""A hospital, three physicians who never signed their agreements, their claims, and the days all was identified."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from models.contract import Contract, ContractKind, RenewalKind
from models.party import EntityKind, PartyRole
from models.signature import SignatureMethod, SignatureStatus
from store.writer import Store
from tests import factories as make

DAY = date(2016, 4, 10)
A, B, C = "Ansel Quarrie, M.D.", "Brisa Lund, M.D.", "Corin Vale, D.O."
NPI = {A: "1003000126", B: "1003000134", C: "1003000142"}
IDENTIFIED = {A: "2016-02-18", B: "2016-03-24", C: "2016-04-05"}
TERMS = {
    A: (date(2013, 5, 1), date(2015, 10, 31)),
    B: (date(2009, 3, 1), date(2016, 3, 31)),
    C: (date(2008, 1, 1), date(2015, 12, 31)),
}
YEARS = {
    A: {2013: 100_000, 2014: 100_000, 2015: 100_000},
    B: {2010: 25_000, 2011: 10_000, 2012: 75_000, 2013: 50_000, 2014: 50_000, 2015: 50_000, 2016: 10_000},
    C: {2011: 5_000, 2012: 25_000, 2013: 20_000, 2014: 20_000, 2015: 20_000},
}
HEADER = "claim,service_on,payer,paid,dhs_category,referred_by_npi,referred_by,performed_by_npi,performed_by"
COUNTED_DAY = {2010: "2010-06-01", 2011: "2011-10-03", 2016: "2016-01-15"}


def unsigned_services(physician: str, entity: str = make.HOSPITAL, days: tuple[date, date] | None = None) -> Contract:
    """A medical directorship that the physician never signed."""
    first, last = days or TERMS[physician]
    parties = (
        make.party(entity, PartyRole.CLIENT),
        make.party(physician, PartyRole.CONTRACTOR, entity_kind=EntityKind.INDIVIDUAL, is_physician=True),
    )
    blank = make.signature(
        physician,
        signatory_name=None,
        signatory_title=None,
        status=SignatureStatus.UNSIGNED,
        method=SignatureMethod.NONE,
        signed_on=None,
        reason="The line is blank.",
    )
    return make.contract(
        make.document(f"services {physician}", f"/inbox/{physician.split()[1].strip(',').lower()}.pdf"),
        title="Medical Director Agreement",
        kind=make.fact(ContractKind.PERSONAL_SERVICES),
        parties=parties,
        agreement_date=make.fact(first),
        effective_date=make.fact(first),
        expiration_date=make.fact(last),
        term_months=make.unknown(),
        renewal_kind=make.fact(RenewalKind.NONE),
        signatures=(make.signature(entity, signed_on=first), blank),
        compensation=(make.component(payer=entity, payee=physician),),
    )


def claims() -> str:
    """Two lines for each sum of `YEARS`, and decoys that no sum may hold."""
    rows = [HEADER]
    for physician, years in YEARS.items():
        who = f'{NPI[physician]},"{physician}"'
        for year, dollars in years.items():
            day = COUNTED_DAY.get(year, f"{year}-07-15")
            rows.append(f"{year}-1,{day},medicare,{dollars - 0.01:.2f},radiology_imaging,{who},,")
            rows.append(f"{year}-2,{day},medicare,0.01,inpatient_outpatient_hospital,{who},{NPI[physician]},")
        rows += [
            f"x1,2014-02-02,medicaid,7001.00,radiology_imaging,{who},,",
            f"x2,2014-02-02,medicare,7002.00,none,{who},,",
            f'x3,2014-02-02,medicare,7003.00,radiology_imaging,{who},{NPI[physician]},"{physician}"',
            f"x4,2007-02-02,medicare,7004.00,radiology_imaging,{who},,",
            f"x5,2014-02-02,medicare_advantage,7005.00,radiology_imaging,{who},,",
        ]
    who_a, who_c = (f'{NPI[one]},"{one}"' for one in (A, C))
    rows += [
        f"y1,2012-12-31,medicare,7006.00,radiology_imaging,{who_a},,",
        f"y2,2013-04-30,medicare,7007.00,radiology_imaging,{who_a},,",
        f"y3,2015-11-01,medicare,7008.00,radiology_imaging,{who_a},,",
        f"y4,2010-04-04,medicare,7009.00,radiology_imaging,{who_c},,",
        'z1,2014-02-02,medicare,7010.00,radiology_imaging,1003000159,"Nobody Known, M.D.",,',
        "z2,2014-02-02,medicare,7011.00,radiology_imaging,,,,",
        f"z3,2014-03-03,medicare,123.45,,{who_a},,",
    ]
    return "\n".join(rows) + "\n"


def overpayments() -> str:
    """The days on which each was identified."""
    rows = ["entity,physician,reference,identified_on,investigation_from,investigation_until,reported_on"]
    rows += [f'{make.HOSPITAL},"{one}",OP-{number},{IDENTIFIED[one]},,,' for number, one in enumerate((A, B, C), 1)]
    return "\n".join(rows) + "\n"


def store_contracts(database: Path, *contracts: Contract) -> None:
    """Put contracts into a database that is to be checked yet."""
    with Store.open(database) as store:
        run_id = store.begin_run("ingest", DAY)
        for one in contracts:
            store.write(make.extraction(make.document(*_source(one)), one), run_id)
        store.finish_run(run_id)
        store.publish()


def _source(contract: Contract) -> tuple[str, str]:
    physician = contract.parties[1].name
    return f"services {physician}", f"/inbox/{contract.file_name}"
