"""Measuring, apart from the tests: `./run bench pages`, `weight` or `start`. A number here never fails a build."""
