"""Health check: whether pages are served, and whether training is possible."""

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from models.runtime import run_registry
from server.request_filter import HEALTH_PATH


async def health(_: Request) -> JSONResponse:
    """Answer 200 as long as pages are served, with or without a trainer."""
    trainer = run_registry.status()
    ready = sum(bool(heartbeat.get("warm")) for heartbeat in run_registry.workers().values())
    report = {"pages": "served", "training": trainer.state, "workers_ready": ready}
    return JSONResponse(
        report | {"message": trainer.message}, headers={"cache-control": "no-store"}
    )


route = Route(HEALTH_PATH, health, methods=["GET"])
