from builders.annexes import a_line, a_register

from registry.rules.check_sheet import check_sheet
from registry.rules.finding import unsettled


class TestAcknowledging:
    def sheet(self, **changes):
        return check_sheet([a_line(**({"score_hundredths": 6950} | changes))], a_register())

    def test_a_finding_acknowledged_by_its_key_is_settled(self):
        findings = self.sheet()

        assert unsettled(findings, acknowledged=set()) == findings
        assert unsettled(findings, acknowledged={findings[0].key}) == []

    def test_what_blocks_cannot_be_acknowledged(self):
        findings = self.sheet(stars=4)

        assert [one.code for one in unsettled(findings, acknowledged={one.key for one in findings})] == [
            "more_stars_than_score"
        ]

    def test_an_acknowledgement_lapses_when_the_facts_change(self):
        seen = {one.key for one in self.sheet()}

        assert unsettled(self.sheet(score_hundredths=6960), acknowledged=seen) != []

    def test_acknowledging_that_some_lines_have_no_set_does_not_cover_another_line(self):
        one = check_sheet([a_line("1", product_set=None), a_line("2")], a_register())
        two = check_sheet([a_line("1", product_set=None), a_line("2", product_set=None)], a_register())

        assert unsettled(two, acknowledged={finding.key for finding in one}) == two

    def test_an_acknowledgement_survives_a_move_of_the_line_within_the_annex(self):
        seen = {one.key for one in self.sheet()}

        assert unsettled(self.sheet(position=40), acknowledged=seen) == []
