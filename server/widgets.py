"""Widgets: serves their scripts under an address that changes with their content."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

FOLDER = "widgets"
IMMUTABLE = {"cache-control": "public, max-age=31536000, immutable"}


def address(digest: str, path: str) -> str:
    """Return the address of a script, relative to any page's."""
    return f"./{FOLDER}/{digest}/{path}"


def route(digest: str, scripts: Mapping[str, str], max_retries: int) -> Route:
    """Return the route of the scripts: ``/widgets/<digest>[.<retry>]/<path>``.

    Args:
        digest: of all scripts together.
        scripts: each one's text, by its path.
        max_retries: of loading them, each under an address of its own.
    """
    bodies = {path: script.encode() for path, script in scripts.items()}
    # Not any number: responses are compressed and cached for each address.
    versions = {digest, *(f"{digest}.{retry}" for retry in range(1, max_retries + 1))}

    async def script(request: Request) -> Response:
        body = bodies.get(request.path_params["path"])
        if body is None or request.path_params["version"] not in versions:
            raise HTTPException(404)
        return Response(body, media_type="text/javascript", headers=IMMUTABLE)

    return Route(f"/{FOLDER}/{{version}}/{{path:path}}", script, methods=["GET"])
