// The layout of a chart: where steps and values are, and the ticks of both axes.

/**
 * The scales of both axes. A branched run's axis begins at 0 and its curves where it branched.
 * @typedef {object} Axes
 * @property {number} low
 * @property {number} high
 * @property {boolean} log whether the values' scale is logarithmic
 * @property {number} startStep
 * @property {number} startEpoch
 * @property {number} totalSteps
 * @property {number} epochs from `startStep` to the end
 */

/** @typedef {{ at: number, text: string }} Tick in pixels */
/** @typedef {ReturnType<typeof chartLayout>} ChartLayout */

const LEFT = 46;
const RIGHT = 10;
const TOP = 8;
const BOTTOM = 24;
const LINES = 4;
const LOW = 130; // pixels of a chart that has half as many lines
const MAX_EPOCH_TICKS = 10;
const ROUND = [1, 2, 5, 10, 20, 25, 50, 100]; // epochs from one to the next
const EPOCH_ROOM = 24; // pixels from one to the next, at least

/**
 * Lay out a chart in a box.
 * @param {number} width in pixels
 * @param {number} height
 * @param {Axes} axes
 */
export function chartLayout(width, height, axes) {
  const { low, high, log, totalSteps } = axes;
  const [left, right, top, bottom] = [LEFT, width - RIGHT, TOP, height - BOTTOM];
  const share = (/** @type {number} */ value) =>
    log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  const x = (/** @type {number} */ step) =>
    left + (step / Math.max(1, totalSteps)) * (right - left);
  /** How far down a value is, at most so many chart heights outside. */
  const y = (/** @type {number} */ value, margin = 0.02) =>
    bottom - Math.max(-margin, Math.min(1 + margin, share(value))) * (bottom - top);
  const stepAt = (/** @type {number} */ at) => ((at - left) / (right - left)) * totalSteps;
  const valueTicks = valuesOf(axes, height < LOW ? LINES / 2 : LINES).map((value) => ({
    at: y(value),
    text: valueText(axes, value),
  }));
  const most = Math.min(MAX_EPOCH_TICKS, Math.max(1, Math.floor((right - left) / EPOCH_ROOM)));
  const epochTicks = epochsOf(axes, most).map(({ step, text }) => ({ at: x(step), text }));
  return { left, right, top, bottom, x, y, stepAt, valueTicks, epochTicks };
}

/** @type {(axes: Axes, lines: number) => number[]} the values of the horizontal lines */
const valuesOf = ({ low, high, log }, lines) =>
  Array.from({ length: lines + 1 }, (_, line) =>
    log ? low * (high / low) ** (line / lines) : low + ((high - low) * line) / lines,
  );

/** @type {(axes: Axes, value: number) => string} */
const valueText = ({ low, high, log }, value) =>
  log ? value.toPrecision(1) : value.toFixed(high - low < 0.4 ? 3 : 2);

/** @type {(axes: Axes, most: number) => { step: number, text: string }[]} */
function epochsOf({ startStep, startEpoch, totalSteps, epochs }, most) {
  const every = ROUND.find((each) => each * most >= epochs) ?? Math.ceil(epochs / most);
  return Array.from({ length: Math.floor(epochs / every) + 1 }, (_, tick) => ({
    step: startStep + ((totalSteps - startStep) * tick * every) / epochs,
    text: String(Number((startEpoch + tick * every).toFixed(1))),
  }));
}
