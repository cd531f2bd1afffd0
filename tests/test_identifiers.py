"""Check digits: published identifiers pass, one wrong digit does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rjdata.models.actor import ActorIdentifier, IdentifierScheme
from rjdata.models.identifiers import CHECKS, is_corporate_number_jp, is_inn, is_lei, is_ogrn
from rjdata.testing.settle import IDENTIFIERS

NUMBERS = st.integers(1, 999_999_999)
CHECKED = ("lei", "corporate_number_jp", "ogrn", "inn")

PUBLISHED = [
    ("lei", "5493006MHB84DD0ZWV18"),
    ("corporate_number_jp", "7000012050002"),
    ("ogrn", "1027700132195"),
    ("inn", "7707083893"),
    ("wikidata", "Q159"),
    ("ticker", "TYO:8031"),
    ("website", "https://www.example.org/path"),
]
BROKEN = [
    ("lei", "5493006MHB84DD0ZWV81"),
    ("lei", "5493006mhb84dd0zwv18"),
    ("corporate_number_jp", "8000012050002"),
    ("corporate_number_jp", "000012050002"),
    ("ogrn", "1027700132194"),
    ("ogrn", "102770013219"),
    ("inn", "7707083894"),
    ("inn", "770708389"),
    ("wikidata", "Q0159"),
    ("wikidata", "P159"),
    ("ticker", "8031"),
    ("website", "www.example.org"),
    ("website", "https://"),
]


@pytest.mark.parametrize(("scheme", "value"), PUBLISHED)
def test_a_published_identifier_passes(scheme, value):
    assert CHECKS[scheme](value)


@pytest.mark.parametrize(("scheme", "value"), BROKEN)
def test_a_broken_identifier_does_not(scheme, value):
    assert not CHECKS[scheme](value)


@pytest.mark.parametrize("scheme", list(IdentifierScheme))
def test_every_scheme_has_a_check_and_a_way_to_make_one(scheme):
    assert CHECKS[scheme](IDENTIFIERS[scheme](501_340_031))


@given(st.sampled_from(CHECKED), NUMBERS)
def test_identifiers_that_are_made_pass(scheme, number):
    assert CHECKS[scheme](IDENTIFIERS[scheme](number))


@given(NUMBERS, st.integers(0, 9))
def test_one_check_digit_of_an_inn_is_right(number, digit):
    right = IDENTIFIERS["inn"](number)
    assert (right[-1] == str(digit)) == is_inn(right[:-1] + str(digit))


@given(NUMBERS, st.integers(0, 9))
def test_one_check_digit_of_an_ogrn_is_right(number, digit):
    right = IDENTIFIERS["ogrn"](number)
    assert (right[-1] == str(digit)) == is_ogrn(right[:-1] + str(digit))


@given(NUMBERS, st.integers(0, 9))
def test_one_check_digit_of_a_corporate_number_is_right(number, digit):
    right = IDENTIFIERS["corporate_number_jp"](number)
    assert (right[0] == str(digit)) == is_corporate_number_jp(str(digit) + right[1:])


@given(NUMBERS, st.integers(6, 17), st.integers(1, 9))
def test_an_lei_with_one_other_digit_is_wrong(number, place, step):
    right = IDENTIFIERS["lei"](number)
    other = str((int(right[place]) + step) % 10)
    assert not is_lei(right[:place] + other + right[place + 1 :])


@given(st.text(max_size=20))
def test_no_text_breaks_a_check(text):
    assert {check(text) for check in CHECKS.values()} <= {True, False}


def test_the_model_refuses_a_wrong_check_digit():
    row = {"actor_identifier_id": "a.identifier-1", "actor_id": "a", "scheme": "inn", "value": "7707083894"}
    with pytest.raises(ValueError, match="7707083894 is no valid inn"):
        ActorIdentifier.model_validate(row)
