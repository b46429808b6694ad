"""Print the sum of all runs as one line: N passed, N failed, N skipped."""

import json
import sys
from pathlib import Path

files = sorted(Path(sys.argv[1]).glob("*.json"))
counts = [json.loads(file.read_text(encoding="utf-8")) for file in files]
passed = sum(each.get("passed", 0) for each in counts)
failed = sum(each.get(word, 0) for each in counts for word in ("failed", "error", "errors", "xpassed"))
skipped = sum(each.get(word, 0) for each in counts for word in ("skipped", "xfailed"))
print(f"{passed} passed, {failed} failed, {skipped} skipped")
sys.exit(1 if failed or not passed else 0)
