// A slider of Streamlit's page, followed while it is dragged: Streamlit reports it once it rests.

const SLIDERS = 'input[type="range"]';

/**
 * Return the value of the page's slider with this label, or null where there is none.
 * @param {string} label
 */
export function sliderValue(label) {
  const sliders = [...document.querySelectorAll(SLIDERS)];
  const found = sliders.find((each) => each.getAttribute("aria-label") === label);
  return found ? Number(found.getAttribute("value")) : null;
}

/**
 * Call a function in each frame in which the page's slider with this label has moved.
 * @param {string} label
 * @param {() => void} onMove
 * @returns {() => void} stops it
 */
export function followSlider(label, onMove) {
  const observer = new MutationObserver((records) => {
    const moved = records.some(
      ({ target }) =>
        target instanceof Element &&
        target.matches(SLIDERS) &&
        target.getAttribute("aria-label") === label,
    );
    if (moved) onMove();
  });
  observer.observe(document.body, { subtree: true, attributeFilter: ["value"] });
  return () => observer.disconnect();
}
