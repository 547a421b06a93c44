"""The print ledger: which paper was printed on which blank, what was spoiled, who was handed what."""

from registry.web.staff.prints import decisions, ledger, papers
from registry.web.staff.prints.blueprint import pages

__all__ = ["decisions", "ledger", "pages", "papers"]
