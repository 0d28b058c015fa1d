#!/usr/bin/env bash
# Install Debian packages as root or by sudo, else say in one line what to install.
set -euo pipefail
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo > /dev/null || ! sudo -n true 2> /dev/null; then
    echo "Install these packages, then try again: $*" >&2
    exit 1
  fi
  as_root=(sudo -n)
fi
if ! command -v apt-get > /dev/null; then
  echo "Install these programs by your system's own means, then try again: $*" >&2
  exit 1
fi
"${as_root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "$@" > /dev/null
