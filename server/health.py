"""Health: whether pages are served, and whether training is possible, for whoever watches."""

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from models.runtime import run_registry
from server.doors import HEALTH


async def health(_: Request) -> JSONResponse:
    """Answer 200 as long as pages are served; a trainer that is away takes no page with it."""
    trainer = run_registry.status()
    ready = sum(bool(heartbeat.get("warm")) for heartbeat in run_registry.workers().values())
    said = {"pages": "served", "training": trainer.state, "workers_ready": ready}
    return JSONResponse(said | {"message": trainer.message}, headers={"cache-control": "no-store"})


route = Route(HEALTH, health, methods=["GET"])
