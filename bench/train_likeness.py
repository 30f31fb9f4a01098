"""`python -m bench.train_likeness`: learn of labelled invented records what each fact weighs, and write the model.

What is compared, and the weights that invented records cannot teach, are read from the model that there is. The same
records and versions of the libraries give the same model.
"""

import argparse
import hashlib
import sys
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import orjson

from bench.labelled_children import Record, pairs_of, records
from register.documentation.markdown import table
from register.maintenance.likeness import Person, rows_of
from register.maintenance.likeness_model import FILE, SETTINGS, bits_of, comparisons_of, prior_of
from register.maintenance.splink_in_memory import linker_over
from register.open_types import Values

# Names that resemble each other are rarer among invented names than among people's: be they never so rare, they weigh
# by so many bits less than equal ones.
CLOSE_BELOW_EQUAL: Final = 1.0
LEARNED: Final = (("m_probability", "fix_m_probability"), ("u_probability", "fix_u_probability"))

Model = dict[str, Any]


def main() -> int:
    """Train on records of a seed, print the weights, and write the model."""
    parser = argparse.ArgumentParser(prog="python -m bench.train_likeness", description=__doc__)
    parser.add_argument("month", help="when it was trained, as 2026-12: the version begins with it")
    parser.add_argument("--records", type=int, default=40_000, help="how many records it learns of")
    parser.add_argument("--seed", type=int, default=7, help="what they are made of: another than what is measured on")
    parser.add_argument(
        "--pairs", type=int, default=10_000_000, help="of how many pairs it learns what agrees by chance"
    )
    parser.add_argument("--to", type=Path, default=FILE, help="the file that is written")
    asked = parser.parse_args()
    model = trained(records(asked.records, asked.seed), SETTINGS, pairs=asked.pairs)
    model["linker_uid"] = f"{asked.month}-{digest_of(model)}"
    asked.to.write_bytes(orjson.dumps(model, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    rows = [(each.fact, way.agreement.value, f"{way.bits:+.1f}") for each in comparisons_of(model) for way in each.ways]
    weights = table(("fact", "how it agrees", "bits"), rows)
    sys.stdout.write(f"{model['linker_uid']}, {prior_of(model):+.1f} before anything is compared\n{weights}\n")
    return 0


def digest_of(model: Values) -> str:
    """What the name of a model ends in: another for every other model."""
    told = {name: value for name, value in model.items() if name != "linker_uid"}
    return hashlib.sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()[:6]


def trained(made: Sequence[Record], settings: Values, *, pairs: int) -> Model:
    """The model with what it learns of these records. pairs: by so many it learns what agrees by chance."""
    model: Model = deepcopy(dict(settings))
    asked = _without_what_is_learned(model)
    rows = [{**rows_of(str(record.key), _person(record))[0], "child": str(record.child)} for record in made]
    with linker_over(rows, asked) as (linker, _):
        linker.training.estimate_u_using_random_sampling(max_pairs=pairs, seed=1, min_count_per_level=None)
        linker.training.estimate_m_from_label_column("child")
        found = linker.misc.save_model_to_json()
    for own, learned in zip(model["comparisons"], found["comparisons"], strict=True):
        _take(own["comparison_levels"], learned["comparison_levels"])
    of_one, of_all = len(list(pairs_of(made))), len(made) * (len(made) - 1) / 2
    odds = 2.0 ** round(bits_of(of_one, of_all - of_one), 1)
    model["probability_two_random_records_match"] = odds / (1 + odds)
    return model


def _without_what_is_learned(model: Model) -> Model:
    asked = deepcopy(model)
    for level in (level for each in asked["comparisons"] for level in each["comparison_levels"]):
        for chance, is_set in LEARNED:
            if not level.get(is_set):
                level.pop(chance, None)
    return asked


def _take(own: Sequence[Model], learned: Sequence[Values]) -> None:
    """Put what was learned of one comparison into the model."""
    equal = 0.0
    for level, found in zip(own, learned, strict=True):
        if level.get("is_null_level"):
            continue
        level.update({chance: found[chance] for chance, _ in LEARNED})
        bits = bits_of(level["m_probability"], level["u_probability"])
        if level["label_for_charts"] == "equal":
            equal = bits
        if level["label_for_charts"] == "close":
            bits = min(bits, equal - CLOSE_BELOW_EQUAL)
        _weigh(level, round(bits, 1))


def _weigh(level: Model, bits: float) -> None:
    """Have a level weigh a tenth of a bit exactly, by its rarer chance: what people add up is then the score."""
    one, two = (float(f"{level[chance]:.4g}") for chance, _ in LEARNED)
    level["m_probability"], level["u_probability"] = (one, one / 2**bits) if bits >= 0 else (two * 2**bits, two)


def _person(record: Record) -> Person:
    name = record.name.lower()
    return Person(record.authority, (name,), record.born, record.sex, record.nhs_number, record.upn)


if __name__ == "__main__":
    sys.exit(main())
