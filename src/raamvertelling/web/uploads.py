"""Files of tellers stay in memory until they are sealed: nothing readable of a story touches a disk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler, SkipFile
from django.http import HttpRequest

from raamvertelling.web.guard import is_for_tellers

TOO_MUCH = "raam.too_much"


class InMemory(MemoryFileUploadHandler):
    """Takes the files of the page on which a story is told, as many as fit; what is left out loses no typed word."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        assert self.request is not None
        self.activated = is_for_tellers(self.request.path_info)
        self.room = settings.RAAM_MEDIA_MB * 1_000_000
        self.taken = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.taken = 0
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if not self.activated:
            return raw_data
        self.taken += len(raw_data)
        if self.taken > self.room:
            assert self.request is not None
            self.request.META.setdefault(TOO_MUCH, set()).add(self.field_name)
            raise SkipFile
        return super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        self.room -= self.taken
        return super().file_complete(file_size)


def was_too_much(request: HttpRequest, field: str) -> bool:
    """Whether a file of this field was left out because the files of the page were too large together."""
    return field in request.META.get(TOO_MUCH, ())
