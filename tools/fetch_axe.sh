#!/bin/sh
# Fetch axe-core for the browser tests: a pinned version in, .cache/axe-core/axe.min.js out. Needs npm; nothing of it is shipped.
set -eu
VERSION=4.14.1
SHA256=e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745
HERE=".cache/axe-core"
WORK="$(mktemp -d)"
trap 'rm -rf "$WORK"' EXIT

npm pack --silent --pack-destination "$WORK" "axe-core@$VERSION" >/dev/null
echo "$SHA256  $WORK/axe-core-$VERSION.tgz" | sha256sum --check --quiet
mkdir -p "$HERE"
tar -xzf "$WORK/axe-core-$VERSION.tgz" -C "$HERE" --strip-components=1 package/axe.min.js package/LICENSE
