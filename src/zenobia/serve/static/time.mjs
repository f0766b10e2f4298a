// The two clocks: when it happened, and when it was known. Gives the query that the day, the window and the clock ask for.
const DAY_MS = 86_400_000;
const STEPS = 60; // of a playback over the whole span
const PAUSE_MS = 900;

const day = (text) => Math.floor(Date.parse(`${text}T00:00:00Z`) / DAY_MS);
const text = (number) => new Date(number * DAY_MS).toISOString().slice(0, 10);

export function tieTime(form, words, changed) {
  if (!form) return;
  const slider = form.querySelector("#day");
  const shown = form.querySelector("#shown");
  const spanOf = form.querySelector("#window");
  const play = form.querySelector("#play");
  const spoken = new Intl.DateTimeFormat(document.documentElement.lang.replace(/^en$/, "en-GB"), { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const known = () => form.elements.clock.value === "known";
  let timer = 0;
  let waiting = 0;

  function stretch() {
    const [first, last] = known() ? [form.dataset.knownFirst, form.dataset.knownLast] : [form.dataset.first, form.dataset.last];
    slider.min = day(first) - (known() ? 1 : 0);
    slider.max = Math.max(day(last), day(first) + 1);
  }

  function asked() {
    const at = Number(slider.value);
    if (known()) return { as_of: text(at) };
    const length = Number(spanOf.value);
    if (length) return { datetime: `${text(at - length + 1)}/${text(at)}` };
    return at >= Number(slider.max) ? {} : { datetime: `../${text(at)}` };
  }

  function tell(now) {
    const at = text(Number(slider.value));
    shown.textContent = spoken.format(new Date(`${at}T00:00:00Z`));
    slider.setAttribute("aria-valuetext", shown.textContent);
    spanOf.disabled = known();
    clearTimeout(waiting);
    waiting = setTimeout(() => changed(asked(), at), now ? 0 : 180);
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    play.setAttribute("aria-pressed", "false");
    play.querySelector("span").textContent = words.play;
  }

  function step() {
    const length = Number(spanOf.value);
    const whole = Math.ceil((Number(slider.max) - Number(slider.min)) / STEPS);
    const by = known() || !length ? Math.max(1, whole) : Math.max(length, whole);
    if (Number(slider.value) >= Number(slider.max)) return stop();
    slider.value = Math.min(Number(slider.max), Number(slider.value) + by);
    tell(true);
  }

  play.addEventListener("click", () => {
    if (timer) return stop();
    if (Number(slider.value) >= Number(slider.max)) slider.value = slider.min;
    play.setAttribute("aria-pressed", "true");
    play.querySelector("span").textContent = words.pause;
    tell(true);
    timer = setInterval(step, PAUSE_MS);
  });
  slider.addEventListener("input", () => { stop(); tell(false); });
  spanOf.addEventListener("change", () => tell(true));
  for (const clock of form.elements.clock) {
    clock.addEventListener("change", () => { stop(); stretch(); slider.value = slider.max; tell(true); });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  stretch();
  slider.value = slider.max;
  form.hidden = false;
  const at = text(Number(slider.value));
  shown.textContent = spoken.format(new Date(`${at}T00:00:00Z`));
  slider.setAttribute("aria-valuetext", shown.textContent);
}
