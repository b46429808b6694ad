"""The version, kept equal to the newest heading of CHANGELOG.md by a test."""

VERSION = "0.2.0"
