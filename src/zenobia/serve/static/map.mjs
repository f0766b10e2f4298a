// Draws the map under the claims. The list beside it holds the same; nothing here is needed to read the page.
// 1. An area is a disc, never a point. 2. Contested spots are ringed. 3. Every colour comes from the style sheet.
import { AttributionControl, Map, NavigationControl, Popup, ScaleControl } from "./vendor/maplibre-gl/maplibre-gl.mjs";

const FONT = ["Helvetica Neue", "Arial", "sans-serif"]; // drawn by the browser: no glyph files, any script
const WIDE = new Set(["province", "country"]); // left out when the view is fitted, if anything finer is there
const TOWN_ZOOMS = [3.2, 4.2, 5.2, 6.4, 7.4];
const COUNTRY_ZOOMS = [1, 2.5, 4];

const holder = document.getElementById("map");
const dark = matchMedia("(prefers-color-scheme: dark)");

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const collection = (features) => ({ type: "FeatureCollection", features });
const named = ([lon, lat, name, rank]) => ({
  type: "Feature",
  geometry: { type: "Point", coordinates: [lon, lat] },
  properties: { name, rank },
});

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.json();
}

const label = (zooms, size, tone) => ({
  layout: {
    "text-field": ["get", "name"],
    "text-font": FONT,
    "text-size": size,
    "text-max-width": 8,
    "text-padding": 3,
    "text-variable-anchor": ["center", "top", "bottom", "left", "right"],
    "text-radial-offset": 0.4,
    "symbol-sort-key": ["get", "rank"],
  },
  paint: { "text-color": colour(tone), "text-halo-color": colour("land"), "text-halo-width": 1.2 },
  filter: ["any", ...zooms.map((zoom, rank) => ["all", ["==", ["get", "rank"], rank], [">=", ["zoom"], zoom]])],
});

function style(names, spots) {
  const told = new Set(spots.features.map(({ properties }) => properties.place));
  const towns = names.towns.filter(([, , name]) => !told.has(name));
  const role = (name) => ["==", ["get", "role"], name];
  const contested = ["get", "contested"];
  const seen = ["all", role("area"), [">=", ["zoom"], ["coalesce", ["get", "far_zoom"], 0]]];
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: new URL("./vendor/basemap/land.json", import.meta.url).href },
      borders: { type: "geojson", data: new URL("./vendor/basemap/borders.json", import.meta.url).href },
      towns: { type: "geojson", data: collection(towns.map(named)) },
      countries: { type: "geojson", data: collection(names.countries.map(named)) },
      spots: { type: "geojson", data: spots },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("land"), "fill-outline-color": colour("coast") } },
      { id: "agreed", type: "line", source: "borders", filter: ["==", ["get", "kind"], "agreed"],
        paint: { "line-color": colour("border"), "line-width": 1 } },
      { id: "disputed", type: "line", source: "borders", filter: ["==", ["get", "kind"], "disputed"],
        paint: { "line-color": colour("disputed"), "line-width": 1.2, "line-dasharray": [2, 2.5] } },
      { id: "countries", type: "symbol", source: "countries", maxzoom: 6.5, ...label(COUNTRY_ZOOMS, 12, "country-name") },
      { id: "towns", type: "symbol", source: "towns", ...label(TOWN_ZOOMS, 11.5, "town-name") },
      { id: "areas", type: "fill", source: "spots", filter: seen,
        paint: { "fill-color": ["case", contested, colour("contested"), colour("dot")], "fill-opacity": ["case", [">", ["coalesce", ["get", "radius_km"], 0], 40], 0.05, 0.13] } },
      { id: "area-edges", type: "line", source: "spots", filter: seen,
        paint: { "line-color": ["case", contested, colour("contested"), colour("dot")], "line-width": 1.6, "line-opacity": 0.85 } },
      { id: "far", type: "circle", source: "spots", filter: ["all", role("far"), ["<", ["zoom"], ["get", "far_zoom"]]],
        paint: {
          "circle-radius": 7, "circle-color": ["case", contested, colour("contested"), colour("dot")], "circle-opacity": 0.13,
          "circle-stroke-color": ["case", contested, colour("contested"), colour("dot")], "circle-stroke-width": 1.6,
        } },
      { id: "picked", type: "line", source: "spots", filter: ["==", ["get", "spot"], "\u0000"],
        paint: { "line-color": colour("ink"), "line-width": 2.5 } },
      { id: "points", type: "circle", source: "spots", filter: role("point"),
        paint: {
          "circle-radius": ["interpolate", ["linear"], ["get", "count"], 1, 7, 20, 15],
          "circle-color": colour("dot"),
          "circle-stroke-color": ["case", contested, colour("contested"), colour("card")],
          "circle-stroke-width": ["case", contested, 3.5, 1.5],
        } },
      { id: "picked-points", type: "circle", source: "spots", filter: ["==", ["get", "spot"], "\u0000"],
        paint: { "circle-radius": 15, "circle-opacity": 0, "circle-stroke-color": colour("ink"), "circle-stroke-width": 2.5 } },
      { id: "counts", type: "symbol", source: "spots", filter: role("count"),
        layout: {
          "text-field": ["concat", ["get", "place"], " · ", ["to-string", ["get", "count"]]],
          "text-font": FONT, "text-size": 13, "text-max-width": 12, "text-padding": 1,
          "text-variable-anchor": ["bottom", "left", "right", "top"], "text-radial-offset": 0.75,
          "symbol-sort-key": ["-", ["get", "count"]],
        },
        paint: { "text-color": ["case", contested, colour("contested"), colour("dot")],
          "text-halo-color": colour("land"), "text-halo-width": 1.6 } },
      { id: "point-counts", type: "symbol", source: "spots", filter: ["all", role("point"), [">", ["get", "count"], 1]],
        layout: { "text-field": ["to-string", ["get", "count"]], "text-font": FONT, "text-size": 11, "text-allow-overlap": true },
        paint: { "text-color": colour("card") } },
    ],
  };
}

function bounds(features) {
  const fine = features.filter((feature) => !WIDE.has(feature.properties.precision));
  const corners = (fine.length ? fine : features).flatMap(({ geometry }) =>
    geometry.type === "Point" ? [geometry.coordinates] : geometry.coordinates[0]);
  if (!corners.length) return null;
  const lons = corners.map(([lon]) => lon);
  const lats = corners.map(([, lat]) => lat);
  return [[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]];
}

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function spotPart({ place, radius_km, incidents, more }) {
  const part = element("section", "", "spot");
  part.append(element("h3", place + (radius_km > 1 ? `, within ${Number(radius_km.toPrecision(3))} km` : "")));
  const list = element("ul");
  for (const incident of incidents) {
    const item = element("li", "", incident.contested ? "is-contested" : "");
    item.append(element("span", `${incident.when} · ${incident.type}`, "meta"));
    const link = element("a", incident.title);
    link.href = `/incidents/${incident.id}`;
    item.append(link);
    list.append(item);
  }
  part.append(list);
  if (more) part.append(element("p", `and ${more} more in the list`, "meta"));
  return part;
}

function popupBody(features) {
  const body = element("div");
  const told = new Set();
  for (const { properties } of features) {
    const key = `${properties.spot} ${properties.radius_km}`;
    if (!told.has(key)) body.append(spotPart(properties));
    told.add(key);
  }
  return body;
}

function listen(map) {
  const shown = ["points", "counts", "far", "areas"];
  for (const layer of shown) {
    map.on("mouseenter", layer, () => { map.getCanvas().classList.add("over"); });
    map.on("mouseleave", layer, () => { map.getCanvas().classList.remove("over"); });
  }
  map.on("click", (event) => {
    const under = map.queryRenderedFeatures(event.point, { layers: shown });
    if (!under.length || holder.classList.contains("small")) return;
    const popup = new Popup({ maxWidth: "320px", className: "popup" });
    popup.setLngLat(event.lngLat).setDOMContent(popupBody(under)).addTo(map);
    popup.getElement().addEventListener("keydown", ({ key }) => { if (key === "Escape") popup.remove(); });
  });
  const pick = (spot) => {
    if (!map.getLayer("picked")) return;
    map.setFilter("picked", ["all", ["==", ["get", "role"], "area"], ["==", ["get", "spot"], spot]]);
    map.setFilter("picked-points", ["all", ["==", ["get", "role"], "point"], ["==", ["get", "spot"], spot]]);
  };
  for (const item of document.querySelectorAll(".listside .item[data-spot]")) {
    for (const kind of ["mouseenter", "focusin"]) item.addEventListener(kind, () => pick(item.dataset.spot || "\u0000"));
    for (const kind of ["mouseleave", "focusout"]) item.addEventListener(kind, () => pick("\u0000"));
  }
}

async function draw() {
  const [names, spots] = await Promise.all([
    fetched(new URL("./vendor/basemap/places.json", import.meta.url).href),
    fetched(holder.dataset.src),
  ]);
  const around = bounds(spots.features);
  holder.replaceChildren();
  const map = new Map({
    container: holder,
    style: style(names, spots),
    center: [20, 25],
    zoom: 1,
    maxZoom: 12,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    cooperativeGestures: matchMedia("(max-width: 760px)").matches,
    locale: { "Map.Title": "Map of incidents; the list holds the same" },
    ...(around ? { bounds: around, fitBoundsOptions: { padding: 56, maxZoom: holder.classList.contains("small") ? 6 : 7 } } : {}),
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({}), "bottom-left");
  map.addControl(new AttributionControl({ compact: true, customAttribution: "Natural Earth · GeoNames" }));
  map.on("load", () => { holder.dataset.drawn = "true"; });
  map.on("error", ({ error }) => { console.error(error); });
  dark.addEventListener("change", () => map.setStyle(style(names, spots)));
  listen(map);
}

if (holder) {
  draw().catch((fault) => {
    console.error(fault);
    holder.replaceChildren(element("p", "The map could not be drawn here; the list holds the same.", "map-wait"));
  });
}
