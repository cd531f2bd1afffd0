"""``python -m rjdata``."""

import sys

from rjdata.cli import main

sys.exit(main())
