# The look of the pages and the query page: built apart, so that nothing of Node reaches the server.
FROM node:24-bookworm-slim AS page
WORKDIR /build/web
COPY web/package.json web/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY web/ ./
RUN npm run build

# The Python packages, each checked against its hash.
FROM python:3.11-slim-bookworm AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /srv/register
RUN python -m venv .venv
COPY requirements-run.lock ./
RUN .venv/bin/python -m pip install --require-hashes -r requirements-run.lock
COPY pyproject.toml README.md alembic.ini ./
COPY alembic/ alembic/
COPY register/ register/
COPY --from=page /build/register/static/ register/static/
# In place rather than copied into site-packages: the migrations stand beside the package, as in a checkout.
RUN .venv/bin/python -m pip install --no-deps --no-build-isolation --editable . \
    && .venv/bin/python -m compileall -q register alembic

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin register \
    && install --directory --owner=10001 --mode=700 /var/lib/register
COPY --from=packages /srv/register /srv/register
WORKDIR /srv/register
ENV PATH=/srv/register/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 REGISTER_ENVIRONMENT=production \
    REGISTER_STATE_DIR=/var/lib/register
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/health/live', timeout=2)"]
CMD ["register", "serve", "--host", "0.0.0.0"]
