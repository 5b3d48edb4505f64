// What a page gets of a widget's scripts: where they are. The scripts themselves come once, however
// often the widget's data change, and the browser keeps them for the next page.
const DIGEST = "<digest>";
const MODULES = "<modules>".split(" "); // the widget's own first
const TRIES = 6;

/**
 * @param {number} tried how often
 * @returns {Promise<any>}
 */
async function arrive(tried) {
  // Browsers remember under its address what did not come, and whatever it imports: each try has
  // addresses of its own. And pages answer at /draw as well as at /draw/.
  const folder = `${tried % 2 ? "../" : ""}widgets/${DIGEST}${tried ? `.${tried}` : ""}/`;
  try {
    // All at once: an import that is found only in another script would wait for that one.
    const arriving = MODULES.map(
      (module) => import(new URL(folder + module, document.baseURI).href),
    );
    return (await Promise.all(arriving))[0];
  } catch {
    if (tried === TRIES) throw missing();
    await new Promise((done) => setTimeout(done, 400 * tried));
    return arrive(tried + 1);
  }
}

function missing() {
  const problem = new Error("A part of this page did not arrive. Reload the page.");
  problem.stack = ""; // it would be shown, and says nothing to a learner
  return problem;
}

const arriving = arrive(0);

/** @param {{ parentElement: ParentNode }} component */
export default async (component) => {
  const script = await arriving;
  // Until now a press would have been lost, so none was taken.
  const waiting = component.parentElement.querySelector("[data-waiting]");
  if (waiting instanceof HTMLElement) waiting.inert = false;
  return script.default(component);
};
