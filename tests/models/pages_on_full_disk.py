"""Opens the lesson and brings it a picture where nothing can be written; prints what comes of it.

``python -m tests.models.pages_on_full_disk``
"""

from tests.browser.server import serve
from tests.hostile.client import ask, page, run, session_of, told, upload, works


def main() -> None:
    """Open a page, upload a large picture, and see that the lesson goes on."""
    with serve(UNROLLED_WORKERS="1") as server:
        with page(server) as line:
            line.send(run(page_name="draw"))
            session = session_of(told(line))
            print(upload(server, session, "large", 1_900_000).status, flush=True)
        works(server)
        print(ask(server, "/healthz").status, flush=True)


if __name__ == "__main__":
    main()
