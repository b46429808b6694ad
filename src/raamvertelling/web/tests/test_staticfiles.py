"""Static files carry a hash in their name, and modules import each other by those names."""

import re
from pathlib import Path

from django.core.management import call_command
from django.test import override_settings

HASHED = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "raamvertelling.web.staticfiles.HashedStaticFiles"},
}


def test_modules_import_the_hashed_names(tmp_path: Path) -> None:
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=HASHED):
        call_command("collectstatic", interactive=False, verbosity=0)
    scripts = tmp_path / "raam" / "js"
    for name in ("signifier-triad", "signifier-dyad", "signifier-stones", "placing"):
        (hashed,) = scripts.glob(f"{name}.????????????.js")
        imported = re.findall(r'from "\./([^"]+)"', hashed.read_text())
        assert imported
        for other in imported:
            assert re.fullmatch(r"[a-z-]+\.[0-9a-f]{12}\.js", other), other
            assert (scripts / other).exists()
