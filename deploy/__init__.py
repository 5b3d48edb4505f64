"""Deploy: what takes the lesson to servers: compose, Kubernetes, nginx, and its lists."""
