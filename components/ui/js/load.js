// What a page gets of a widget's scripts: where they are. They and the widget's styles come once,
// however often the widget's data change, and the browser keeps them for the next page.
const DIGEST = "<digest>";
const MODULES = "<modules>".split(" "); // the widget's own first
const STYLES = "<styles>".split(" ");
const TRIES = 6;

/**
 * @param {number} tried how often
 * @returns {Promise<{ script: any, styles: CSSStyleSheet[] }>}
 */
async function arrive(tried) {
  // Browsers remember under its address what did not come, and whatever it imports: each try has
  // addresses of its own. And pages answer at /draw as well as at /draw/.
  const folder = `${tried % 2 ? "../" : ""}widgets/${DIGEST}${tried ? `.${tried}` : ""}/`;
  try {
    // All at once: an import that is found only in another script would wait for that one.
    const fetched = [...STYLES, ...MODULES].map(
      (module) => import(new URL(folder + module, document.baseURI).href),
    );
    const arrived = await Promise.all(fetched);
    return { script: arrived[STYLES.length], styles: arrived.slice(0, STYLES.length).map(sheetOf) };
  } catch {
    if (tried === TRIES) throw missing();
    await new Promise((done) => setTimeout(done, 400 * tried));
    return arrive(tried + 1);
  }
}

/** @param {{ default: string }} module */
function sheetOf({ default: text }) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}

function missing() {
  const problem = new Error("A part of this page did not arrive. Reload the page.");
  problem.stack = ""; // it would be shown, and says nothing to a learner
  return problem;
}

const arriving = arrive(0);

/** @param {{ parentElement: ShadowRoot }} component */
export default async (component) => {
  const { script, styles } = await arriving;
  const root = component.parentElement;
  if (root.adoptedStyleSheets[0] !== styles[0]) root.adoptedStyleSheets = styles;
  // Until now a press would have been lost, so none was taken.
  const waiting = root.querySelector("[data-waiting]");
  if (waiting instanceof HTMLElement) {
    waiting.inert = false;
    waiting.style.visibility = "";
  }
  return script.default(component);
};
