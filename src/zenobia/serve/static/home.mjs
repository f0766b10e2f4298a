// Loads the map when the page has been laid out, then ties time, list and map together. The list is complete without it.
const holder = document.getElementById("map");
const words = holder ? JSON.parse(holder.dataset.words) : {};

let left = false;
addEventListener("pagehide", () => { left = true; });

function failed(fault) {
  if (left) return; // what was being fetched was given up with the page
  console.error(fault);
  const told = document.createElement("p");
  told.className = "map-wait";
  told.textContent = words.failed;
  holder.replaceChildren(told);
}

async function begin() {
  const { drawMap } = await import("./map.mjs");
  const map = await drawMap(holder, words);
  if (!holder.dataset.tiles) return;
  const [{ tieTime }, { tieList }] = await Promise.all([import("./time.mjs"), import("./list.mjs")]);
  const list = tieList(map, holder.dataset.query);
  tieTime(document.getElementById("time"), words, (asked, day) => {
    map.ask(asked, day);
    list.ask(asked);
  });
}

if (holder) {
  const soon = window.requestIdleCallback ?? ((then) => setTimeout(then, 1));
  soon(() => begin().catch(failed));
}
