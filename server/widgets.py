"""Widgets: hands out their scripts, each under a name that changes with what it says."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

FOLDER = "widgets"
FOR_GOOD = {"cache-control": "public, max-age=31536000, immutable"}


def route(scripts: Mapping[str, str]) -> Route:
    """Make the place where browsers find the scripts.

    Args:
        scripts: what each says, by its name.
    """
    bodies = {name: script.encode() for name, script in scripts.items()}

    async def script(request: Request) -> Response:
        if (body := bodies.get(request.path_params["name"])) is None:
            raise HTTPException(404)
        return Response(body, media_type="text/javascript", headers=FOR_GOOD)

    return Route(f"/{FOLDER}/{{name}}", script, methods=["GET"])
