// The map under the claims: land, borders, names, and what the operator's own archive of tiles adds.
// 1. Land is one tone. 2. Borders are never the archive's: who draws which disputed line is said by one table for every reader.
import { addProtocol } from "./vendor/maplibre-gl/maplibre-gl.mjs";

export const FONT = ["Noto Sans", "Arial", "sans-serif"]; // drawn by the browser: no glyph files, any script
const TOWN_ZOOMS = [3.2, 4.2, 5.2, 6.4, 7.4];
const COUNTRY_ZOOMS = [1, 2.5, 4];
const VECTOR = 1; // a PMTiles header's type of tiles: Mapbox Vector Tiles
const WIDE_ROADS = ["highway", "major_road", "motorway", "trunk", "primary", "secondary"];

const probe = document.createElement("span");
const vendor = (name) => new URL(`./vendor/${name}`, import.meta.url).href;
const collection = (features) => ({ type: "FeatureCollection", features });
const named = ([lon, lat, name, rank]) => ({ type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties: { name, rank } });

export function colour(name) {
  if (!probe.isConnected) {
    probe.hidden = true;
    document.body.append(probe);
  }
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}

export async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.json();
}

const label = (zooms, size, tone) => ({
  layout: {
    "text-field": ["get", "name"], "text-font": FONT, "text-size": size, "text-max-width": 8, "text-padding": 3,
    "text-variable-anchor": ["center", "top", "bottom", "left", "right"], "text-radial-offset": 0.4,
    "symbol-sort-key": ["get", "rank"],
  },
  paint: { "text-color": colour(tone), "text-halo-color": colour("land"), "text-halo-width": 1.2 },
  filter: ["any", ...zooms.map((zoom, rank) => ["all", ["==", ["get", "rank"], rank], [">=", ["zoom"], zoom]])],
});

// ---- the operator's archive, of Protomaps', OpenMapTiles' or Shortbread's layers, or of pictures

let opening = null;

function opened(address) {
  opening ??= new Promise((done, failed) => {
    const script = document.createElement("script"); // it makes a global, so it cannot be imported
    script.src = vendor("pmtiles/pmtiles.js");
    script.addEventListener("load", done);
    script.addEventListener("error", () => failed(new Error("pmtiles.js did not load")));
    document.head.append(script);
  }).then(async () => {
    const { PMTiles, Protocol } = globalThis.pmtiles;
    const protocol = new Protocol();
    const archive = new PMTiles(new URL(address, location.href).href);
    protocol.add(archive);
    addProtocol("pmtiles", protocol.tile);
    const [header, told] = await Promise.all([archive.getHeader(), archive.getMetadata()]);
    const layers = new Set((told.vector_layers ?? []).map(({ id }) => id));
    return { url: `pmtiles://${archive.source.getKey()}`, isVector: header.tileType === VECTOR, layers };
  });
  return opening;
}

function added({ isVector, layers }) {
  if (!isVector) return [{ id: "archive", type: "raster", source: "archive" }];
  const from = (names, layer) => names.filter((name) => layers.has(name)).map((name) => ({ ...layer, id: `archive-${name}`, source: "archive", "source-layer": name }));
  const wide = ["match", ["coalesce", ["get", "kind"], ["get", "class"], ""], WIDE_ROADS, true, false];
  const polygon = ["==", ["geometry-type"], "Polygon"];
  return [
    ...from(["earth", "land"], { type: "fill", filter: polygon, paint: { "fill-color": colour("land") } }),
    ...from(["ocean", "water", "water_polygons"], { type: "fill", filter: polygon, paint: { "fill-color": colour("sea") } }),
    ...from(["waterway", "water_lines"], { type: "line", minzoom: 8, paint: { "line-color": colour("sea"), "line-width": 1.2 } }),
    ...from(["buildings", "building"], { type: "fill", minzoom: 13, filter: polygon, paint: { "fill-color": colour("tint"), "fill-outline-color": colour("coast") } }),
    ...from(["roads", "transportation", "streets"], { type: "line", minzoom: 6, filter: ["==", ["geometry-type"], "LineString"],
      paint: { "line-color": colour("road"), "line-width": ["interpolate", ["linear"], ["zoom"], 6, ["case", wide, 0.7, 0], 10, ["case", wide, 1.4, 0.4], 14, ["case", wide, 4, 1.8]] } }),
  ];
}

function archiveNames({ isVector, layers }) {
  const name = ["coalesce", ["get", `name:${document.documentElement.lang}`], ["get", "name:en"], ["get", "name"]];
  return isVector ? ["places", "place", "place_labels"].filter((layer) => layers.has(layer)).map((layer) => ({
    id: `archive-${layer}`, type: "symbol", source: "archive", "source-layer": layer, minzoom: 8,
    layout: { "text-field": name, "text-font": FONT, "text-size": 11, "text-max-width": 8, "text-padding": 4 },
    paint: { "text-color": colour("town-name"), "text-halo-color": colour("land"), "text-halo-width": 1.2 },
  })) : [];
}

// ---- the whole

export async function basemap({ solid, hidden }, address) {
  const [names, archive] = await Promise.all([fetched(vendor("basemap/places.json")), address ? opened(address) : null]);
  const isOneOf = (lines) => ["in", ["get", "line"], ["literal", lines]];
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: vendor("basemap/land.json") },
      borders: { type: "geojson", data: vendor("basemap/borders.json") },
      towns: { type: "geojson", data: collection(names.towns.map(named)) },
      countries: { type: "geojson", data: collection(names.countries.map(named)) },
      ...(archive ? { archive: { type: archive.isVector ? "vector" : "raster", url: archive.url, ...(archive.isVector ? {} : { tileSize: 256 }) } } : {}),
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("land"), "fill-outline-color": colour("coast") } },
      ...(archive ? added(archive) : []),
      { id: "agreed", type: "line", source: "borders", filter: ["any", ["==", ["get", "kind"], "agreed"], isOneOf(solid)],
        paint: { "line-color": colour("border"), "line-width": 1 } },
      { id: "disputed", type: "line", source: "borders",
        filter: ["all", ["==", ["get", "kind"], "disputed"], ["!", isOneOf([...solid, ...hidden])]],
        paint: { "line-color": colour("disputed"), "line-width": 1.2, "line-dasharray": [2, 2.5] } },
      { id: "countries", type: "symbol", source: "countries", maxzoom: 6.5, ...label(COUNTRY_ZOOMS, 12, "country-name") },
      ...(archive ? archiveNames(archive) : []),
      { id: "towns", type: "symbol", source: "towns", ...label(TOWN_ZOOMS, 11.5, "town-name") },
    ],
  };
}
