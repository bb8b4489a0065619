"""Variants of one organization's name are told from the names of two organizations."""

from __future__ import annotations

import pytest

from extractors.language.organization_difference import another_organization

ONE = [
    ("DUSKWATER HOSPITAL", "Duskwater Hospital, Inc."),
    ("Duskwater Hosp.", "Duskwater Hospital, Inc."),
    ("Duskwater Hospital, a Texas nonprofit corporation", "Duskwater Hospital"),
    ('Duskwater Hospital ("Hospital")', "Duskwater Hospital"),
    ("Duskwater Hospital of Quill County", "Duskwater Hospital"),
    ("St. Cuthwin Med. Ctr.", "Saint Cuthwin Medical Center"),
    ("Brankov Imaging", "Brankov Imaging, LLC"),
    ("Brankov Imaging L.L.C.", "Brankov Imaging, LLC"),
    ("Duskwater Clinic Corporation", "Duskwater Clinic, Inc."),
    ("The Duskwater Clinic Company", "Duskwater Clinic Co."),
    ("Orthopaedic & Sports Assocs., P.C.", "Orthopedic and Sports Associates, P.C."),
    ("Women's Care, P.A.", "Womens Care PA"),
    ("J.R. Heart, P.C.", "JR Heart PC"),
    ("QRMC", "Quill Regional Medical Center"),
    ("Ashby Heart Group d/b/a Riverbend Cardiology", "Riverbend Cardiology, P.A."),
    ("Riverbend Cardiology", "Ashby Heart Group, P.A. d/b/a Riverbend Cardiology"),
    ("Tern Mobile, Inc. f/k/a Sorrel, Inc.", "Tern Mobile, Inc."),
    ("Dotterel Point Hospilal Clinics, Inc.", "DOTTEREL POINT HOSPITAL CLINICS, INC."),
    ("Trauma, PLLC", "Ironbark Orthopaedic Trauma, PLLC"),
    ("Odile Brankov MD PC", "Odile Brankov, M.D., P.C."),
]
TWO = [
    ("Duskwater Hospital Foundation", "Duskwater Hospital"),
    ("Brankov Surgical Holdings, LLC", "Brankov Surgical Specialists, P.C."),
    ("Marrow Regional Medical Center", "Duskwater Hospital"),
    ("Tern Imaging II, LLC", "Tern Imaging, LLC"),
    ("Tern Imaging, Inc.", "Tern Imaging, LLC"),
    ("Tern Imaging, L.P.", "Tern Imaging, LLP"),
    ("Odile Brankov, M.D., P.C.", "Odile Brankov, M.D."),
    ("Odile Brankov, M.D.", "Odile Brankov, M.D., P.C."),
    ("Duskwater Real Estate, LLC", "Duskwater Hospital, LLC"),
]


@pytest.mark.parametrize(("named", "party"), ONE)
def test_variants_are_one_organization(named: str, party: str) -> None:
    assert not another_organization(named, party)
    assert not another_organization(party, named)


@pytest.mark.parametrize(("named", "party"), TWO)
def test_other_organizations_are_two(named: str, party: str) -> None:
    assert another_organization(named, party)
    assert another_organization(party, named)


@pytest.mark.parametrize("named", ["", " , ", "Inc."])
def test_what_is_no_name_is_nobody(named: str) -> None:
    assert not another_organization(named, "Duskwater Hospital")
