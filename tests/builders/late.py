"""A product whose certificate ends on a day, and a re-assessment filed so many days before that day."""

from dataclasses import dataclass
from datetime import date, timedelta

from builders.assessments import a_dossier
from builders.register import a_line, a_product, issue
from sqlalchemy import select

from registry.models.certificate import Certificate
from registry.models.dossier import Dossier
from registry.models.product import Product
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
    number: str = "1757/QĐ-UBND"
    product: str = ""
    dossier: str = ""

    def issued(self, name: str = "Chè thử nghiệm") -> "Late":
        """Issue the certificate."""
        self.product = a_product(name)
        starts = months_earlier(self.ends)
        line = a_line(self.product, assessed_on=starts, filed_on=starts, instrument=Instrument.QD_148, product_set=None)
        issue(self.officer, self.approver, [line], signed_on=starts, number=self.number)
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
        """The product's certificate; the latest, where there are several."""
        with reading() as session:
            product = session.scalars(select(Product.id).where(Product.public_id == self.product)).one()
            return register.certificates_of(session, product)[0]
