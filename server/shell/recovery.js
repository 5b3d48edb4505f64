// A front end that fails takes everything off the page. Load the page again then, and go on with the
// same session, so that drawing, answers and settings are where they were.
{
  const NEXT = "unrolled-session";
  const RETURNS = "unrolled-returns"; // kept in this tab
  const MOST = 3;
  const WITHIN = 60_000;

  /** @param {string} key */
  const kept = (key) => {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  };
  /**
   * @param {string} key
   * @param {string} value
   */
  const keep = (key, value) => {
    try {
      sessionStorage.setItem(key, value);
      return true;
    } catch {
      return false;
    }
  };

  // The number of a message's kind in Streamlit's ForwardMsg: its only field beside 1 and 2, the
  // hash and the metadata.
  /** @param {ArrayBuffer} message */
  const kindOf = (message) => {
    const bytes = new Uint8Array(message);
    for (let at = 0; at < bytes.length; ) {
      const number = (bytes[at] & 0x7f) >> 3;
      if (number > 2 || bytes[at] >= 0x80) {
        return number | (bytes[at] >= 0x80 ? bytes[at + 1] << 4 : 0);
      }
      let [length, shift] = [0, 0];
      do {
        at++;
        length |= (bytes[at] & 0x7f) << shift;
        shift += 7;
      } while (bytes[at] >= 0x80);
      at += 1 + length;
    }
    return 0;
  };
  const NEW_SESSION = 4; // with which each run of the page's script begins
  const ELEMENTS = [5, 11]; // one itself, and one the page is said to have

  // Streamlit names the session it wants to go on with as the third protocol of its websocket, but
  // only while the page that had it stands. The script may be in the middle of a run for the page
  // that failed: the elements of that run have no place on this one.
  const session = kept(NEXT);
  if (session) {
    sessionStorage.removeItem(NEXT);
    const Socket = window.WebSocket;
    window.WebSocket = class extends Socket {
      constructor(/** @type {any} */ address, /** @type {any} */ protocols) {
        super(address, protocols?.length === 2 ? [...protocols, session] : protocols);
        let isBegun = false;
        this.addEventListener("message", (event) => {
          const kind = kindOf(event.data);
          isBegun ||= kind === NEW_SESSION;
          if (!isBegun && ELEMENTS.includes(kind)) event.stopImmediatePropagation();
        });
        this.addEventListener("open", () => {
          window.WebSocket = Socket;
        }); // the next ones know it
      }
    };
  }

  const comeBack = () => {
    const now = Date.now();
    const returns = (kept(RETURNS) ?? "")
      .split(",")
      .map(Number)
      .filter((at) => now - at < WITHIN);
    // Who can't count how often the page came back would load it again for ever.
    if (returns.length >= MOST || !keep(RETURNS, [...returns, now].join())) {
      const notice = document.querySelector('[data-notice="failed"]');
      if (notice instanceof HTMLElement) notice.hidden = false;
      return;
    }
    const own = window.unrolledSession ?? session;
    if (own) keep(NEXT, own);
    location.reload();
  };

  // A page that fails while it is being built has stood for a moment only.
  let stood = false;
  let failed = false;
  const watch = () => {
    const root = document.getElementById("root");
    if (!root || document.readyState !== "interactive") return; // before Streamlit's scripts run
    new MutationObserver((changes) => {
      stood ||= changes.some((change) => change.addedNodes.length > 0);
      if (!stood || failed || root.childElementCount) return;
      failed = true;
      comeBack();
    }).observe(root, { childList: true });
  };
  document.addEventListener("readystatechange", watch);
}
