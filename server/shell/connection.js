// Say in a sentence when the live connection can't be opened, or is lost. Streamlit itself would
// show a gray skeleton for ever, or a developer's dialog that covers the page.
{
  const OPENS_WITHIN = 10_000;
  const BACK_WITHIN = 2_000;
  const LOOK_EVERY = 500; // milliseconds
  let since = 0;
  let opened = false;

  const app = () =>
    /** @type {HTMLElement | null} */ (document.querySelector('[data-testid="stApp"]'));
  const isConnected = () => app()?.dataset.testConnectionState === "CONNECTED";
  /** @param {string | null} name */
  const show = (name) => {
    for (const each of document.querySelectorAll("[data-notice]")) {
      const notice = /** @type {HTMLElement} */ (each);
      if (notice.dataset.notice !== "loading") notice.hidden = notice.dataset.notice !== name;
    }
  };

  // Who gets an answer here, but no websocket, is behind something that blocks websockets.
  const answers = async () => {
    try {
      const health = new URL("_stcore/health", document.baseURI);
      return (await fetch(health, { cache: "no-store", signal: AbortSignal.timeout(5_000) })).ok;
    } catch {
      return false;
    }
  };
  const missing = async () => {
    if (opened) return "lost";
    return (await answers()) ? "blocked" : "silent";
  };

  // Closed once, it stays away until the connection has been back. Without it one can go on drawing.
  const closeDialog = () =>
    /** @type {HTMLElement | null} */ (
      document.querySelector('[data-testid="stDialog"] [aria-label="Close"]')
    )?.click();

  const look = async () => {
    if (isConnected()) {
      opened = true;
      since = 0;
      show(null);
    } else if (app()) {
      since ||= performance.now();
      closeDialog();
      if (performance.now() - since > (opened ? BACK_WITHIN : OPENS_WITHIN)) {
        const name = await missing();
        if (!isConnected()) show(name);
      }
    }
    setTimeout(look, LOOK_EVERY);
  };
  look();
}
