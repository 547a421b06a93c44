"""Drawing the papers of a decision into the vault, before anything is written to the register."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from registry.documents import bundle, decision_annex, merit_certificate, star_certificate
from registry.documents.artwork import artwork
from registry.queries.settings import Settings
from registry.usecases.issue_plan import Plan, PlannedCertificate, PlannedMerit
from registry.vault import Vault

Report = Callable[[int, int], None]
"""Called with papers drawn and papers in all."""


@dataclass(frozen=True, kw_only=True)
class Drawn:
    content: dict[str, Any]
    sha256: str
    size: int
    filename: str


@dataclass(frozen=True, kw_only=True)
class Papers:
    certificates: list[Drawn]
    merits: list[Drawn]
    annex: Drawn
    print_file: Drawn | None
    """All certificates in one file, for the printer."""


class Press:
    """Draws every paper of a plan into the vault; an attempt that is killed leaves only orphan files."""

    def __init__(self, *, wishes: Settings, vault: Vault, is_demonstration: bool, report: Report) -> None:
        self.wishes = wishes
        self.vault = vault
        self.is_demonstration = is_demonstration
        self.art = artwork(wishes, vault=vault)
        self.report = report
        self.total = 0
        self.done = 0
        self.coded: list[str] = []
        """Files of this attempt alone: each has a lookup code in it that was drawn for it."""

    def draw(self, planned: Plan, annex: Any) -> Papers:
        """Draw and keep every paper of a plan, and its annex; if one fails, those before it are thrown away.

        :raises PaperRefused: naming product and field, if a paper cannot be printed as it should be.
        """
        try:
            return self._drawn(planned, annex)
        except BaseException:
            self.throw_away()
            raise

    def throw_away(self) -> None:
        """Remove what was drawn for an attempt that came to nothing, before anything names it.

        Only files with a lookup code in them, which no other attempt can have: an annex or a merit certificate may be
        in the hands of somebody else who draws the same decision. Those are swept by night.
        """
        for name in self.coded:
            self.vault.remove(name)
        self.coded.clear()

    def _drawn(self, planned: Plan, annex: Any) -> Papers:
        self.total = len(planned.certificates) + len(planned.merits) + 1
        stars = [self._star_content(one) for one in planned.certificates]
        merits = [self._merit_content(one) for one in planned.merits]
        return Papers(
            certificates=[
                self._keep(star_certificate, content, bundle.certificate_filename(one.facts), is_coded=True)
                for one, content in zip(planned.certificates, stars, strict=True)
            ],
            merits=[
                self._keep(merit_certificate, content, bundle.merit_filename(one.facts))
                for one, content in zip(planned.merits, merits, strict=True)
            ],
            annex=self._keep(decision_annex, annex, "Phụ lục.pdf"),
            print_file=self._print_file(stars, merits),
        )

    def _star_content(self, one: PlannedCertificate) -> Any:
        return star_certificate.content(
            one.facts, self.wishes, is_demonstration=self.is_demonstration, artwork=self.art
        )

    def _merit_content(self, one: PlannedMerit) -> Any:
        return merit_certificate.content(
            one.facts, self.wishes, is_demonstration=self.is_demonstration, artwork=self.art
        )

    def _keep(self, paper: Any, content: Any, filename: str, *, is_coded: bool = False) -> Drawn:
        pdf: bytes = paper.draw(content)
        drawn = Drawn(
            content=paper.as_json(content), sha256=self._put(pdf, is_coded=is_coded), size=len(pdf), filename=filename
        )
        self.done += 1
        self.report(self.done, self.total)
        return drawn

    def _print_file(self, stars: list[Any], merits: list[Any]) -> Drawn | None:
        if not stars and not merits:
            return None
        pdf = star_certificate.draw_merged(stars) if stars else merit_certificate.draw_merged(merits)
        name = self._put(pdf, is_coded=bool(stars))
        return Drawn(content={}, sha256=name, size=len(pdf), filename="In toàn bộ.pdf")

    def _put(self, pdf: bytes, *, is_coded: bool) -> str:
        name = self.vault.keep(pdf)
        if is_coded:
            self.coded.append(name)
        return name
