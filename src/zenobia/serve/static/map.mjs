// Draws the map: basemap, who is said to hold which ground, incidents. The list beside it holds the same.
// 1. An area is a ring or a hollow mark, never a pin. 2. What is contested is ringed. 3. Every colour comes from the style sheet.
import { AttributionControl, Map, NavigationControl, Popup, ScaleControl } from "./vendor/maplibre-gl/maplibre-gl.mjs";
import { FONT, basemap, colour, fetched } from "./basemap.mjs";

const FAMILIES = ["fighting", "fire", "ground", "persons", "property", "civil", "other"];
const HOLDERS = 6;
const NEAR_ZOOM = 11; // a click on a mark goes nearer until here, then lists what lies there
const FULL_CIRCLE = 64;
const EARTH_KM = 6371;

const dark = matchMedia("(prefers-color-scheme: dark)");
const none = { type: "FeatureCollection", features: [] };
const point = (at, properties) => ({ type: "Feature", geometry: { type: "Point", coordinates: at }, properties });
const collection = (features) => ({ type: "FeatureCollection", features });

// ---- incidents

const family = () => ["match", ["get", "family"], ...FAMILIES.slice(0, -1).flatMap((name) => [name, colour(`f-${name}`)]), colour("f-other")];
const contested = [">", ["to-number", ["get", "contested"]], 0];
const size = (figure) => ["min", 24, ["max", ["+", 6, ["*", 1.5, ["ln", ["get", "count"]]]], ["+", 5, ["*", 2.4, ["ln", ["+", 1, ["coalesce", figure, 0]]]]]]];
const inner = size(["get", "low"]);
const outer = size(["get", "high"]);
const reach = ["+", ["case", ["has", "low"], outer, inner], 3]; // pixels that a mark takes, its ring included
const ROOM = 20; // pixels of the empty picture that keeps names off a mark
const NAME_SIZE = 13;

const incidentLayers = () => [
  { id: "areas", type: "fill", source: "tiles", "source-layer": "areas",
    paint: { "fill-color": family(), "fill-opacity": ["case", [">", ["get", "radius_km"], 40], 0.06, 0.14] } },
  { id: "area-edges", type: "line", source: "tiles", "source-layer": "areas",
    paint: { "line-color": ["case", contested, colour("contested"), family()], "line-width": ["case", contested, 2.4, 1.4] } },
  { id: "halos", type: "circle", source: "tiles", "source-layer": "marks", filter: ["has", "low"],
    paint: { "circle-radius": ["+", outer, ["case", ["get", "open"], 5, 0]], "circle-color": family(), "circle-opacity": 0.28,
      "circle-blur": ["case", ["get", "open"], 0.5, 0] } },
  { id: "marks", type: "circle", source: "tiles", "source-layer": "marks",
    paint: {
      "circle-radius": inner,
      "circle-color": family(),
      "circle-opacity": ["case", ["get", "vague"], 0.25, 0.95],
      "circle-stroke-color": ["case", contested, colour("contested"), ["get", "vague"], family(), colour("card")],
      "circle-stroke-width": ["case", contested, 3, 1.5],
    } },
  { id: "counts", type: "symbol", source: "tiles", "source-layer": "marks", filter: [">", ["get", "count"], 1],
    layout: { "text-field": ["number-format", ["get", "count"], { locale: document.documentElement.lang }], "text-font": FONT, "text-size": 11.5, "text-allow-overlap": true },
    paint: { "text-color": ["case", ["get", "vague"], colour("ink"), colour("on-family")], "text-halo-color": ["case", ["get", "vague"], colour("land"), "rgba(0,0,0,0)"], "text-halo-width": 1.2 } },
  { id: "mark-names", type: "symbol", source: "tiles", "source-layer": "marks", filter: ["has", "name"], minzoom: 5,
    layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": NAME_SIZE, "text-max-width": 12,
      "text-variable-anchor": ["left", "bottom", "top", "right"], "text-radial-offset": ["/", ["+", reach, 5], NAME_SIZE], "symbol-sort-key": ["-", ["get", "count"]] },
    paint: { "text-color": ["case", contested, colour("contested"), colour("ink")], "text-halo-color": colour("land"), "text-halo-width": 1.8 } },
  { id: "area-names", type: "symbol", source: "tiles", "source-layer": "names",
    layout: { "text-field": ["concat", ["get", "name"], " · ", ["to-string", ["get", "count"]]], "text-font": FONT, "text-size": 13, "text-max-width": 12,
      "text-variable-anchor": ["bottom", "left", "right", "top"], "text-radial-offset": 0.6, "symbol-sort-key": ["-", ["get", "count"]] },
    paint: { "text-color": ["case", contested, colour("contested"), colour("ink")], "text-halo-color": colour("land"), "text-halo-width": 1.8 } },
  { id: "pointed", type: "circle", source: "pointed",
    paint: { "circle-radius": 20, "circle-opacity": 0, "circle-stroke-color": colour("ink"), "circle-stroke-width": 2.5 } },
  // Names are placed from the last layer down, and avoid pictures, not circles: so each mark has an empty picture of its size.
  { id: "room", type: "symbol", source: "tiles", "source-layer": "marks",
    layout: { "icon-image": "room", "icon-size": ["/", ["*", 2, ["-", reach, 3]], ROOM], "icon-allow-overlap": true, "icon-padding": 0 } },
];
const CLICKED = ["marks", "area-names", "mark-names", "areas"];

// ---- who is said to hold which ground

function swatch(fill, status) {
  const side = 44;
  const canvas = new OffscreenCanvas(side, side);
  const pen = canvas.getContext("2d");
  pen.fillStyle = status === "contested" ? colour("tint") : fill;
  pen.fillRect(0, 0, side, side);
  if (status === "held") return pen.getImageData(0, 0, side, side);
  pen.strokeStyle = status === "disputed" ? colour("contested") : colour("soft");
  pen.lineWidth = 5;
  for (let at = -side; at <= 2 * side; at += 11) {
    pen.beginPath();
    pen.moveTo(at, side);
    pen.lineTo(at + side, 0);
    pen.stroke();
  }
  return pen.getImageData(0, 0, side, side);
}

function addSwatches(map) {
  map.addImage("room", { width: ROOM, height: ROOM, data: new Uint8Array(4 * ROOM * ROOM) });
  for (let number = 0; number <= HOLDERS; number += 1) {
    for (const status of ["held", "disputed", "contested"]) {
      map.addImage(`ground-${number}-${status}`, swatch(colour(number ? `c${number}` : "tint"), status), { pixelRatio: 2 });
    }
  }
}

const image = ["concat", "ground-", ["to-string", ["get", "colour"]], "-", ["get", "status"]];
const controlLayers = () => [
  { id: "ground", type: "fill", source: "control", filter: ["==", ["geometry-type"], "Polygon"],
    paint: { "fill-pattern": image, "fill-opacity": ["get", "strength"] } },
  { id: "ground-edges", type: "line", source: "control", filter: ["==", ["geometry-type"], "Polygon"],
    paint: { "line-color": colour("soft"), "line-width": 1, "line-opacity": ["get", "strength"] } },
  // Below the place, so that neither hides the other: what is said to have happened there, and who is said to hold it.
  { id: "ground-signs", type: "symbol", source: "control", filter: ["==", ["geometry-type"], "Point"],
    layout: { "icon-image": image, "icon-allow-overlap": true, "icon-ignore-placement": true, "icon-size": 0.6, "icon-anchor": "top", "icon-offset": [0, 42],
      "text-field": ["step", ["zoom"], "", 5.5, ["get", "holder"]], "text-font": FONT, "text-size": 11, "text-anchor": "top", "text-offset": [0, 3.5], "text-optional": true },
    paint: { "icon-opacity": ["get", "strength"], "text-color": colour("soft"), "text-halo-color": colour("land"), "text-halo-width": 1.4 } },
];

function disc([lon, lat], km) {
  const ring = [];
  const [reach, north, east] = [km / EARTH_KM, (lat * Math.PI) / 180, (lon * Math.PI) / 180];
  for (let corner = 0; corner <= FULL_CIRCLE; corner += 1) {
    const turn = (-2 * Math.PI * corner) / FULL_CIRCLE;
    const up = Math.asin(Math.sin(north) * Math.cos(reach) + Math.cos(north) * Math.sin(reach) * Math.cos(turn));
    const along = east + Math.atan2(Math.sin(turn) * Math.sin(reach) * Math.cos(north), Math.cos(reach) - Math.sin(north) * Math.sin(up));
    ring.push([(along * 180) / Math.PI, (up * 180) / Math.PI]);
  }
  return ring;
}

function drawnControl(told) {
  return collection(told.features.flatMap((feature) => {
    const { radius_km: km } = feature.properties;
    const ring = { ...feature, geometry: { type: "Polygon", coordinates: [disc(feature.geometry.coordinates, km || 0)] } };
    return km > 1 ? [ring, feature] : [feature];
  }));
}

function nameHolders(holders) {
  const list = document.getElementById("holders");
  list?.replaceChildren(...holders.map(({ name, colour: number }) => {
    const item = document.createElement("li");
    const sign = document.createElement("span");
    sign.className = `swatch c${number}`;
    item.append(sign, name);
    return item;
  }));
}

// ---- one incident alone

function bounds(features) {
  const corners = features.flatMap(({ geometry }) => (geometry.type === "Point" ? [geometry.coordinates] : geometry.coordinates[0]));
  if (!corners.length) return null;
  const [lons, lats] = [corners.map(([lon]) => lon), corners.map(([, lat]) => lat)];
  return [[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]];
}

const role = (name) => ["==", ["get", "role"], name];
const tone = () => ["case", ["get", "contested"], colour("contested"), colour("dot")];
const oneLayers = () => [
  { id: "one-area", type: "fill", source: "one", filter: role("area"), paint: { "fill-color": tone(), "fill-opacity": 0.13 } },
  { id: "one-edge", type: "line", source: "one", filter: role("area"), paint: { "line-color": tone(), "line-width": 1.6 } },
  { id: "one-point", type: "circle", source: "one", filter: role("point"),
    paint: { "circle-radius": 7, "circle-color": colour("dot"), "circle-stroke-color": ["case", ["get", "contested"], colour("contested"), colour("card")], "circle-stroke-width": 3 } },
  { id: "one-name", type: "symbol", source: "one", filter: ["any", role("count"), role("point")],
    layout: { "text-field": ["get", "place"], "text-font": FONT, "text-size": 13, "text-anchor": "bottom", "text-offset": [0, -0.6] },
    paint: { "text-color": tone(), "text-halo-color": colour("land"), "text-halo-width": 1.6 } },
];

// ---- the map itself

const tilesAt = (query) => [`${location.origin}/tiles/{z}/{x}/{y}${query ? `?${query}` : ""}`];

function listen(map, words, query) {
  for (const layer of CLICKED) {
    map.on("mouseenter", layer, () => { map.getCanvas().classList.add("over"); });
    map.on("mouseleave", layer, () => { map.getCanvas().classList.remove("over"); });
  }
  map.on("click", async (event) => {
    const [under] = map.queryRenderedFeatures(event.point, { layers: CLICKED });
    if (!under) return;
    const { count, name, box } = under.properties;
    if (under.layer.id === "marks" && count > 1 && !name && map.getZoom() < NEAR_ZOOM) {
      map.easeTo({ center: event.lngLat, zoom: map.getZoom() + 2 });
      return;
    }
    const asked = new URLSearchParams(query());
    asked.set("bbox", box);
    const answer = await fetch(`/fragments/here?${asked}`);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const body = document.createElement("div");
    body.append(...page.body.children);
    if (name) body.querySelector("h3").textContent = name;
    const popup = new Popup({ maxWidth: "320px", className: "popup" });
    popup.setLngLat(event.lngLat).setDOMContent(body).addTo(map);
    popup.getElement().addEventListener("keydown", ({ key }) => { if (key === "Escape") popup.remove(); });
    body.querySelector("a")?.focus();
  });
}

function shown(map) {
  for (const [box, layers] of [["show-incidents", incidentLayers], ["show-control", controlLayers]]) {
    const switched = document.getElementById(box);
    const apply = () => { for (const { id } of layers()) if (map.getLayer(id)) map.setLayoutProperty(id, "visibility", switched.checked ? "visible" : "none"); };
    switched?.addEventListener("change", apply);
    if (switched) apply();
  }
}

async function styled(holder) {
  if (holder.dataset.style) return fetched(holder.dataset.style);
  return basemap(JSON.parse(holder.dataset.borders), holder.dataset.archive);
}

export async function drawMap(holder, words) {
  const small = !holder.dataset.tiles;
  const [style, one] = await Promise.all([styled(holder), small ? fetched(holder.dataset.src) : null]);
  const [west, south, east, north] = (holder.dataset.bounds || "").split(",").map(Number);
  const around = small ? bounds(one.features) : holder.dataset.bounds ? [[west, south], [east, north]] : null;
  holder.replaceChildren();
  const map = new Map({
    container: holder,
    style,
    center: [20, 25],
    zoom: 1,
    maxZoom: 14,
    hash: small ? false : "map",
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    cooperativeGestures: matchMedia("(max-width: 760px)").matches,
    locale: { "Map.Title": words.map },
    ...(around ? { bounds: around, fitBoundsOptions: { padding: small ? 30 : 70, maxZoom: small ? 6 : 7 } } : {}),
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({}), "bottom-left");
  map.addControl(new AttributionControl({ compact: true, customAttribution: "Natural Earth · GeoNames" }));
  let left = false; // a page that is left gives up what it was fetching, which is no error
  addEventListener("pagehide", () => { left = true; });
  const told = (fault) => { if (!left) console.error(fault); };
  map.on("error", ({ error }) => told(error));
  const base = holder.dataset.query || "";
  let query = base;
  let control = none;
  let turn = 0;
  let known = {}; // the day and the moment that control was asked for
  let influence = null;
  const wished = document.getElementById("show-influence");

  function lay() {
    if (small) {
      map.addSource("one", { type: "geojson", data: one });
      for (const layer of oneLayers()) map.addLayer(layer);
      return;
    }
    addSwatches(map);
    map.addSource("control", { type: "geojson", data: control });
    map.addSource("tiles", { type: "vector", tiles: tilesAt(query), maxzoom: 12 });
    map.addSource("pointed", { type: "geojson", data: none });
    for (const layer of [...controlLayers(), ...incidentLayers()]) map.addLayer(layer);
    shown(map);
    influence?.lay();
  }

  async function askControl(day, asOf) {
    const mine = ++turn;
    known = { ...(day ? { on: day } : {}), ...(asOf ? { as_of: asOf } : {}) };
    influence?.ask(known).catch(told);
    const found = await fetched(`/api/control.geojson?${new URLSearchParams(known)}`);
    if (mine !== turn) return;
    control = drawnControl(found);
    map.getSource("control")?.setData(control);
    nameHolders(found.holders);
  }

  await new Promise((done) => { map.once("load", done); });
  lay();
  if (!small) {
    listen(map, words, () => query);
    wished?.addEventListener("change", async () => {
      influence ??= (await import("./influence.mjs")).tieInfluence(map, holder, wished);
      influence.ask(known).catch(told);
    });
    await askControl(holder.dataset.last, new URLSearchParams(base).get("as_of"));
  }
  map.once("idle", () => { holder.dataset.drawn = "true"; });
  dark.addEventListener("change", async () => {
    map.setStyle(await styled(holder), { diff: false });
    map.once("styledata", lay);
  });
  return {
    box: () => map.getBounds().toArray().flat().map((edge, place) => Math.max(place % 2 ? -90 : -180, Math.min(place % 2 ? 90 : 180, edge)).toFixed(4)).join(","),
    moved: (then) => map.on("moveend", then),
    point: (at) => map.getSource("pointed")?.setData(at ? collection([point(at, {})]) : none),
    ask(more, day) {
      const asked = new URLSearchParams(base);
      for (const [name, value] of Object.entries(more)) asked.set(name, value);
      query = asked.toString();
      map.getSource("tiles")?.setTiles(tilesAt(query));
      askControl(day, more.as_of).catch(told);
      holder.dataset.asked = query;
    },
  };
}
