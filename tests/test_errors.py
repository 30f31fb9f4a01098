"""Every refusal has a code of the closed set, an HTTP status and a class that says what happened."""

import importlib
import pkgutil

import pytest

import register
from register import errors
from register.errors import CODES, BadInput, Refusal, RegisterError, TooComplex, Unauthenticated
from register.rules.codes import PROBLEMS

for module in pkgutil.walk_packages(register.__path__, "register."):
    importlib.import_module(module.name)


def below(kind: type[RegisterError]) -> set[type[RegisterError]]:
    return {kind}.union(*(below(each) for each in kind.__subclasses__()))


CLASSES = sorted(below(RegisterError), key=lambda each: each.__qualname__)
PHASES = {
    "IDENTITY": {401},
    "REQUEST": {400, 403, 404, 405, 406, 408, 413, 415, 429},
    "POLICY": {200},
    "SYSTEM": {500, 503},
}


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_code_is_of_the_closed_set(kind):
    assert kind.code in CODES


@pytest.mark.parametrize(
    "kind", [each for each in CLASSES if each is not RegisterError], ids=lambda kind: kind.__name__
)
def test_the_phase_of_a_code_decides_the_status(kind):
    assert kind.status in PHASES[kind.code.split("_")[0]]


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("IDENTITY_UNAUTHENTICATED", {401}),
        ("REQUEST_INVALID", {400}),
        ("REQUEST_BAD_INPUT", {400}),
        ("REQUEST_TOO_COMPLEX", {400}),
        ("REQUEST_TOO_LARGE", {413}),
        ("REQUEST_TIMEOUT", {408}),
        ("REQUEST_NOT_FOUND", {404}),
        ("REQUEST_NOT_OUR_FORM", {403}),
        ("REQUEST_UNSUPPORTED", {405, 406, 415}),
        ("REQUEST_RATE_LIMITED", {429}),
        ("POLICY_FORBIDDEN", {200}),
        ("POLICY_FORBIDDEN_MATCH", {200}),
        ("POLICY_PURPOSE_REQUIRED", {200}),
        ("SYSTEM_UNAVAILABLE", {503}),
    ],
)
def test_a_code_has_the_status_that_clients_rely_on(code, status):
    assert {kind.status for kind in CLASSES if kind.code == code} == status


def test_only_codes_of_commands_have_no_class():
    assert CODES - {kind.code for kind in CLASSES} == {
        "POLICY_NOT_FOUND",
        "CONFLICT_STALE",
        "CONFLICT_DUPLICATE",
        "CONFLICT_IDEMPOTENCY",
    }


@pytest.mark.parametrize(
    "kind", [each for each in CLASSES if each is not RegisterError], ids=lambda kind: kind.__name__
)
def test_every_refusal_has_a_way_out(kind):
    assert kind.hint.endswith(".")


def test_every_broken_rule_has_a_way_out():
    assert [code for code, meaning in PROBLEMS.items() if not meaning.do.endswith(".")] == []


def test_details_stand_beside_the_code_and_the_hint():
    refusal = TooComplex("Too deep.", limit="depth", max=12)

    assert refusal.extensions == {"code": "REQUEST_TOO_COMPLEX", "hint": TooComplex.hint, "limit": "depth", "max": 12}
    assert errors.Forbidden("No.", hint="Ask.").extensions == {"code": "POLICY_FORBIDDEN", "hint": "Ask."}


def test_a_refused_value_is_told_with_its_place():
    refusal = BadInput("Too long.", hint="Shorten it.").at("[3]").at("homes.where.urn.in")

    assert refusal.message == "homes.where.urn.in[3]: Too long."
    assert refusal.extensions["argument"] == "homes.where.urn.in[3]"
    assert Refusal.of(refusal).error().message == refusal.message
    assert BadInput("Too long.").at("").message == "Too long."


def test_why_a_token_was_refused_is_never_told():
    causes = ("expired", "unknown_key", "")

    told = {(str(each), each.message, str(each.extensions)) for each in map(Unauthenticated, causes)}

    assert told == {
        (
            "Authentication required.",
            "Authentication required.",
            str({"code": "IDENTITY_UNAUTHENTICATED", "hint": Unauthenticated.hint}),
        )
    }


def test_a_refusal_that_is_kept_says_the_same_each_time_and_holds_no_error_that_was_raised():
    kept = Refusal.of(TooComplex("Too deep.", limit="depth", max=12))
    first, second = kept.error(), kept.error()

    assert first is not second
    assert [(type(each), each.message, each.extensions) for each in (first, second)] == [
        (TooComplex, "Too deep.", {"code": "REQUEST_TOO_COMPLEX", "hint": TooComplex.hint, "limit": "depth", "max": 12})
    ] * 2
