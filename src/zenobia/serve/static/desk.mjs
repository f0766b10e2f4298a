// The desk's keys. Nothing is taken from someone who is typing; what a key does, a button on the page does too.
const items = () => [...document.querySelectorAll("[data-item]")];
const sheet = document.getElementById("sheet");
const opener = document.getElementById("keys");
let here = -1;

function stand(item) {
  here = items().indexOf(item);
  (item.matches(".question") ? (item.querySelector("a") ?? item) : item).focus();
  item.scrollIntoView({ block: "nearest" });
}

function current() {
  return document.activeElement?.closest("[data-item]") ?? items()[here];
}

function act(key) {
  const thing = current()?.querySelector(`[data-key="${key}"]`);
  if (!thing) return;
  if (thing.matches("form")) {
    thing.requestSubmit();
  } else {
    thing.open = true;
    thing.querySelector("select, input:not([type=hidden])")?.focus();
  }
}

function showKeys() {
  if (sheet && !sheet.open) sheet.showModal();
}

if (opener) {
  opener.hidden = false;
  opener.addEventListener("click", showKeys);
}

for (const select of document.querySelectorAll("select[data-hints]")) {
  const value = select.form.querySelector("input[name=value]");
  select.addEventListener("change", () => {
    value.placeholder = select.selectedOptions[0]?.dataset.how ?? "";
  });
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
  if (event.key === "Escape" && typing) {
    const opened = typing.closest("details");
    if (opened) opened.open = false;
    typing.blur();
    return;
  }
  if (typing || sheet?.open || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "?") {
    event.preventDefault();
    showKeys();
  } else if (event.key === "j" || event.key === "k") {
    const all = items();
    const at = all.indexOf(current());
    const next = all[event.key === "j" ? at + 1 : Math.max(0, at - 1)];
    if (next) stand(next);
  } else if (event.key === "g") {
    location.assign("/desk");
  } else if ("cesru".includes(event.key)) {
    event.preventDefault();
    act(event.key);
  }
});
