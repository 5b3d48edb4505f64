"""Networks: serves the networks that browsers compute with, as files of numbers."""

from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

FOLDER = "networks"
MEDIA_TYPE = "application/vnd.unrolled.network"
# The lesson's own network has another address once it is another; a learner's is for them alone.
SHARED = {"cache-control": "public, max-age=31536000, immutable"}
PRIVATE = {"cache-control": "private, no-store"}


def routes(
    read_shared: Callable[[], tuple[str, bytes]], find_private: Callable[[str], bytes | None]
) -> list[Route]:
    """Return the routes ``/networks/<name>`` and ``/networks/own/<token>``.

    Args:
        read_shared: returns the lesson's network: a name that changes with its content, and bytes.
        find_private: returns a learner's network by its token, or None.
    """

    async def shared_network(request: Request) -> Response:
        name, content = read_shared()
        if request.path_params["name"] != name:
            raise HTTPException(404)
        return Response(content, media_type=MEDIA_TYPE, headers=SHARED)

    async def private_network(request: Request) -> Response:
        found = find_private(request.path_params["token"])
        if found is None:
            raise HTTPException(404)
        return Response(found, media_type=MEDIA_TYPE, headers=PRIVATE)

    return [
        Route(f"/{FOLDER}/{{name}}", shared_network, methods=["GET"]),
        Route(f"/{FOLDER}/own/{{token}}", private_network, methods=["GET"]),
    ]
