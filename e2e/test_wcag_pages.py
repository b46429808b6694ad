"""WCAG criteria on whole pages of residents; the criterion is in the name."""

from typing import Any

import pytest
from e2e.public_pages import many_languages, resident
from playwright.sync_api import expect

from raamvertelling.inquiries.models import StoryPoint

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]


def test_3_3_8_a_code_can_be_pasted(open_site: Any, storypoint: StoryPoint) -> None:
    many_languages(storypoint.inquiry)
    code = resident("nl").code
    page = open_site("/mijn-verhaal/", permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("code => navigator.clipboard.writeText(code)", code)
    page.locator("input[name=code]").focus()
    page.keyboard.press("Control+V")
    expect(page.locator("input[name=code]")).to_have_value(code)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Mijn verhaal")).to_be_visible()
