"""Ofsted's list of homes beside the register: what would be added, changed and closed, as plain data."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from register.errors import SetupError
from register.importing.files.csv_table import RowProblem
from register.importing.files.report import ImportRefused, Report, Written, tabulate
from register.importing.files.row_outcomes import Fate, Outcome, field_of, told
from register.importing.ofsted.closures import ENDED, StandingHome, is_large
from register.importing.ofsted.homes import HomeFacts
from register.importing.ofsted.inspections import InspectionFacts
from register.importing.ofsted.owner_names import Named
from register.importing.ofsted.providers import Owner
from register.importing.upsert import Difference
from register.tables import home
from register.vocabulary import CURRENT_STATUSES

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a file would do to the register, as the register was when they were compared.

    owners: by their names as the rows write them; settled: references of providers of which a later list has told, so
    that this one changes nothing of them; nearly_equal: groups of providers that may be one, with an owner of
    the file in each; added: URNs; differences: of homes that the register knows, their inspections, and providers;
    closing: homes that the file leaves out; standing: how many homes are registered or suspended; left: homes that the
    file leaves out and that are not closed, by reason; records: how many of each kind would be added and changed;
    outcomes: by line, then the homes to close.
    """

    file: str
    as_at: date
    today: date
    homes: tuple[HomeFacts, ...]
    owners: Mapping[str, Owner]
    settled: Set[str]
    nearly_equal: tuple[tuple[Named, ...], ...]
    inspections: tuple[InspectionFacts, ...]
    added: frozenset[str]
    differences: tuple[Difference, ...]
    closing: tuple[StandingHome, ...]
    standing: int
    left: Mapping[str, int]
    records: Mapping[str, Written]
    outcomes: tuple[Outcome, ...]
    skipped: Mapping[str, int]
    problems: tuple[RowProblem, ...]
    remarks: tuple[RowProblem, ...]

    @property
    def changed(self) -> frozenset[str]:
        """The URNs of the homes of which anything would change."""
        return frozenset(urns_of(self.differences))

    @property
    def report(self) -> Report:
        """What would become of each row."""
        fates = Counter(outcome.fate for outcome in self.outcomes if outcome.line is not None)
        return Report(
            read=fates.total(),
            added=fates[Fate.ADDED],
            changed=fates[Fate.CHANGED] + fates[Fate.REOPENED],
            unchanged=fates[Fate.UNCHANGED],
            refused=fates[Fate.REFUSED],
            skipped=self.skipped,
            written=self.records,
            problems=self.problems,
            remarks=self.remarks,
        )

    def lines(self) -> list[str]:
        """The comparison as lines of text: sums, fields by how often they change, then the homes themselves."""
        report = self.report
        sums, *rest = report.sums()
        left = [f"  kept open, {why}: {count:,}" for why, count in sorted(self.left.items())]
        fields = Counter(field_of(difference) for difference in self.differences)
        changing = [f"  field {name}: {count:,} changed" for name, count in sorted(fields.items())]
        return [sums, self._ends(), *left, *rest, *changing, *self._possible(), *self._tables(), *report.tables()]

    def _possible(self) -> list[str]:
        groups = len(self.nearly_equal)
        return [f"  nearly equal names of providers: {groups:,}. Each may be one provider; none was merged."] * bool(
            groups
        )

    def _ends(self) -> str:
        reopened = sum(outcome.fate is Fate.REOPENED for outcome in self.outcomes)
        share = 100 * len(self.closing) / self.standing if self.standing else 0
        return (
            f"{len(self.closing):,} closed as at {self.as_at}, {share:.1f}% of the {self.standing:,} registered homes; "
            f"{reopened:,} reopened."
        )

    def _tables(self) -> list[str]:
        lines = {outcome.urn: str(outcome.line) for outcome in self.outcomes if outcome.fate is not Fate.REFUSED}
        added = [
            (each.urn, lines[each.urn], told(each.authority_code), told(each.kind), told(each.places))
            for each in self.homes
            if each.urn in self.added
        ]
        changed = [
            (each.key[0], lines.get(each.key[0], ""), field_of(each), told(each.before), told(each.after))
            for each in self.differences
        ]
        closed = [(each.urn, told(each.registered_on)) for each in self.closing]
        reopened = [(o.urn or "", str(o.line)) for o in self.outcomes if o.fate is Fate.REOPENED]
        return [
            *tabulate(("added", "line", "authority", "kind", "places"), added, MOST_SHOWN),
            *tabulate(("changed", "line", "field", "before", "after"), changed, MOST_SHOWN),
            *tabulate(("reopened", "line"), reopened, MOST_SHOWN),
            *tabulate(("closed", "registered on"), closed, MOST_SHOWN),
            *tabulate(("may be one", "provider", "company number", "name"), self._groups(), MOST_SHOWN),
        ]

    def _groups(self) -> list[tuple[str, str, str, str]]:
        """Each provider whose name is nearly that of others, with the number of its group."""
        return [
            (str(number), each.reference, told(each.company_number), each.name)
            for number, group in enumerate(self.nearly_equal, start=1)
            for each in group
        ]


class LargeChange(SetupError):
    """The file would close more homes at once than it may without the operator's consent; nothing was written."""

    def __init__(self, comparison: Comparison) -> None:
        closing, standing = len(comparison.closing), comparison.standing
        super().__init__(
            f"{comparison.file} would close {closing:,} of the {standing:,} registered homes, more than "
            f"one in twenty, so nothing was written. If this is correct, use --allow-large-change."
        )


def refusal_of(comparison: Comparison, *, partial: bool, allow_large_change: bool) -> SetupError | None:
    """Why the comparison may not be applied, if it may not.

    partial: apply the good rows if others are refused.
    """
    if comparison.problems and not partial:
        return ImportRefused(comparison.report)
    if is_large(len(comparison.closing), comparison.standing) and not allow_large_change:
        return LargeChange(comparison)
    return None


def urns_of(differences: Sequence[Difference]) -> set[str]:
    """The homes that the differences are about; a provider is no home."""
    return {each.key[0] for each in differences if not each.record.startswith("provider")}


def reopens(difference: Difference) -> bool:
    """True if this difference reopens a home whose registration had ended."""
    return (
        (difference.record, difference.field) == (home.name, "registration_status")
        and difference.before in ENDED
        and difference.after in CURRENT_STATUSES
    )
