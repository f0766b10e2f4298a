#!/bin/sh
# Fetch the vendored browser files anew: pinned versions in, files with hashes and licences out. Needs npm and the project's own
# environment ($PYTHON, default .venv/bin/python). Run from the repository root; then run `pytest tests/serve` and look at the map.
set -eu
MAPLIBRE=6.17.0
MAPLIBRE_SHA256=587807d8d6c99349022e027fa310c16cfaa55392131f6263df080306db6809b0
ATLAS=2.0.2
ATLAS_SHA256=032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97
PMTILES=4.5.0
PMTILES_SHA256=23ae7c575578ad24cd579377d69c46550631da219e6f179997ec2cf3b8c937e5
PYTHON="${PYTHON:-.venv/bin/python}"
HERE="src/zenobia/serve/vendor"
WORK="$(mktemp -d)"
trap 'rm -rf "$WORK"' EXIT

npm pack --silent --pack-destination "$WORK" "maplibre-gl@$MAPLIBRE" "world-atlas@$ATLAS" "pmtiles@$PMTILES" >/dev/null
(cd "$WORK" && sha256sum --check --quiet) <<EOF
$MAPLIBRE_SHA256  maplibre-gl-$MAPLIBRE.tgz
$ATLAS_SHA256  world-atlas-$ATLAS.tgz
$PMTILES_SHA256  pmtiles-$PMTILES.tgz
EOF
for name in "maplibre-gl-$MAPLIBRE" "world-atlas-$ATLAS" "pmtiles-$PMTILES"; do
    mkdir "$WORK/$name"
    tar -xzf "$WORK/$name.tgz" -C "$WORK/$name" --strip-components=1
done

rm -rf "$HERE/maplibre-gl" "$HERE/basemap"
mkdir -p "$HERE/maplibre-gl" "$HERE/basemap"
# The archive of pmtiles holds no licence: LICENSE.txt, from its repository and that of fflate, which the file holds, stays.
cp "$WORK/pmtiles-$PMTILES/dist/pmtiles.js" "$HERE/pmtiles/"
for file in dist/maplibre-gl.mjs dist/maplibre-gl-worker.mjs dist/maplibre-gl.css LICENSE.txt; do
    cp "$WORK/maplibre-gl-$MAPLIBRE/$file" "$HERE/maplibre-gl/"
done
cp "$WORK/world-atlas-$ATLAS/LICENSE" "$HERE/basemap/LICENSE.txt"
"$PYTHON" tools/make_basemap.py "$WORK/world-atlas-$ATLAS/countries-50m.json" "$HERE/basemap"
(cd "$HERE" && find maplibre-gl basemap pmtiles -type f | LC_ALL=C sort | xargs sha256sum >SHA256SUMS.txt)
