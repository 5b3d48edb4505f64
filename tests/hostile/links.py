"""Links that nobody's lesson wrote: every value a link may carry, forged in every way."""

from components.shell.url_fields import URL_FIELDS

TEXTS: dict[str, str] = {
    "empty": "",
    "a space": " ",
    "a script": "<script>alert(1)</script>",
    "an address": "javascript:alert(1)",
    "a path": "../../../../etc/passwd",
    "a path of Windows": "..\\..\\windows\\win.ini",
    "a quote": "'\"; DROP TABLE learners; --",
    "a zero byte": "\x00",
    "not a number": "NaN",
    "no end": "-Infinity",
    "below all": "-99999999999",
    "beyond all": "999999999999",
    "more digits than a number has": "9" * 5000,
    "digits of another script": "٣٣",
    "a line break": "1\n2",
    "letters from right to left": "\u202eabc\u202c",
    "half a letter": "%ED%A0%BD",
    "a smile": "🙂" * 50,
    "a thousand parts": ".".join("1" * 1000),
    "a long word": "a" * 5900,
    "a formula": "{0.__class__}",
    "a link within": "?size=28&size=8",
}

FORGED = [(name, what) for name in URL_FIELDS for what in TEXTS]
