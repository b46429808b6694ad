"""A visitor without JavaScript: follows links and fills in forms as a browser would, with the standard library."""

import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(slots=True)
class Form:
    """A form on a page: where it goes, what it holds already, which buttons it has."""

    action: str
    method: str
    values: list[tuple[str, str]] = field(default_factory=list)
    offered: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)


class PageReader(HTMLParser):
    """Collect the forms, the links and the readable text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self.words: list[str] = []
        self._open: Form | None = None
        self._textarea: str | None = None
        self._select: str | None = None
        self._caption: list[str] | None = None
        self._submits = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "form":
            self._open = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._open)
        elif tag == "a" and "href" in given:
            self.links.append((given["href"], ""))
            self._caption = []
        elif tag == "button":
            self._caption = []
            self._submits = self._open is not None and given.get("type", "submit") == "submit"
            if self._open is not None and self._submits:
                self._open.buttons.append((given.get("name", ""), given.get("value", ""), ""))
        elif self._open is not None:
            self._field(self._open, tag, given)

    def _field(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if tag == "textarea":
            self._textarea = name
            form.values.append((name, ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            form.offered.setdefault(self._select, []).append(given.get("value", ""))
            if "selected" in given:
                form.values.append((self._select, given.get("value", "")))
        elif tag == "input" and name and "disabled" not in given:
            self._input(form, name, given)

    @staticmethod
    def _input(form: Form, name: str, given: dict[str, str]) -> None:
        kind, value = given.get("type", "text"), given.get("value", "")
        if kind in {"radio", "checkbox"}:
            form.offered.setdefault(name, []).append(value or "on")
            if "checked" in given:
                form.values.append((name, value or "on"))
        elif kind == "submit":
            form.buttons.append((name, value, value))
        elif kind not in {"file", "button", "reset", "image"}:
            form.values.append((name, value))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea":
            self._textarea = None
        elif tag == "select":
            self._select = None
        elif tag in {"a", "button"} and self._caption is not None:
            caption = " ".join("".join(self._caption).split())
            if tag == "a" and self.links:
                self.links[-1] = (self.links[-1][0], caption)
            elif tag == "button" and self._open is not None and self._submits:
                name, value, _ = self._open.buttons[-1]
                self._open.buttons[-1] = (name, value, caption)
            self._caption = None

    def handle_data(self, data: str) -> None:
        if self._textarea is not None and self._open is not None:
            name, value = self._open.values[-1]
            # A browser drops the line break that directly follows the start of a text area.
            self._open.values[-1] = (name, value + data if value else data.removeprefix("\n"))
        if self._caption is not None:
            self._caption.append(data)
        self.words.append(data)


class Visitor:
    """One person with one browser."""

    def __init__(self, address: str) -> None:
        self.address = self.url = address
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(cookies)
        self.status, self.body, self.page = 0, b"", PageReader("")

    def get(self, path: str) -> "Visitor":
        """Open an address of this site."""
        return self._open(urllib.request.Request(urllib.parse.urljoin(self.url, path)))

    def submit(
        self, changes: dict[str, str | list[str]] | None = None, *, button: str = "", form: int = -1
    ) -> "Visitor":
        """Fill in a form (the one that holds the changed fields) and press the button with this caption."""
        chosen = self._form(changes or {}, button, form)
        data = [(name, value) for name, value in chosen.values if name not in (changes or {})]
        for name, value in (changes or {}).items():
            data += [(name, each) for each in (value if isinstance(value, list) else [value])]
        pressed = next((b for b in chosen.buttons if button and button.lower() in b[2].lower()), None)
        if pressed and pressed[0]:
            data.append((pressed[0], pressed[1]))
        encoded = urllib.parse.urlencode(data)
        target = urllib.parse.urljoin(self.url, chosen.action or self.url)
        if chosen.method == "get":
            return self._open(urllib.request.Request(f"{target.partition('?')[0]}?{encoded}"))
        return self._open(urllib.request.Request(target, encoded.encode(), {"Referer": self.url}))

    def _form(self, changes: dict[str, str | list[str]], button: str, index: int) -> Form:
        if index >= 0:
            return self.page.forms[index]
        for form in self.page.forms:
            names = {name for name, _ in form.values} | set(form.offered)
            captions = " ".join(caption.lower() for *_, caption in form.buttons)
            if set(changes) <= names and button.lower() in captions:
                return form
        raise LookupError(f"geen formulier met {sorted(changes)} en knop '{button}' op {self.url}")

    def _open(self, request: urllib.request.Request) -> "Visitor":
        try:
            answer = self._opener.open(request, timeout=30)
        except urllib.error.HTTPError as refusal:
            answer = refusal
        with answer:
            self.status, self.url, self.body = answer.status or 0, answer.url or self.url, answer.read()
            html = "html" in answer.headers.get("Content-Type", "")
        self.page = PageReader(self.body.decode("utf-8", "replace")) if html else PageReader("")
        return self

    @property
    def text(self) -> str:
        """What the page says, with spaces folded."""
        return " ".join("".join(self.page.words).split())

    def link(self, caption: str) -> str:
        """Return the address behind the first link whose words hold `caption`."""
        for href, words in self.page.links:
            if caption.lower() in words.lower():
                return href
        raise LookupError(f"geen link '{caption}' op {self.url}")
