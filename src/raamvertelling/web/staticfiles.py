"""Static files with a hash in their name, also inside the imports of our ES modules, each with a compressed twin."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

# Django's own switch (support_js_module_import_aggregation) follows every script, also those of packages whose imports
# lead to no file; this does the same for ours alone.
_MODULE_IMPORT = (
    r"""(?P<matched>import(?P<import>[^'";]*?)from\s*['"](?P<url>\./[^'"]+)['"]\s*;)""",
    """import%(import)sfrom "%(url)s";""",
)


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise ships no types
    """Rewrite the `import` lines of modules too, so that a browser never mixes two versions."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("raam/js/*.js", (_MODULE_IMPORT,)))
