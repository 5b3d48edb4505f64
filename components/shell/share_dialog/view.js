// The link as this browser sees it, behind whatever proxy; Python draws its QR code.

import { partsOf, proseNodes } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { widgetState } from "../../ui/js/state.js";
import { isLocal, linkToShare } from "./link.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { Widget } from "../../ui/js/widget.d.ts" */

/**
 * @typedef {object} State
 * @property {string} [requested] the link whose QR code was requested
 * @property {string} [painted] the link whose QR code is shown
 * @property {() => void} [show] with the newest data
 * @property {ReturnType<typeof setInterval>} [timer]
 */

const POLL_MS = 400; // between two reads of the address while the link is shown

/** @param {Widget<Payload>} widget */
export default function (widget) {
  const { data, parentElement } = widget;
  /** @type {State} */
  const state = widgetState(parentElement, () => ({}));
  const part = partsOf(parentElement);
  const isButton = data.page === null;
  const stop = () => clearInterval(state.timer);
  const watch = () => {
    stop();
    state.show?.();
    state.timer = setInterval(() => state.show?.(), POLL_MS);
  };
  state.show = () => showLink(widget, state);

  writeWords(parentElement, data);
  if (isButton && part("panel").parentElement !== part("box")) part("box").append(part("panel"));
  part("open").onclick = () => {
    part("box").showModal();
    watch();
  };
  part("box").onclose = stop;
  part("copy").onclick = () => copy(parentElement, data.words);
  part("link").onfocus = () => part("link").select();
  part("wide").onclick = () => {
    state.show?.();
    part("room").showModal();
  };
  // Streamlit reacts to letters and Escape on the whole page.
  for (const dialog of [part("box"), part("room")])
    dialog.onkeydown = (/** @type {KeyboardEvent} */ event) => event.stopPropagation();
  if (!isButton) watch();
  else if (part("box").open) state.show();
  return stop;
}

/**
 * @param {ParentNode} root
 * @param {Payload} data
 */
function writeWords(root, { page, publicAddress, words }) {
  const part = partsOf(root);
  part("alone").replaceChildren(...proseNodes(publicAddress.notice));
  part("openWords").textContent = part("title").textContent = words.share;
  part("copy").textContent = words.copy;
  part("wide").textContent = words.wide;
  part("try").textContent = words.try;
  part("try").hidden = page === null;
  part("close").textContent = part("roomClose").textContent = words.close;
  part("link").setAttribute("aria-label", words.link);
  part("room").setAttribute("aria-label", words.link);
  part("open").hidden = page !== null;
}

/**
 * Show the link as it is now, and its QR code, or request that.
 * @param {Widget<Payload>} widget
 * @param {State} state
 */
function showLink({ data, parentElement, setStateValue }, state) {
  const part = partsOf(parentElement);
  const link = linkToShare(data, location.href);
  if (part("link").value !== link) {
    part("link").value = link;
    part("said").textContent = "";
  }
  part("try").href = link;
  part("length").textContent = withGaps(data.words["made for"], { count: link.length });
  part("alone").hidden = !data.publicAddress.notice || !isLocal(link);
  const qrCode = data.qrCode?.link === link ? data.qrCode : undefined;
  if (data.withQrCode && !qrCode && state.requested !== link)
    setStateValue("requested", (state.requested = link));
  const svg = data.withQrCode ? qrCode?.svg : undefined;
  part("code").hidden = part("wide").hidden = !svg;
  if (qrCode?.error) part("said").textContent = qrCode.error;
  if (!svg || state.painted === link) return;
  state.painted = link;
  for (const name of ["code", "roomCode"]) {
    part(name).innerHTML = svg; // from our own server
    part(name).setAttribute("aria-label", `${data.words.link}: ${link}`);
  }
  part("roomLink").textContent = link;
}

/**
 * Copy the link; where the browser allows no script to, select it for the learner's own keys.
 * @param {ParentNode} root
 * @param {Payload["words"]} words
 */
async function copy(root, words) {
  const part = partsOf(root);
  part("link").focus();
  part("link").select();
  let isCopied = false;
  try {
    await navigator.clipboard.writeText(part("link").value);
    isCopied = true;
  } catch {
    isCopied = document.execCommand("copy"); // over plain http only the older way exists
  }
  part("said").textContent = isCopied ? words.copied : words["copy by hand"];
}
