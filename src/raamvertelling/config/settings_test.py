"""Settings for tests: quick hashing, mail in memory, tasks at once, the database of RAAM_TEST_DATABASE_URL."""

import atexit
import os
import shutil
import tempfile

# Always a folder of its own: two runs side by side must never share a test database.
os.environ["RAAM_DATA"] = tempfile.mkdtemp(prefix="raam-test-")
atexit.register(shutil.rmtree, os.environ["RAAM_DATA"], ignore_errors=True)
os.environ["RAAM_LANGUAGES"] = ""
os.environ.pop("RAAM_DATABASE_URL", None)
os.environ.pop("RAAM_KEYSTORE_URL", None)
os.environ.pop("RAAM_OIDC_ISSUER", None)
if _address := os.environ.get("RAAM_TEST_DATABASE_URL"):
    os.environ["RAAM_DATABASE_URL"] = _address
    os.environ["RAAM_KEYSTORE_URL"] = _address

from raamvertelling.config.settings import *  # noqa: E402, F403  # the whole point of this file
from raamvertelling.config.settings import DATA, DATABASES, STORAGES  # noqa: E402  # after the environment is set

for _alias in DATABASES:
    _name = f"{_alias}.test.sqlite3" if "sqlite3" in str(DATABASES[_alias]["ENGINE"]) else f"raam_test_{_alias}"
    DATABASES[_alias]["TEST"] = {"NAME": DATA / _name if "." in _name else _name}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ALLOWED_HOSTS = ["*"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
(DATA / "static").mkdir(exist_ok=True)
