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

const arriving = arrive(0);

export default async (component) => {
  const script = await arriving;
  // Until now a press would not have been heard, so none was taken.
  component.parentElement.querySelector("[data-waiting]").inert = false;
  return script.default(component);
};
