"""Signs: a number as one writes it."""


def minus(text: str) -> str:
    """Give a written number a real minus sign, as the browser's widgets do."""
    return text.replace("-", "−")
