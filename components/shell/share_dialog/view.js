// The link as this browser sees it, behind whatever proxy; Python draws its QR code.

import { partsOf } from "../../ui/js/dom.js";
import { widgetState } from "../../ui/js/state.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { Widget } from "../../ui/js/widget.d.ts" */

// Names by which a browser reaches nothing but its own computer.
const HERE = /^(localhost|.+\.localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1?\])$/;
const SEEN = 400; // milliseconds between two looks at the address while the link is shown

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement, setStateValue }) {
  const state = widgetState(parentElement, () => ({}));
  const part = partsOf(parentElement);
  const { words } = data;
  const behind = data.page === null;
  const box = part("box");
  const room = part("room");

  /**
   * Others reach by another address what this browser reaches on its own computer.
   * @param {URL} url
   */
  function forOthers(url) {
    if (!HERE.test(url.hostname) || !data.room.url) return url.href;
    return new URL(url.pathname.split("/").pop() + url.search, `${data.room.url}/`).href;
  }

  function link() {
    if (!behind) return forOthers(new URL(`${data.page}${data.query}`, location.href));
    const url = new URL(location.href);
    // Somebody else's screen is no projector; a run and the cards belong to who began them.
    for (const own of ["present", "run", "cards"]) url.searchParams.delete(own);
    url.hash = "";
    return forOthers(url);
  }

  function show() {
    const now = link();
    const drawn = data.drawn ?? { of: "", code: "", problem: "" };
    if (part("link").value !== now) {
      part("link").value = now;
      part("said").textContent = "";
    }
    part("try").href = now;
    part("length").textContent = words["made for"].replace("{count}", String(now.length));
    part("alone").hidden = !data.room.said || !HERE.test(new URL(now).hostname);
    const fits = data.coded && drawn.of === now && Boolean(drawn.code);
    if (data.coded && drawn.of !== now && state.wanted !== now)
      setStateValue("wanted", (state.wanted = now));
    part("code").hidden = part("wide").hidden = !fits;
    if (drawn.of === now && drawn.problem) part("said").textContent = drawn.problem;
    if (!fits || state.painted === now) return;
    state.painted = now;
    for (const name of ["code", "roomCode"]) {
      part(name).innerHTML = drawn.code ?? ""; // black on white, from our own server
      part(name).setAttribute("aria-label", `${words.link}: ${now}`);
    }
    part("roomLink").textContent = now;
  }

  state.show = show; // as long as the link is shown, with the newest data

  function watch() {
    clearInterval(state.timer);
    show();
    state.timer = setInterval(() => state.show(), SEEN);
  }

  async function copy() {
    const text = part("link");
    text.focus();
    text.select();
    let done = false;
    // Over plain http only the older way exists, and where that fails too, one's own keys.
    try {
      await navigator.clipboard.writeText(text.value);
      done = true;
    } catch {
      done = document.execCommand("copy");
    }
    part("said").textContent = done ? words.copied : words["copy by hand"];
  }

  part("alone").replaceChildren(
    ...data.room.said.split("`").map((words, place) => {
      if (place % 2 === 0) return words;
      return Object.assign(document.createElement("code"), { textContent: words });
    }),
  );
  part("openWords").textContent = part("title").textContent = words.share;
  part("copy").textContent = words.copy;
  part("wide").textContent = words.wide;
  part("try").textContent = words.try;
  part("try").hidden = behind;
  part("close").textContent = part("roomClose").textContent = words.close;
  part("link").setAttribute("aria-label", words.link);
  room.setAttribute("aria-label", words.link);
  part("open").hidden = !behind;
  if (behind && part("panel").parentElement !== box) box.append(part("panel"));
  part("open").onclick = () => {
    box.showModal();
    watch();
  };
  box.onclose = () => clearInterval(state.timer);
  part("copy").onclick = copy;
  part("link").onfocus = () => part("link").select();
  part("wide").onclick = () => {
    show();
    room.showModal();
  };
  // Streamlit listens to letters and Escape on the whole page.
  for (const each of [box, room])
    each.onkeydown = (/** @type {any} */ event) => event.stopPropagation();
  if (!behind) watch();
  else if (box.open) show();
  return () => clearInterval(state.timer);
}
