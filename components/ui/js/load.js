// What a page gets of a widget's scripts: the addresses of the bundles that have them. They are
// loaded once, however often the widget's data change, and cached for the next page.
const DIGEST = "<digest>";
const BUNDLES = "<bundles>".split(" ");
const SCRIPT = "<script>";
const STYLES = "<styles>".split(" ");
const MAX_RETRIES = Number("<retries>");
/** @type {Record<string, string>} */
const MISSING = JSON.parse("<missing>"); // by language

/**
 * Load the bundles; return the widget's own script, and the styles.
 * @param {number} retry number of this attempt; 0 is the first
 * @returns {Promise<{ script: any, styles: CSSStyleSheet[] }>}
 */
async function load(retry) {
  // A failed import stays failed under its address, so each attempt has addresses of its own. And
  // pages answer at /draw as well as at /draw/.
  const folder = `${retry % 2 ? "../" : ""}widgets/${DIGEST}${retry ? `.${retry}` : ""}/`;
  try {
    const [{ default: need }] = await Promise.all(
      BUNDLES.map((bundle) => import(new URL(folder + bundle, document.baseURI).href)),
    );
    return { script: need(SCRIPT), styles: STYLES.map((style) => sheetOf(need(style))) };
  } catch {
    if (retry === MAX_RETRIES) throw loadError();
    await new Promise((done) => setTimeout(done, 400 * retry));
    return load(retry + 1);
  }
}

/** @param {{ default: string }} module */
function sheetOf({ default: text }) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}

function loadError() {
  const error = new Error(MISSING[document.documentElement.lang] ?? MISSING.en);
  error.stack = ""; // it would be shown, and helps no learner
  return error;
}

const loading = load(0);

/** @param {{ parentElement: ShadowRoot }} component */
export default async (component) => {
  const { script, styles } = await loading;
  const root = component.parentElement;
  if (root.adoptedStyleSheets[0] !== styles[0]) root.adoptedStyleSheets = styles;
  // Until now a press would have been lost, so the widget was inert.
  const waiting = root.querySelector("[data-waiting]");
  if (waiting instanceof HTMLElement) {
    waiting.inert = false;
    waiting.style.visibility = "";
  }
  return script.default(component);
};
