#!/usr/bin/env bash
# Programs that the tests need and that are no library: browsers, a database server, a bus for notifications.
set -euo pipefail
here=$(dirname "$0")
missing=()
need() { # need PACKAGE TEST...
  local package=$1
  shift
  "$@" > /dev/null 2>&1 || missing+=("$package")
}
need firefox-esr command -v firefox-esr
need chromium command -v chromium
need webkit2gtk-driver command -v WebKitWebDriver
need xvfb command -v Xvfb
need dbus command -v dbus-daemon
need dbus-bin command -v dbus-send
need libnotify4 sh -c 'ldconfig -p | grep -q libnotify.so.4'
need postgresql sh -c 'ls /usr/lib/postgresql/*/bin/initdb'
need util-linux command -v runuser
need caddy command -v caddy
need docker-compose command -v docker-compose
need wget command -v wget
if [ ${#missing[@]} -gt 0 ]; then
  echo "installing ${missing[*]}"
  "$here/apt.sh" "${missing[@]}"
fi
