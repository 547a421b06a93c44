"""The annex as it was signed, held against the register's."""

from registry.web.staff.signed_annexes.pages import pages

__all__ = ["pages"]
