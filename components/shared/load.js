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

// Streamlit tells the browser once what its own controls stand at. Whoever reports something before
// they are there has the page run anew, the controls are told nothing any more and fall back to
// nothing, and the next report undoes what they stood at. So what a widget has to say is kept
// until the page stands; of each name the last.
const PATIENCE = 5000; // milliseconds
const gates = new WeakMap();

const stands = () =>
  (document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState ?? "notRunning") === "notRunning"
  && !document.querySelector('[data-testid="stSkeleton"]');

function gateOf(place) {
  if (gates.has(place)) return gates.get(place);
  const gate = { open: false, kept: new Map() }, began = performance.now();
  gates.set(place, gate);
  let before = false;
  const look = () => {
    const now = stands();
    gate.open = (before && now) || performance.now() > began + PATIENCE;
    before = now;
    if (gate.open) gate.kept.forEach(say => say()); else setTimeout(look, 50);
  };
  look();
  return gate;
}

function patiently(component) {
  const gate = gateOf(component.parentElement);
  const say = how => (name, value) => {
    if (gate.open) component[how](name, value);
    else gate.kept.set(name, () => component[how](name, value));
  };
  return { ...component, setStateValue: say("setStateValue"), setTriggerValue: say("setTriggerValue") };
}

const arriving = arrive(0);

export default async (component) => {
  const script = await arriving;
  // Until now a press would not have been heard, so none was taken.
  component.parentElement.querySelector("[data-waiting]").inert = false;
  return script.default(patiently(component));
};
