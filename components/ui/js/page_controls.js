// Controls of Streamlit's page, as they stand: Python hears of a press only when its script runs.

const CHANGES = ["value", "aria-checked", "data-selected"]; // attributes of sliders, choices, toggles

/** @type {(selector: string, label: string) => Element | undefined} */
const labeled = (selector, label) =>
  [...document.querySelectorAll(selector)].find(
    (each) => each.getAttribute("aria-label") === label,
  );

/**
 * Return the value of the page's slider with this label, or null where there is none.
 * @param {string} label
 */
export function sliderValue(label) {
  const slider = labeled('input[type="range"]', label);
  return slider ? Number(slider.getAttribute("value")) : null;
}

/**
 * Return whether the page's toggle with this label is on, or null where there is none.
 * @param {string} label
 */
export function toggleValue(label) {
  const toggle = labeled('input[role="switch"]', label);
  return toggle instanceof HTMLInputElement ? toggle.checked : null;
}

/**
 * Return the text of what is chosen in the page's control with this label, or null.
 * @param {string} label
 */
export function chosenText(label) {
  const chosen = labeled('[role="radiogroup"]', label)?.querySelector('[aria-checked="true"]');
  return chosen?.textContent ?? null;
}

/**
 * Call a function in each frame in which a control of the page has changed, whichever.
 * @param {() => void} onChange
 * @returns {() => void} stops it
 */
export function followControls(onChange) {
  const observer = new MutationObserver(onChange);
  observer.observe(document.body, { subtree: true, attributeFilter: CHANGES });
  return () => observer.disconnect();
}
