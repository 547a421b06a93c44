"""Instruments, taken in from files when the program does not know them."""

from registry.web.staff.instruments.pages import pages

__all__ = ["pages"]
