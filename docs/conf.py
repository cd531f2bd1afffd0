"""Sphinx configuration. The pages of tables are written from the models before each build."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import rjdata
from tools.build_explorer import build_explorer
from tools.changes_page import write_changes_pages
from tools.table_pages import write_table_pages

write_table_pages(Path(__file__).parent / "tables")
write_changes_pages(Path(__file__).parent / "changes")
build_explorer(Path(__file__).parent / "_explorer" / "explorer")

project = "rjdata"
author = "The rjdata maintainers"
copyright = "2026, the rjdata maintainers"
release = version = rjdata.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["colon_fence", "fieldlist"]
myst_heading_anchors = 3
exclude_patterns = ["_build", "_explorer", "caveats"]
html_extra_path = ["_explorer"]
napoleon_google_docstring = False
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
nitpick_ignore_regex = [("py:.*", ".*")]
html_theme = "furo"
html_title = f"rjdata {release}"
