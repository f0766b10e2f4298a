// Keys: "/" goes to search, "j" and "k" walk the list. Nothing is taken from someone who is typing.
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
