"""Proof that a paragraph says what a row says.

:mod:`wording`, :mod:`figures` and :mod:`dating` read paragraphs, :mod:`names` and :mod:`content` know what to look for, :mod:`proof` looks.
"""
