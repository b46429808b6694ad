"""The version, kept equal to the newest heading of CHANGELOG.md by a test."""

VERSION = "0.1.0"
