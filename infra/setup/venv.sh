#!/usr/bin/env bash
# Make a virtual environment with Python 3.11 or newer; where Debian splits venv off, install it.
set -euo pipefail
folder=$1
for python in python3 python3.13 python3.12 python3.11; do
  if command -v "$python" > /dev/null && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    if ! "$python" -c 'import ensurepip' 2> /dev/null; then
      "$(dirname "$0")/apt.sh" "$(basename "$("$python" -c 'import sys; print(f"python3.{sys.version_info[1]}")')")-venv"
    fi
    exec "$python" -m venv "$folder"
  fi
done
echo "Python 3.11 or newer is needed: install python3." >&2
exit 1
