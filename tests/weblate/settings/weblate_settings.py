"""Weblate's settings on a walk: its own example, with the addresses of servers that the walk has started."""

import os

from weblate.settings_example import *  # noqa: F403
from weblate.settings_example import CACHES, DATABASES

DATA_DIR = os.environ["WALK_DATA"]
CACHE_DIR = f"{DATA_DIR}/cache"
MEDIA_ROOT = f"{DATA_DIR}/media"
STATIC_ROOT = f"{CACHE_DIR}/static"
SITE_DOMAIN = os.environ["WALK_SITE"]
SITE_URL = f"http://{SITE_DOMAIN}"
OTP_WEBAUTHN_RP_ID = "localhost"
OTP_WEBAUTHN_ALLOWED_ORIGINS = ["http://localhost"]
SECRET_KEY = "only on this machine, and only while the walk lasts, on the loopback interface"

DATABASES["default"] |= {"PORT": os.environ["WALK_POSTGRESQL"]}
CACHES["default"]["LOCATION"] = f"redis://127.0.0.1:{os.environ['WALK_REDIS']}/1"
CACHES["avatar"]["LOCATION"] = f"{CACHE_DIR}/avatar"
CELERY_BROKER_URL = CELERY_RESULT_BACKEND = f"redis://127.0.0.1:{os.environ['WALK_REDIS']}"

# The sources are served on the loopback interface too; 5.14 knows neither setting, and lets that pass.
VCS_ALLOW_SCHEMES = {"git"}
VCS_RESTRICT_PRIVATE = False
# Addresses on the web are looked up for alerts, and nobody is to be asked.
WEBSITE_ALERTS_ENABLED = False
ENABLE_AVATARS = False
API_RATELIMIT_USER = API_RATELIMIT_ANON = "100000/hour"
