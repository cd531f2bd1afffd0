"""Errors: one root, the built-in that a caller expects, a text that helps, and pickling that keeps it."""

import pickle
import re

import pytest

from rjdata import errors

SAMPLES = [
    errors.UnknownVersionError("2025.1.0", ("2026.11.0",)),
    errors.UnknownTableError("project", "2026.11.0", ("projects",)),
    errors.UnknownRecordError("projects", "arctic-lng", ("arctic-lng-2",)),
    errors.UnknownRecordError("projects", "old", (), "it was two", ("one", "other")),
    errors.AmbiguousIdError("moscow", ("places", "actors")),
    errors.MissingColumnError("project_id", "evidence", ("name", "kind")),
    errors.MissingLabelError("to_parquet"),
    errors.DigestMismatchError("objects/projects-1.csv", "aa", "bb"),
    errors.DigestMismatchError("the table projects of this frame", "aa", "bb", "Load it again"),
    errors.LockMismatchError("rjdata.lock", ("version 2026.11.0 is locked, 2026.11.1 is installed",)),
    errors.RecordError("projects", "arctic-lng-2", ("kind: no such word",)),
    errors.InvalidDateError("2016-13"),
    errors.MixedSeriesError("currency", ("JPY", "USD")),
    errors.MissingExtraError("hypothesis", "testing", "rjdata.testing"),
    errors.AccessorError(("a", "b")),
    errors.ExportError("out", "it is not empty", "Name a new folder."),
    errors.FetchError("cow", "http://127.0.0.1/f", "/cache/f", "the server answered 503", "Try again later."),
    errors.OfflineError("cow", "http://127.0.0.1/f", "/cache/f", "fetching is off", "Unset RJDATA_OFFLINE."),
    errors.IntegrityError("cow", "http://127.0.0.1/f", "/cache/f", "other bytes came", "Try a mirror."),
    errors.RemoteFileNotFoundError("cow", "http://127.0.0.1/f", "/cache/f", "404", "Update rjdata."),
    errors.CacheNotWritableError("cow", "http://127.0.0.1/f", "/cache/f", "read-only", "Set RJDATA_CACHE_DIR."),
]
BUILT_IN = {
    LookupError: {
        "UnknownVersionError",
        "UnknownTableError",
        "UnknownRecordError",
        "AmbiguousIdError",
        "MissingColumnError",
        "MissingLabelError",
    },
    ValueError: {"DigestMismatchError", "LockMismatchError", "RecordError", "InvalidDateError", "MixedSeriesError"},
    ImportError: {"MissingExtraError"},
    AttributeError: {"AccessorError"},
    OSError: {"ExportError", "FetchError", "OfflineError", "IntegrityError", "RemoteFileNotFoundError", "CacheNotWritableError"},
}


def test_samples_are_all_errors() -> None:
    classes = {value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, errors.RjdataError)}
    assert {type(sample) for sample in SAMPLES} == classes - {errors.RjdataError}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: type(sample).__name__)
def test_pickling_keeps_class_text_and_facts(sample: errors.RjdataError) -> None:
    copy = pickle.loads(pickle.dumps(sample))  # noqa: S301 - our own bytes
    assert (type(copy), str(copy), vars(copy)) == (type(sample), str(sample), vars(sample))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: type(sample).__name__)
def test_each_is_the_built_in_that_a_caller_expects(sample: errors.RjdataError) -> None:
    (expected,) = (built_in for built_in, names in BUILT_IN.items() if type(sample).__name__ in names)
    assert isinstance(sample, expected)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: type(sample).__name__)
def test_text_names_the_first_fact(sample: errors.RjdataError) -> None:
    fact = next(iter(vars(sample).values()))
    assert (fact[0] if isinstance(fact, tuple) else fact) in str(sample)


def test_module_draws_the_tree_of_all_classes() -> None:
    drawn = set(re.findall(r"[├└]── (\w+)", errors.__doc__ or "")) | {"RjdataError"}
    assert drawn == {type(sample).__name__ for sample in SAMPLES} | {"RjdataError"}
