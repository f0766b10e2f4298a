// Every page: keys, times in the reader's own zone, saved searches. Nothing here is needed to read a page.
const links = () => [...document.querySelectorAll(".list h3 a, .stack .from a")];

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("find")?.focus();
  } else if (event.key === "j" || event.key === "k") {
    const all = links();
    const here = all.indexOf(document.activeElement);
    const next = all[here + (event.key === "j" ? 1 : here < 0 ? 0 : -1)];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }
});

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && zone !== "UTC") {
  const local = new Intl.DateTimeFormat(document.documentElement.lang.replace(/^en$/, "en-GB"), { dateStyle: "medium", timeStyle: "short", timeZoneName: "short" });
  for (const time of document.querySelectorAll("time.moment")) {
    const made = document.createElement("span");
    made.className = "local";
    made.textContent = ` (${local.format(new Date(time.dateTime))})`;
    time.after(made);
  }
}

const details = () => {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  const coding = target?.querySelector?.("details.coding");
  if (coding) coding.open = true;
};
addEventListener("hashchange", details);
details();

const SAVED = "zenobia.searches";
const read = () => { try { return JSON.parse(localStorage.getItem(SAVED) || "[]").filter((q) => typeof q === "string"); } catch { return []; } };
const keep = (all) => localStorage.setItem(SAVED, JSON.stringify([...new Set(all)].slice(-50)));
const shelf = document.getElementById("saved");

function show() {
  const all = read();
  shelf.hidden = !all.length;
  shelf.querySelector("ul").replaceChildren(...all.map((q) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `/search?${new URLSearchParams({ q })}`;
    link.textContent = q;
    const feed = document.createElement("a");
    feed.href = `/search.atom?${new URLSearchParams({ q })}`;
    feed.textContent = "Atom";
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "quiet";
    remove.textContent = shelf.dataset.remove;
    remove.setAttribute("aria-label", `${shelf.dataset.remove}: ${q}`);
    remove.addEventListener("click", () => { keep(read().filter((other) => other !== q)); show(); });
    item.append(link, " ", feed, " ", remove);
    return item;
  }));
}

if (shelf) {
  show();
  const save = document.getElementById("save");
  if (save) {
    save.hidden = false;
    save.addEventListener("click", () => { keep([...read(), save.dataset.q]); show(); });
  }
}
