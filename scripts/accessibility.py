"""Write docs/toegankelijkheid.md from the criteria and the last recorded run of the browser tests."""

from pathlib import Path

from raamvertelling.web.accessibility.report import as_markdown, criteria, read_run

PAGE = Path(__file__).resolve().parent.parent / "docs" / "toegankelijkheid.md"

if __name__ == "__main__":
    last = read_run()
    PAGE.write_text(as_markdown(criteria(last), last), encoding="utf-8")
