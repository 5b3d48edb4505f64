// Asks for the modules that the page's views will load once the page is connected, while it waits
// for the server's first message. Asked for earlier, they hold up Streamlit's own scripts and its
// connection; later, the views: 0.2 s each.
{
  const CONNECTED = '[data-test-connection-state="CONNECTED"]';
  const changes = new MutationObserver(() => {
    if (!document.querySelector(CONNECTED)) return;
    changes.disconnect();
    for (const link of document.querySelectorAll("link[data-late]")) {
      /** @type {HTMLLinkElement} */ (link).rel = "modulepreload";
    }
  });
  changes.observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ["data-test-connection-state"],
  });
}
