"""What every record and every vocabulary promises, whatever the table."""

import copy
import pickle
import re
from decimal import Decimal
from enum import EnumMeta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import rjdata.models
from rjdata import testing
from rjdata.models import TABLES, model_for
from rjdata.models.base import CHILD_ID, SLUG, DatedRecord, Precision, Record, Vocabulary
from rjdata.models.columns import columns, read_annotation, vocabularies
from rjdata.models.lifecycle import DECIDES, HistoryKind
from rjdata.models.nesting import children, parent_column
from rjdata.tables import TableName

MODELS = [model_for(table) for table in TABLES]
VOCABULARIES = sorted({found for model in MODELS for found in vocabularies(model).values()}, key=lambda found: found.__name__)
TYPES = {"string", "integer", "number", "boolean", "date"}


def a_child_id(text):
    return re.fullmatch(CHILD_ID, text)


@pytest.mark.parametrize("table", TABLES)
@settings(max_examples=5)
@given(data=st.data())
def test_a_record_is_frozen_and_hashable(table, data):
    record = data.draw(testing.records(table))
    assert hash(record) == hash(record.model_copy())
    for name in type(record).model_fields:
        with pytest.raises(ValidationError, match="frozen"):
            setattr(record, name, None)


@pytest.mark.parametrize("table", TABLES)
@settings(max_examples=5)
@given(data=st.data())
def test_a_record_survives_pickle_and_copies(table, data):
    record = data.draw(testing.records(table))
    assert [record] * 3 == [pickle.loads(pickle.dumps(record)), copy.copy(record), copy.deepcopy(record)]  # noqa: S301 - our own bytes
    assert record != record.model_copy(update={record.key_column: "another"})


@pytest.mark.parametrize("table", TABLES)
@settings(max_examples=5)
@given(data=st.data())
def test_a_record_survives_json(table, data):
    record = data.draw(testing.records(table))
    assert record == type(record).model_validate_json(record.model_dump_json())


@pytest.mark.parametrize("table", TABLES)
@settings(max_examples=3)
@given(data=st.data())
def test_an_unknown_field_is_refused(table, data):
    record = data.draw(testing.records(table))
    with pytest.raises(ValidationError, match="extra_forbidden"):
        type(record).model_validate(record.model_dump() | {"surprise": "x"})


@pytest.mark.parametrize("table", TABLES)
@settings(max_examples=3)
@given(data=st.data())
def test_every_required_column_without_a_default_must_be_there(table, data):
    record = data.draw(testing.records(table))
    fields = type(record).model_fields
    for name in [name for name, field in fields.items() if field.is_required()]:
        with pytest.raises(ValidationError, match=f"(?s){name}.*missing"):
            type(record).model_validate({key: value for key, value in record.model_dump().items() if key != name})


@pytest.mark.parametrize("model", MODELS)
def test_every_column_has_a_description_that_ends_with_a_full_stop(model):
    assert [column.name for column in columns(model) if not column.description.endswith(".")] == []
    assert (model.__doc__ or "").strip().splitlines()[0].endswith(".")


@pytest.mark.parametrize("model", MODELS)
def test_every_list_of_children_has_a_description(model):
    assert [name for name in children(model) if not (model.model_fields[name].description or "").endswith(".")] == []


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_every_word_says_what_it_means(vocabulary):
    assert isinstance(vocabulary, EnumMeta)
    assert issubclass(vocabulary, Vocabulary)
    assert (vocabulary.__doc__ or "").strip().endswith(".")
    for word in vocabulary:
        assert word.description.endswith("."), word
        assert (word.value, word.value, word) == (str(word), word, vocabulary(word.value))


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_no_two_words_mean_the_same(vocabulary):
    meanings = [word.description for word in vocabulary]
    assert len(set(meanings)) == len(meanings)


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_words_survive_pickle(vocabulary):
    assert list(vocabulary) == pickle.loads(pickle.dumps(list(vocabulary)))  # noqa: S301 - our own bytes


def test_tables_are_those_of_the_type():
    assert get_args(TableName) == tuple(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_leads_to_its_model(table):
    model = model_for(table)
    assert table == model.table_name
    assert model is getattr(rjdata.models, model.__name__)
    assert model.__name__ in dir(rjdata.models)


def test_an_unknown_name_is_no_model():
    assert not hasattr(rjdata.models, "Nothing")
    assert {"TABLES", "model_for", "Record"} <= set(dir(rjdata.models))


@pytest.mark.parametrize("model", MODELS)
def test_the_key_is_the_name_of_the_model_with_id(model):
    assert re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower() + "_id" == model.key_column
    first = columns(model)[0]
    assert (model.key_column, "string", True) == (first.name, first.type, first.is_required)


@pytest.mark.parametrize("model", [model for model in MODELS if model.parent_table])
def test_a_child_carries_the_key_of_its_parent_and_is_nested_in_it(model):
    parent = model_for(model.parent_table)
    second = columns(model)[1]
    assert (parent.key_column, parent.key_column) == (parent_column(model), second.name)
    assert second.is_required
    assert model in children(parent).values()
    assert a_child_id(f"arctic-lng-2.{model.id_kind}-3")


@pytest.mark.parametrize("model", [model for model in MODELS if model.parent_table is None])
def test_a_main_table_has_no_parent(model):
    assert model.id_kind is None
    with pytest.raises(TypeError, match="no parent"):
        parent_column(model)


def test_kinds_of_ids_of_one_parent_differ():
    for model in MODELS:
        kinds = [child.id_kind for child in children(model).values()]
        assert len(set(kinds)) == len(kinds)


def test_tables_stand_with_their_children_behind_them():
    expected = []
    for table in TABLES:
        if model_for(table).parent_table is None:
            expected += [table, *sorted((child.table_name for child in children(model_for(table)).values()), key=list(TABLES).index)]
    assert expected == list(TABLES)


@pytest.mark.parametrize("model", MODELS)
def test_columns_have_known_types_and_lead_to_tables(model):
    found = columns(model)
    assert {column.type for column in found} <= TYPES
    assert {column.references for column in found} - {None} <= set(TABLES)
    assert len({column.name for column in found}) == len(found)
    assert {column.name for column in found} == set(model.model_fields) - set(children(model))


@pytest.mark.parametrize("model", MODELS)
def test_rules_of_a_model_name_its_columns(model):
    names = {column.name for column in columns(model)}
    assert {name for key in model.natural_keys for name in key} <= names
    assert set(model.derived_columns) <= names


@pytest.mark.parametrize("model", MODELS)
def test_numbers_have_a_unit_that_is_a_word_or_columns(model):
    names = {column.name for column in columns(model)}
    for column in columns(model):
        if column.type == "number":
            assert column.unit in {"percent", "degree"} or {*(column.unit or "").split("/")} <= names, column.name


@pytest.mark.parametrize("model", MODELS)
def test_a_date_known_in_part_stands_before_its_precision(model):
    names = [column.name for column in columns(model)]
    for name in [name for name in names if name.endswith("_on_precision")]:
        assert issubclass(model, DatedRecord)
        assert name.removesuffix("_precision") == names[names.index(name) - 1]
        assert vocabularies(model)[name] is Precision


@pytest.mark.parametrize("model", MODELS)
def test_flags_are_booleans_and_days_are_dates(model):
    for column in columns(model):
        assert column.name.startswith("is_") <= (column.type == "boolean"), column.name
        assert column.name.endswith("_on") <= (column.type == "date"), column.name


def test_an_annotation_is_taken_apart():
    field = model_for("project_stakes").model_fields["percent"]
    taken = read_annotation(field.annotation, tuple(field.metadata))
    assert (Decimal, True) == (taken.base, taken.is_optional)
    assert "percent" in [getattr(found, "unit", None) for found in taken.metadata]


@pytest.mark.parametrize("text", ["a", "arctic-lng-2", "2-b", "1e5"])
def test_slugs(text):
    assert re.fullmatch(SLUG, text)


@pytest.mark.parametrize("text", ["", "A", "a--b", "-a", "a-", "a_b", "a.b", "a b", "é"])
def test_no_slugs(text):
    assert not re.fullmatch(SLUG, text)


@pytest.mark.parametrize("text", ["a", "a.stake", "a.stake-0", "a.stake-01", "a.stake_1", "a.Stake-1", "a-.stake-1", ".stake-1"])
def test_no_ids_of_children(text):
    assert not a_child_id(text)


def test_every_kind_of_history_says_what_it_may_decide():
    assert list(HistoryKind) == list(DECIDES)


def test_records_of_different_tables_are_never_equal():
    one = model_for("project_sectors").model_construct()
    other = model_for("project_places").model_construct()
    assert one != other
    assert isinstance(one, Record)
