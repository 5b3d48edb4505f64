"""What stands before the lesson lets through every file that it would refuse in its own words."""

import re
from collections.abc import Iterator

from checks.rules import different, read, rule
from models.data.image_files import MAX_TRANSFER_MB

PROXIES = {
    "deploy/nginx.conf": r"client_max_body_size (\d+)m;",
    "deploy/kubernetes/entrance.yaml": r"proxy-body-size: (\d+)m$",
}


@rule
def upload_limits_of_proxies() -> Iterator[str]:
    """A proxy accepts one megabyte more than the lesson, as a form adds some to a file."""
    for file, pattern in PROXIES.items():
        limits = [int(text) for text in re.findall(pattern, read(file), re.MULTILINE)]
        yield from different(f"{file}: megabytes", limits, [MAX_TRANSFER_MB + 1])
