// A front end that fails takes everything off the page. Load the page again then, and go on with the
// same session, so that drawing, answers and settings are where they were.
{
  const NEXT = "unrolled-session";
  const RETURNS = "unrolled-returns"; // kept in this tab
  const MOST = 3;
  const WITHIN = 60_000;
  const LOOK_EVERY = 300; // milliseconds

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

  // Streamlit names the session it wants to go on with as the third protocol of its websocket, but
  // only while the page that had it stands.
  const session = kept(NEXT);
  if (session) {
    sessionStorage.removeItem(NEXT);
    const Socket = window.WebSocket;
    window.WebSocket = class extends Socket {
      constructor(/** @type {any} */ address, /** @type {any} */ protocols) {
        super(address, protocols?.length === 2 ? [...protocols, session] : protocols);
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
    if (window.unrolledSession) keep(NEXT, window.unrolledSession);
    location.reload();
  };

  let stood = false;
  const look = () => {
    const stands = Boolean(document.getElementById("root")?.childElementCount);
    if (stood && !stands) return comeBack();
    stood ||= stands;
    setTimeout(look, LOOK_EVERY);
  };
  look();
}
