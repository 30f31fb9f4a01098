"""Publication: the questions counted in one snapshot, made safe together, attacked, and kept whole or not at all."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from time import perf_counter
from uuid import UUID

import orjson
import sqlalchemy as sa

from register import tables
from register.errors import SetupError
from register.open_types import Value, Values
from register.policy.disclosure.control import Controlled, Report, attack, control
from register.policy.disclosure.system import Shown
from register.sql.statistics import store
from register.statistics.answers import Answered, Counter, Progress, closed_years, today_in_england
from register.statistics.cube import Cube
from register.statistics.known import Known, kept_of, packed, unpacked
from register.statistics.processes import control_each
from register.statistics.question import Question
from register.statistics.questions import QUESTIONS
from register.statistics.rows import Row, of_one_kind, rows_of
from register.statistics.target_rows import remake
from register.vocabulary import StatisticsQuestion

NOTHING_CLOSED = "No year that is over has a missing episode: there is nothing to publish."


@dataclass(frozen=True, slots=True)
class Published:
    """What was done about a question. version: the new one, or the latest if no figure changed."""

    question: StatisticsQuestion
    version: int
    is_new: bool
    rows: int
    suppressed: int


def publish(
    connection: sa.Connection,
    questions: Sequence[StatisticsQuestion],
    *,
    agreed_by: str | None = None,
    progress: Progress = lambda what, done, whole: None,
) -> list[Published]:
    """Publish the answers to questions, in the transaction of the connection, which must see one snapshot.

    They are made safe with every other question that counts the same, so that those can be published later.
    agreed_by: who looked at the figures that say that all of an area are of one kind, and lets them be published.
    Raises: SetupError if there is nothing to publish, or if nobody has looked.
    """
    store.begin(connection)
    years = closed_years(connection, today_in_england())
    if not years:
        raise SetupError(NOTHING_CLOSED)
    counter = Counter(connection, years)
    counted: dict[StatisticsQuestion, Answered] = {}
    for number, code in enumerate(asked := [*questions, *_beside(questions)], start=1):
        counted[code] = counter.answer(QUESTIONS[code])
        progress("questions counted", number, len(asked))
    answered = [counted[code] for code in questions]
    made = _made_safe(connection, counted, questions, progress=progress)
    alike = [line for each in answered for line in of_one_kind(each, made.shown)]
    if alike and agreed_by is None:
        hint = "Look at them with register statistics check, then name who did with --agreed-by."
        raise SetupError(
            f"{len(alike)} figures say that all of an area are of one kind, for example {alike[0]}. {hint}"
        )
    told = {"alike": alike, "agreed_by": agreed_by}
    kept = [_keep(connection, each, made, told=told) for each in answered]
    remake(connection)
    return kept


@dataclass
class _Safe:
    """How figures are published, by key; what is kept of each question; and the reports of the attacks."""

    shown: dict[Hashable, Shown | None] = field(default_factory=dict)
    kept: dict[StatisticsQuestion, list[Value]] = field(default_factory=dict)
    reports: dict[StatisticsQuestion, list[Value]] = field(default_factory=dict)


def together(question: Question) -> str:
    """Which questions are made safe together: those that count the same children and their episodes."""
    return "children" if question.facts in ("children", "episodes") else question.facts


def _beside(questions: Sequence[StatisticsQuestion]) -> list[StatisticsQuestion]:
    """The other questions that are made safe with these."""
    groups = {together(QUESTIONS[code]) for code in questions if not QUESTIONS[code].is_public}
    members = [code for code, question in QUESTIONS.items() if not question.is_public and together(question) in groups]
    return [code for code in members if code not in questions]


def _made_safe(
    connection: sa.Connection,
    counted: Mapping[StatisticsQuestion, Answered],
    questions: Sequence[StatisticsQuestion],
    *,
    progress: Progress,
) -> _Safe:
    """The figures of all that was counted, made safe. questions: those that are to be published."""
    safe = _Safe()
    groups: dict[str, list[Answered]] = {}
    for each in counted.values():
        if not each.question.is_public:
            groups.setdefault(together(each.question), []).append(each)
    jobs = _jobs(connection, groups, questions, safe=safe)
    if len({period for members in groups.values() for period in members[0].cubes}) > 1:
        done = _beside_one_another(jobs, progress, whole=sum(len(members[0].cubes) for members in groups.values()))
    else:
        done = _one_by_one(jobs, progress)
    for job, controlled, seconds in done:
        report = _told(controlled.report) | {"seconds": round(seconds, 2)}
        _take(safe, job.wanted, job.known, shown=controlled.shown, report=report)
    return safe


@dataclass(frozen=True, slots=True)
class _Job:
    """A year of some questions that is to be made safe. wanted: the cubes to be published."""

    name: str
    wanted: Sequence[Cube]
    known: Known


def _jobs(
    connection: sa.Connection,
    groups: Mapping[str, Sequence[Answered]],
    questions: Sequence[StatisticsQuestion],
    *,
    safe: _Safe,
) -> Iterator[_Job]:
    """What changed since it was published; what did not is taken as it was."""
    for name, members in groups.items():
        before = list(_before(connection, name))
        for period in sorted(members[0].cubes):
            published = [each for each in before if each["period"] == period]
            cubes = [each.cubes[period] for each in members]
            wanted = [cube for cube in cubes if cube.question.code in questions]
            if not _is_unchanged(safe, wanted, published):
                yield _Job(f"{name}, {period}", wanted, _known(cubes, published))


def _one_by_one(jobs: Iterator[_Job], progress: Progress) -> Iterator[tuple[_Job, Controlled, float]]:
    for job in jobs:
        begun = perf_counter()
        controlled = control(job.known.system(), partial(progress, f"figures of {job.name} attacked"))
        yield job, controlled, perf_counter() - begun


def _beside_one_another(
    jobs: Iterator[_Job], progress: Progress, *, whole: int
) -> Iterator[tuple[_Job, Controlled, float]]:
    named = ((job, job.known.system()) for job in jobs)
    for number, done in enumerate(control_each(named), start=1):
        progress("years made safe", number, whole)
        yield done


def _is_unchanged(safe: _Safe, cubes: Sequence[Cube], published: Sequence[Value]) -> bool:
    """True, with the figures as they were published, if those of one year were all published before."""
    known = _known(cubes, published)
    if not known.is_unchanged:
        return False
    shown = [cell.shown for cell in known.system().cells]
    _take(safe, cubes, known, shown=shown, report={"unchanged": True})
    return True


def _take(
    safe: _Safe,
    cubes: Sequence[Cube],
    known: Known,
    *,
    shown: Sequence[Shown | None],
    report: Mapping[str, Value],
) -> None:
    """Note how the figures of the cubes of one year are published. shown: every figure that is known."""
    how = {key: shown[at] for key, at in known.current.items()}
    safe.shown |= how
    report = {**report, "period": cubes[0].period}
    for cube in cubes:
        safe.kept.setdefault(cube.question.code, []).append(kept_of(cube, how))
        safe.reports.setdefault(cube.question.code, []).append(report)


def _known(cubes: Sequence[Cube], published: Sequence[Value]) -> Known:
    """Everything that is known of one year."""
    known = Known()
    for cube in cubes:
        known.add_cube(cube)
    for kept in published:
        known.add_published(kept)
    known.bound_children()
    return known


def _before(connection: sa.Connection, group: str) -> Iterator[Value]:
    """What every earlier version of the questions of a group published, year by year."""
    codes = [code.value for code, question in QUESTIONS.items() if together(question) == group]
    for _, _, counts, _ in store.workings(connection, codes):
        yield from unpacked(counts)


def _told(report: Report) -> dict[str, Value]:
    told = asdict(report)
    told["failed"] = [[name, [known.least, known.greatest]] for name, known in report.failed]
    return told


def _keep(connection: sa.Connection, answered: Answered, made: _Safe, *, told: Mapping[str, Value]) -> Published:
    question = answered.question
    rows = list(rows_of(answered, made.shown))
    suppressed = sum(figure.symbol == "c" for row in rows for figure in row.figures)
    before = [each for each in store.versions(connection) if each["question"] == question.code]
    standing = next((each for each in before if each["withdrawn_at"] is None), None)
    earlier = store.figures(connection, standing["id"]) if standing is not None else []
    changed = list(_changes(earlier, rows))
    if standing is not None and not changed and len(earlier) == sum(len(row.figures) for row in rows):
        return Published(question.code, standing["version"], False, len(rows), suppressed)
    version = before[0]["version"] + 1 if before else 1
    key = store.add_version(connection, _described(answered, version))
    _write(connection, key, rows)
    if standing is not None:
        since = standing["version"]
        numbered = [
            {"statistic_id": key, "number": number, "since": since, **each}
            for number, each in enumerate(changed, start=1)
        ]
        store.add_rows(connection, tables.statistic_change, numbered)
    report = {"attacks": made.reports.get(question.code, []), **told}
    store.keep_workings(connection, key, packed(made.kept.get(question.code, [])), report=orjson.dumps(report).decode())
    return Published(question.code, version, True, len(rows), suppressed)


def _described(answered: Answered, version: int) -> dict[str, Value]:
    question = answered.question
    bases = [spot for spot in answered.spots if spot.kind is question.base]
    reporting = sum(bool(spot.parts) for spot in bases)
    names = {"authority": "local authorities", "force": "police forces"}[question.base]
    coverage = f"{reporting} of {len(bases)} {names} of England. Totals are of those only."
    return {
        "question": question.code,
        "version": version,
        "profile": question.profile,
        "title": question.title,
        "definition": question.definition,
        "denominator": question.denominator,
        "source": question.source,
        "coverage": coverage,
        "caveats": list(question.caveats),
        "periods": sorted(answered.cubes, reverse=True),
        "geography": [kind.value for kind in question.geography],
    }


def _write(connection: sa.Connection, key: UUID, rows: Sequence[Row]) -> None:
    first = store.take_keys(connection, tables.statistic_row, len(rows))
    written, parts, cells = [], [], []
    for number, row in enumerate(rows, start=1):
        row_id = first + number
        written.append(
            {
                "id": row_id,
                "statistic_id": key,
                "number": number,
                "period": row.period,
                "period_from": row.first_day,
                "period_to": row.last_day_but,
                "level": row.place.spot.kind.value,
                "area_code": row.place.spot.code,
                "breakdown": ",".join(row.place.breakdown),
                "coverage": row.place.spot.coverage,
            }
        )
        for place, (name, code, label) in enumerate(row.dimensions, start=1):
            parts.append({"row_id": row_id, "number": place, "name": name, "code": code, "label": label})
        for place, figure in enumerate(row.figures, start=1):
            cells.append({"row_id": row_id, "number": place, **asdict(figure)})
    store.add_rows(connection, tables.statistic_row, written)
    store.add_rows(connection, tables.statistic_dimension, parts)
    store.add_rows(connection, tables.statistic_cell, cells)


Name = tuple[str, str, str, str, str]


def _changes(earlier: Sequence[Values], rows: Sequence[Row]) -> Iterator[dict[str, Value]]:
    """The figures that are published otherwise than before, those that are new or gone among them."""
    before = {_name_of(each): (each["value"], each["symbol"]) for each in earlier}
    now = {
        (
            row.period, row.place.spot.code, ",".join(row.place.breakdown), ",".join(row.place.codes), figure.measure,
        ): (figure.value, figure.symbol)
        for row in rows
        for figure in row.figures
    }  # fmt: skip
    if not earlier:
        return
    for name in dict.fromkeys([*now, *before]):
        was, is_now = before.get(name, (None, None)), now.get(name, (None, None))
        if was != is_now:
            named = dict(zip(("period", "area_code", "breakdown", "category", "measure"), name, strict=True))
            figures = {"before": was[0], "symbol_before": was[1], "now": is_now[0], "symbol_now": is_now[1]}
            yield named | figures


def _name_of(each: Values) -> Name:
    return each["period"], each["area_code"], each["breakdown"], each["category"], each["measure"]


def check(connection: sa.Connection, progress: Progress = lambda what, done, whole: None) -> list[tuple[str, Report]]:
    """Attack everything that was ever published, year by year. Returns what was found, by questions and year."""
    found = []
    for group in dict.fromkeys(together(question) for question in QUESTIONS.values()):
        kept = list(_before(connection, group))
        for period in sorted({each["period"] for each in kept}):
            system = _known((), [each for each in kept if each["period"] == period]).system()
            tell = partial(progress, f"figures of {group} attacked, {period}")
            report = attack(system, [cell.shown for cell in system.cells], tell)
            found.append((f"{group} {period}", report))
    return found
