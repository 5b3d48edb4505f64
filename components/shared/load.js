// What a page gets of a widget's script: where it is. The script itself comes once, however often
// the widget's data change, and the browser keeps it for the next page.
const NAME = "<name>", TRIES = 6;

async function arrive(tried) {
  // A try of its own has an address of its own: browsers remember what did not come. And pages
  // answer at /draw as well as at /draw/.
  const folder = tried % 2 ? "../widgets" : "widgets";
  try {
    return await import(new URL(`${folder}/${NAME}${tried ? `?${tried}` : ""}`, document.baseURI));
  } catch (problem) {
    if (tried === TRIES) throw sorry();
    await new Promise((done) => setTimeout(done, 400 * tried));
    return arrive(tried + 1);
  }
}

function sorry() {
  const problem = new Error("A part of this page did not arrive. Reload the page.");
  problem.stack = "";  // it would be shown, and says nothing to a learner
  return problem;
}

let script;
const arriving = arrive(0).then((arrived) => (script = arrived));

export default async (component) => {
  if (script) return script.default(component);
  // What stands there already takes no press that nobody would hear.
  const parts = [...component.parentElement.children];
  for (const part of parts) part.inert = true;
  await arriving;
  for (const part of parts) part.inert = false;
  return script.default(component);
};
