// The list beside the map: the same incidents under the same filters, fetched as a fragment when the time or the view changes.
export function tieList(map, base) {
  const list = document.getElementById("list");
  const follow = document.getElementById("follow");
  let asked = {};
  let turn = 0;

  async function refresh() {
    const query = new URLSearchParams(base);
    for (const [name, value] of Object.entries(asked)) query.set(name, value);
    if (follow.checked) query.set("bbox", map.box());
    const mine = ++turn;
    list.setAttribute("aria-busy", "true");
    const answer = await fetch(`/fragments/incidents?${query}`);
    if (!answer.ok || mine !== turn) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    list.replaceChildren(...page.body.children);
    list.removeAttribute("aria-busy");
    tie();
  }

  function tie() {
    for (const item of list.querySelectorAll(".item")) {
      const at = item.dataset.lon ? [Number(item.dataset.lon), Number(item.dataset.lat)] : null;
      for (const kind of ["mouseenter", "focusin"]) item.addEventListener(kind, () => map.point(at));
      for (const kind of ["mouseleave", "focusout"]) item.addEventListener(kind, () => map.point(null));
    }
  }

  follow.closest("label").hidden = false;
  follow.addEventListener("change", refresh);
  map.moved(() => { if (follow.checked) refresh(); });
  tie();
  return {
    ask(more) {
      asked = more;
      return refresh();
    },
  };
}
