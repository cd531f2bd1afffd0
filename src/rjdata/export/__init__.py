"""A release as a folder of files, described the way that catalogues and other tools read.

::

    files        a table → one file: csv, parquet or jsonl, with its digest and size
    facts        what all descriptors say of the release: title, licence, how to cite it
    data_package Data Package 2.0                  datapackage.json
    json_schema  JSON Schema 2020-12, one a table  schemas/<table>.json
    json_ld      schema.org Dataset                dataset.jsonld
    croissant    Croissant 1.1                     croissant.json
    folder       all of them, written

Each descriptor is a function of the files that were written. Names, types, units and descriptions come from the manifest, patterns and
bounds from the models; nothing is typed here a second time. :meth:`rjdata.Release.export` is the way in.
"""
