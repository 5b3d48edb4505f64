"""Health: asks a server of this container whether it is well, in a twentieth of a second.

``python -I -S deploy/health.py [PORT [PATH]]`` ends with 0 if it is; by default it asks
the lesson. Without site-packages it is quick, and http.client minds no proxy.
"""

import http.client
import os
import sys

DEFAULTS = (os.environ.get("PORT", "8501"), "/healthz")

port, path = (*sys.argv[1:], *DEFAULTS[len(sys.argv) - 1 :])
server = http.client.HTTPConnection("127.0.0.1", int(port), timeout=4)
server.request("GET", path)
sys.exit(not 200 <= server.getresponse().status < 300)
