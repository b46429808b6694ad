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
    begun, worked = time.perf_counter(), time.process_time()
    failed = 0
    for story in stories:
        try:
            found = program.deidentify(story["text"]).annotations
        except Exception:  # whatever stops it: the story counts as not masked
            found, failed = [], failed + 1
        spans = sorted((int(each.start_char), int(each.end_char), each.tag) for each in found)
        print(json.dumps({"id": story["id"], "spans": spans}))
    done, busy = time.perf_counter() - begun, time.process_time() - worked
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"ready": ready, "seconds": done, "busy": busy, "megabytes": memory, "failed": failed}
    print(json.dumps(told), file=sys.stderr)
