"""Files of tellers stay in memory until they are sealed: nothing readable of a story touches a disk."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler

from raamvertelling.web.guard import is_for_tellers


class InMemory(MemoryFileUploadHandler):
    """Takes the files of the page on which a story is told; the guard limited their size already."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        assert self.request is not None
        self.activated = is_for_tellers(self.request.path_info)
