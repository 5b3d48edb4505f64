# Unrolled in a container: the lesson on http://localhost:8501, training and all.
#   docker build -t unrolled .
#   docker run --rm --init -p 127.0.0.1:8501:8501 unrolled
# The same image is a cluster's part when it is started with another command: see compose.yaml.
# Everything it needs is inside: it downloads nothing and asks nobody for anything.
ARG BASE=python:3.13-slim

FROM ${BASE} AS builder
WORKDIR /build
COPY requirements.lock ./
# The base image's pip installs from outside, so that the environment has none. A file whose hash
# is not in the lock is refused.
RUN python -m venv --without-pip /opt/venv \
    && pip --python /opt/venv/bin/python --disable-pip-version-check install \
        --no-cache-dir --no-compile --require-hashes --requirement requirements.lock
# C++ headers, a compiler's bindings, Jupyter's extensions, source maps and the libraries' own
# tests: half a gigabyte that nobody imports.
WORKDIR /opt/venv
RUN rm -rf include etc share \
        lib/python3*/site-packages/clang \
        lib/python3*/site-packages/pyarrow/include \
        lib/python3*/site-packages/tensorflow/include \
    && find lib -type d -name tests -prune -exec rm -rf {} + \
    && find lib -type f -name '*.map' -delete
# The names of TensorFlow's own functions, for its developers' debuggers: 200 MB.
RUN apt-get update -qq \
    && apt-get install -qq --no-install-recommends binutils >/dev/null \
    && strip --strip-unneeded lib/python3*/site-packages/tensorflow/libtensorflow_*.so.2
WORKDIR /app
COPY LICENSE app.py ./
COPY .streamlit .streamlit
COPY components components
COPY data data
COPY deploy deploy
COPY lessons lessons
COPY models models
COPY pages pages
COPY server server
# What it is all made of, for those who must check it.
RUN cp /build/requirements.lock . && /opt/venv/bin/python -B -m deploy.sbom > sbom.cdx.json
# By this models/config/public_address.py knows that the address it sees is the container's own.
RUN touch in-a-container
# Compiled once and for all: a read-only container could not keep what it compiles at each start.
RUN chmod -R a+rX,go-w /app \
    && /opt/venv/bin/python -m compileall -q -j 0 --invalidation-mode unchecked-hash \
        /opt/venv/lib /app

FROM ${BASE}
LABEL org.opencontainers.image.title="Unrolled" \
      org.opencontainers.image.description="A lesson on the Flatten and Dense layers" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="1.0.0"
# The official base ships its standard library uncompiled; pip has done its work.
RUN groupadd --gid 10001 lesson \
    && useradd --uid 10001 --gid 10001 --no-log-init --no-create-home --home-dir /tmp \
        --shell /usr/sbin/nologin lesson \
    && mkdir --mode=0700 /keys && chown 10001:10001 /keys \
    && rm -rf /usr/local/bin/pip* /usr/local/lib/python3*/site-packages/pip* \
    && python -m compileall -q -j 0 --invalidation-mode unchecked-hash -x '/(site|dist)-packages/' \
        "$(python -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')"
COPY --from=builder /opt/venv /opt/venv
COPY --from=builder /app /app
WORKDIR /app
# All that is ever written goes to /tmp.
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PYTHONPATH=/app \
    HOME=/tmp \
    TMPDIR=/tmp \
    XDG_CACHE_HOME=/tmp/.cache \
    XDG_CONFIG_HOME=/tmp/.config \
    KERAS_HOME=/tmp/.keras \
    DASK_TEMPORARY_DIRECTORY=/tmp \
    HOST=0.0.0.0 \
    PORT=8501
EXPOSE 8501
# By number, so that Kubernetes can see that it is not root.
USER 10001:10001
# Often, as others wait for the first; many builders do not know --start-interval.
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=12 \
    CMD ["python", "-I", "-S", "deploy/health.py"]
CMD ["python", "app.py"]
