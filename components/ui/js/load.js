// What a page gets of a widget's scripts: their addresses. They and the widget's styles are loaded
// once, however often the widget's data change, and cached for the next page.
const DIGEST = "<digest>";
const MODULES = "<modules>".split(" "); // the widget's own first
const STYLES = "<styles>".split(" ");
const MAX_RETRIES = Number("<retries>");
/** @type {Record<string, string>} */
const MISSING = JSON.parse("<missing>"); // by language

/**
 * Load all scripts and styles; return the widget's own script, and the styles.
 * @param {number} retry number of this attempt; 0 is the first
 * @returns {Promise<{ script: any, styles: CSSStyleSheet[] }>}
 */
async function load(retry) {
  // A failed import stays failed under its address, so each attempt has addresses of its own. And
  // pages answer at /draw as well as at /draw/.
  const folder = `${retry % 2 ? "../" : ""}widgets/${DIGEST}${retry ? `.${retry}` : ""}/`;
  try {
    // All at once: an import that is found only in another script would wait for that one.
    const imports = [...STYLES, ...MODULES].map(
      (module) => import(new URL(folder + module, document.baseURI).href),
    );
    const loaded = await Promise.all(imports);
    return { script: loaded[STYLES.length], styles: loaded.slice(0, STYLES.length).map(sheetOf) };
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
