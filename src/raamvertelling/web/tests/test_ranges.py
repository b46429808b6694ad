"""A part of a recording or picture, asked for rightly and wrongly."""

import pytest
from django.test import RequestFactory

from raamvertelling.web.ranges import media_response

DATA = b"0123456789"


@pytest.mark.parametrize(
    ("asked", "status", "content"),
    [
        ("bytes=2-4", 206, b"234"),
        ("bytes=7-", 206, b"789"),
        ("bytes=-3", 206, b"789"),
        ("bytes=-99", 206, DATA),
        ("bytes=0-999999", 206, DATA),
        ("bytes=10-", 416, b""),
        ("bytes=-0", 416, b""),
        ("bytes=4-2", 416, b""),
        ("bytes=-", 200, DATA),
        ("bytes=0-1,3-4", 200, DATA),
        ("bytes=" + "9" * 5000 + "-", 200, DATA),
        ("bytes=-" + "9" * 5000, 200, DATA),
        ("bytes=٣-٤", 200, DATA),
    ],
)
def test_only_a_part_that_is_there_is_given(asked: str, status: int, content: bytes) -> None:
    answer = media_response(RequestFactory().get("/", headers={"Range": asked}), DATA, "audio/mp4")
    assert (answer.status_code, answer.content) == (status, content)
    assert answer["Cache-Control"] == "no-store"
