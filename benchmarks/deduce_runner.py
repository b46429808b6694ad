"""Runs in the environment of Deduce: JSON lines {"id", "text"} in, spans out; says how long it took to be ready."""

import json
import resource
import sys
import time

if __name__ == "__main__":
    begun = time.perf_counter()
    from deduce import Deduce

    program = Deduce()
    program.deidentify("Jan belt.")
    ready = time.perf_counter() - begun
    stories = [json.loads(line) for line in sys.stdin]
    begun = time.perf_counter()
    for story in stories:
        found = program.deidentify(story["text"]).annotations
        spans = sorted((each.start_char, each.end_char, each.tag) for each in found)
        print(json.dumps({"id": story["id"], "spans": spans}))
    done = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"ready": ready, "seconds": done, "stories": len(stories), "megabytes": memory}), file=sys.stderr)
