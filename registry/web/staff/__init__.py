"""The staff door: work lists, records and acts of the department."""

from flask import Blueprint

from registry.web.staff.accounts.pages import pages as accounts
from registry.web.staff.awards import pages as awards
from registry.web.staff.certificates import pages as certificates
from registry.web.staff.criteria import pages as criteria
from registry.web.staff.decisions import pages as decisions
from registry.web.staff.dossiers import pages as dossiers
from registry.web.staff.expiry import pages as expiry
from registry.web.staff.home.pages import pages as home
from registry.web.staff.imports import pages as imports
from registry.web.staff.instruments import pages as instruments
from registry.web.staff.journal.pages import pages as journal
from registry.web.staff.letters.pages import pages as letters
from registry.web.staff.members.pages import pages as members
from registry.web.staff.prints import pages as prints
from registry.web.staff.producers import pages as producers
from registry.web.staff.products import pages as products
from registry.web.staff.proposals.pages import pages as proposals
from registry.web.staff.recognitions.pages import pages as recognitions
from registry.web.staff.rounds import pages as rounds
from registry.web.staff.settings import pages as settings
from registry.web.staff.signed_annexes import pages as signed_annexes
from registry.web.staff.supervision import pages as supervision
from registry.web.staff.word import pages as word

PREFIX = "/can-bo"


def staff_pages() -> tuple[Blueprint, ...]:
    """Return every page of this door."""
    return (
        home,
        accounts,
        journal,
        settings,
        criteria,
        instruments,
        awards,
        letters,
        decisions,
        certificates,
        expiry,
        prints,
        signed_annexes,
        word,
        imports,
        producers,
        members,
        proposals,
        products,
        recognitions,
        dossiers,
        rounds,
        supervision,
    )
