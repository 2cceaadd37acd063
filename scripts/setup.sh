#!/usr/bin/env bash
# Sets up the checkout: finds Python 3.10, fetches uv, installs the pinned packages. Everything stays inside the checkout.
# A second call sees that nothing changed and returns at once.
set -euo pipefail
cd "$(dirname "$0")/.."

stamp=.venv/.installed
want=$(cat requirements.lock pyproject.toml requirements/bootstrap.txt | sha256sum)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$want" ] && [ -x .venv/bin/kreislotse ]; then exit 0; fi

is_310() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 10))' >/dev/null 2>&1; }

find_python() {
    local candidate
    for candidate in "${KREISLOTSE_PYTHON:-}" python3.10 python3 \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.10*/bin/python3.10 \
        "$HOME"/.local/share/uv/python/cpython-3.10*/bin/python3.10 \
        /usr/local/bin/python3.10 /usr/bin/python3.10 /opt/*/bin/python3.10; do
        if [ -n "$candidate" ] && is_310 "$candidate"; then command -v "$candidate"; return; fi
    done
    return 1
}

if ! python=$(find_python); then
    echo "FEHLER: Python 3.10 mit venv wurde nicht gefunden (Rasa 3.6 läuft nur damit)." >&2
    echo "Bitte installieren, z. B. 'pyenv install 3.10.13', oder den Pfad angeben: KREISLOTSE_PYTHON=/pfad/python3.10 make run" >&2
    exit 1
fi

export UV_CACHE_DIR="$PWD/.cache/uv" PIP_CACHE_DIR="$PWD/.cache/pip" UV_PYTHON_DOWNLOADS=never PIP_DISABLE_PIP_VERSION_CHECK=1
export UV_LINK_MODE=hardlink UV_NO_PROGRESS=1

echo "[1/3] Werkzeug uv wird eingerichtet (Python: $python) …"
"$python" -m venv --clear .tools
.tools/bin/python -m pip install --quiet --requirement requirements/bootstrap.txt

echo "[2/3] Pakete werden installiert (beim ersten Mal etwa 1,6 GB, ein bis fünf Minuten) …"
.tools/bin/uv venv --quiet --clear --python "$python" .venv
# Bytecode is compiled now: without it every start would take six seconds longer.
.tools/bin/uv pip sync --quiet --python .venv/bin/python --require-hashes --compile-bytecode requirements.lock

echo "[3/3] Kreislotse wird eingetragen …"
.tools/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
printf '%s\n' "$want" >"$stamp"
