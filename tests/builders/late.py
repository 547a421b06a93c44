"""A product whose certificate ends on a day, and a re-assessment filed so many days before that day."""

from dataclasses import dataclass
from datetime import date, timedelta

from builders.assessments import a_dossier
from builders.register import a_line, a_product, issue
from sqlalchemy import select

from registry.models.certificate import Certificate
from registry.models.dossier import Dossier
from registry.queries import register
from registry.rules.instruments import Instrument, RecognitionKind
from registry.rules.permissions import Actor
from registry.rules.term import months_earlier
from registry.transaction import reading, transaction
from registry.usecases import submission


@dataclass
class Late:
    """A certificate near its end, and who works at it."""

    officer: Actor
    approver: Actor
    ends: date
    product: str = ""
    dossier: str = ""

    def issued(self) -> "Late":
        """Issue the certificate."""
        self.product = a_product()
        starts = months_earlier(self.ends)
        line = a_line(self.product, assessed_on=starts, filed_on=starts, instrument=Instrument.QD_148, product_set=None)
        issue(self.officer, self.approver, [line], signed_on=starts)
        return self

    def filed(self, *, days_ahead: int, kind: RecognitionKind = RecognitionKind.REASSESSED) -> "Late":
        """File a dossier for it."""
        self.dossier = a_dossier(self.officer, self.product, kind=kind)
        submission.submit(actor=self.officer, dossier=self.dossier)
        with transaction() as session:
            row = session.scalars(select(Dossier).where(Dossier.public_id == self.dossier)).one()
            row.filed_on = self.ends - timedelta(days=days_ahead)
        return self

    def withdrawn(self) -> "Late":
        """Take the dossier back."""
        submission.withdraw(actor=self.officer, dossier=self.dossier, reason="Chủ thể xin rút bằng văn bản")
        return self

    @property
    def certificate(self) -> Certificate:
        """The one certificate there is."""
        with reading() as session:
            public_id = session.scalars(select(Certificate.public_id)).one()
            found = register.certificate(session, public_id)
            assert found is not None
            return found
