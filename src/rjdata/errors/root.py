"""The root of the tree that :mod:`rjdata.errors` draws."""


class RjdataError(Exception):
    """Root of all errors of this library."""
