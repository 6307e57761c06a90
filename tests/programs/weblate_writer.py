"""The edit, by Weblate’s own class for PO files, in the order in which a commit of Weblate calls it.

Weblate’s Python runs this; it needs neither a server nor a database.
"""

import inspect
import os
import sys
from datetime import UTC, datetime

import django
from edits import EDITS, MAIL, NAME

os.environ["DJANGO_SETTINGS_MODULE"] = "weblate.settings_example"
django.setup()

from weblate.formats.ttkit import PoFormat  # noqa: E402
from weblate.utils.state import STATE_TRANSLATED  # noqa: E402

store = PoFormat(sys.argv[1])
units = list(store.content_units)
for place, text in EDITS.items():
    unit, is_new = store.find_unit(units[place - 1].context, units[place - 1].source)
    unit.set_target(unit.target + text)
    unit.set_state(STATE_TRANSLATED)
headers = {
    "plural_forms": "nplurals=2; plural=n > 1;",
    "language": "fr",
    "PO_Revision_Date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M%z"),
    "last_translator": f"{NAME} <{MAIL}>",
    "language_team": "French <https://weblate.example.org/projects/handbook/visit/fr/>",
}
# Since 2026, what the component says of the format comes first.
first = [{}] if "file_format_params" in inspect.signature(store.update_header).parameters else []
store.update_header(*first, **headers)
store.save()
