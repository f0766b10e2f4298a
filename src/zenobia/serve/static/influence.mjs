// Whose influence is interpolated between the places that somebody is said to hold. Nobody said it of the land between: so it is off
// until it is asked for, hatched throughout, and never shown without the note that says what it is.
import { colour, fetched } from "./basemap.mjs";

const HOLDERS = 6;
const SIDE = 24;
const BELOW = "ground"; // the first layer of what is said
const LAYERS = ["influence", "influence-hatch"];

function hatching(fill, ways) {
  const canvas = new OffscreenCanvas(SIDE, SIDE);
  const pen = canvas.getContext("2d");
  pen.strokeStyle = fill;
  pen.lineWidth = 2;
  for (const way of ways) {
    for (let at = -SIDE; at <= 2 * SIDE; at += SIDE / 2) {
      pen.beginPath();
      pen.moveTo(at, way > 0 ? SIDE : 0);
      pen.lineTo(at + SIDE, way > 0 ? 0 : SIDE);
      pen.stroke();
    }
  }
  return pen.getImageData(0, 0, SIDE, SIDE);
}

export function tieInfluence(map, holder, box) {
  const note = document.getElementById("influence-note");
  let areas = { type: "FeatureCollection", features: [] };
  let turn = 0;

  function lay() {
    const fills = [];
    for (let number = 0; number <= HOLDERS; number += 1) {
      const fill = colour(number ? `c${number}` : "soft");
      map.addImage(`hatch-${number}`, hatching(fill, [1]), { pixelRatio: 2 });
      map.addImage(`hatch-${number}-both`, hatching(fill, [1, -1]), { pixelRatio: 2 });
      fills.push(number, fill);
    }
    map.addSource("influence", { type: "geojson", data: areas });
    map.addLayer({ id: LAYERS[0], type: "fill", source: "influence",
      paint: { "fill-color": ["match", ["get", "colour"], ...fills, colour("tint")], "fill-opacity": ["get", "strength"] } }, BELOW);
    map.addLayer({ id: LAYERS[1], type: "fill", source: "influence",
      paint: { "fill-pattern": ["concat", "hatch-", ["to-string", ["get", "colour"]], ["case", ["get", "hatched"], "-both", ""]],
        "fill-opacity": ["min", 1, ["*", 2.5, ["get", "strength"]]] } }, BELOW);
    show();
  }

  function show() {
    note.hidden = !box.checked;
    for (const layer of LAYERS) map.setLayoutProperty(layer, "visibility", box.checked ? "visible" : "none");
  }

  lay();
  return {
    lay,
    async ask(known) {
      show();
      if (!box.checked) return;
      const mine = ++turn;
      const told = await fetched(`/api/areas.geojson?${new URLSearchParams(known)}`);
      if (mine !== turn) return;
      areas = told;
      map.getSource("influence")?.setData(areas);
      holder.dataset.influence = String(areas.features.length);
    },
  };
}
