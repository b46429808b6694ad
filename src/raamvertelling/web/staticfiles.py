"""Static files with a hash in their name, also inside the imports of ES modules."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class HashedStaticFiles(ManifestStaticFilesStorage):
    """Rewrite `import` lines of modules too, so that a browser never mixes two versions."""

    support_js_module_import_aggregation = True
