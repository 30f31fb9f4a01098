"""The mistakes that people make most, each with its exact answer: the place, what belongs there, and the way out.

usual_mistakes.json is the table: --snapshot-update writes its answers anew.
"""

import json
from pathlib import Path

import pytest

from register.requests.graphql.document_faults import BAD_VALUE, CORRECT_IT, NOT_VALID
from tests.support import story

TABLE = Path(__file__).with_name("usual_mistakes.json")
MISTAKES = json.loads(TABLE.read_text(encoding="utf-8"))
AREAS = {"police": story.NORTHBY}


def answer_to(mistake, server):
    """What a mistake is answered, as the table has it: the status, and the first error or problem."""
    agency = mistake.get("agency", "ofsted")
    answer = server.ask(
        mistake["query"],
        agency,
        AREAS.get(agency),
        purpose=mistake.get("purpose", "safeguarding_child"),
        **mistake.get("variables", {}),
    )
    if answer.codes:
        error = answer.json["errors"][0]
        return {"status": answer.status, **error["extensions"], "message": error["message"]} | {
            key: error[key] for key in ("locations", "path") if key in error
        }
    ((payload),) = answer.data.values()
    return {"status": answer.status, "problem": payload["problems"][0]}


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["what"])
def test_a_usual_mistake_has_its_exact_answer(server, request, mistake):
    found = answer_to(mistake, server)
    if request.config.getoption("--snapshot-update"):
        mistake["answer"] = found
        TABLE.write_text(json.dumps(MISTAKES, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")

    assert found == mistake["answer"]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["what"])
def test_no_usual_mistake_is_answered_without_a_way_out_or_with_words_that_fit_all(mistake):
    told = mistake["answer"].get("problem", mistake["answer"])

    assert told["hint"].endswith((".", "?"))
    assert not {told["message"], told["hint"]} & {BAD_VALUE, CORRECT_IT, NOT_VALID}


def test_every_fault_of_a_document_or_a_variable_has_a_place():
    without = [each["what"] for each in MISTAKES if not {"locations", "problem"} & {*each["answer"]}]

    assert without == []


def test_the_table_has_the_mistakes_that_people_make():
    names = [each["what"] for each in MISTAKES]

    assert len(names) == len(set(names)) >= 95
