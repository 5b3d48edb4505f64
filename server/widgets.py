"""Widgets: serves their scripts under an address that changes with their content."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

FOLDER = "widgets"
TRIES = 6  # as many as ui/js/load.js makes, each under an address of its own
FOR_GOOD = {"cache-control": "public, max-age=31536000, immutable"}


def route(digest: str, scripts: Mapping[str, str]) -> Route:
    """Make the place where browsers find the scripts: ``/widgets/<digest>[.<try>]/<path>``.

    Args:
        digest: of all scripts together.
        scripts: each one's text, by its path.
    """
    bodies = {path: script.encode() for path, script in scripts.items()}
    # Not any number: what is served under an address is compressed, and kept, for each.
    versions = {digest, *(f"{digest}.{tried}" for tried in range(1, TRIES + 1))}

    async def script(request: Request) -> Response:
        body = bodies.get(request.path_params["path"])
        if body is None or request.path_params["version"] not in versions:
            raise HTTPException(404)
        return Response(body, media_type="text/javascript", headers=FOR_GOOD)

    return Route(f"/{FOLDER}/{{version}}/{{path:path}}", script, methods=["GET"])
