// Charts on their way from one scene's state to the next one's, and the line that stops a run.

/** @import { Chart, Curve, StopLine } from "./payload.d.ts" */

/**
 * A chart as it is drawn: how much of the row it takes, and its curves.
 * @typedef {Chart & { room: number }} Shown
 */

/** @typedef {Record<string, any> & { shown: Shown[], at: number, epochs: string }} State */

/** @type {() => State} */
export const initialState = () => ({ shown: [], at: 0, epochs: "" });

/** @type {(from: number, to: number, share: number) => number} */
const mixed = (from, to, share) => from + (to - from) * share;

/** @type {(charts: Chart[]) => Shown[]} */
export const atRest = (charts) => charts.map((chart) => ({ ...chart, room: 1 }));

/**
 * Return the charts between two states: those that go give their room to those that come.
 * @param {Shown[]} from
 * @param {Shown[]} to
 * @param {number} share of the way, from 0 to 1
 * @returns {Shown[]}
 */
export function between(from, to, share) {
  if (share >= 1) return to;
  const before = new Map(from.map((chart) => [chart.key, chart]));
  const coming = new Set(to.map(({ key }) => key));
  const staying = to.map((chart) => {
    const was = before.get(chart.key);
    return was ? moved(was, chart, share) : { ...chart, room: share };
  });
  const going = from
    .filter(({ key }) => !coming.has(key))
    .map((chart) => ({ ...chart, room: chart.room * (1 - share) }));
  return [...staying, ...going].sort((one, other) => (one.key < other.key ? -1 : 1));
}

/**
 * @param {Shown} from
 * @param {Shown} to
 * @param {number} share
 * @returns {Shown}
 */
function moved(from, to, share) {
  const room = mixed(from.room, to.room, share);
  if (from.log !== to.log) return { ...to, room };
  return {
    ...to,
    room,
    low: to.log ? to.low : mixed(from.low, to.low, share),
    high: to.log ? to.high : mixed(from.high, to.high, share),
    curves: to.curves.map((curve, nth) => {
      const was = from.curves[nth];
      return was?.kind === curve.kind ? movedCurve(was, from.end, curve, to.end, share) : curve;
    }),
  };
}

/** @type {(from: Curve, fromEnd: number, to: Curve, toEnd: number, share: number) => Curve} */
function movedCurve(from, fromEnd, to, toEnd, share) {
  const values = to.values.map((value, nth) => {
    const was = valueAt(from, (to.at[nth] / toEnd) * fromEnd);
    return value === null || was === null ? value : mixed(was, value, share);
  });
  return { ...to, values };
}

/**
 * Return a curve's value anywhere along it, on the straight line between two points.
 * @param {Curve} curve
 * @param {number} at
 */
export function valueAt({ at: places, values }, at) {
  const next = places.findIndex((place) => place >= at);
  if (next < 0) return values[values.length - 1];
  if (next === 0) return values[0];
  const [before, after] = [values[next - 1], values[next]];
  if (before === null || after === null) return null;
  return mixed(before, after, (at - places[next - 1]) / (places[next] - places[next - 1]));
}

/**
 * Return the outline of the gap: along the training curve, and back along the validation curve.
 * @param {Chart} chart
 * @returns {[at: number, value: number][]}
 */
export function gapOutline({ curves }) {
  const [train, validation] = ["train", "validation"].map((kind) => {
    const curve = curves.find((each) => each.kind === kind);
    const points = curve?.at.map((at, nth) => [at, curve.values[nth]]) ?? [];
    return /** @type {[number, number][]} */ (points.filter(([, value]) => value !== null));
  });
  return [...train, ...validation.reverse()];
}

/**
 * Return the point of a run that is nearest to a place.
 * @param {number[]} epochs
 * @param {number} epoch
 */
export const nearest = (epochs, epoch) =>
  epochs.reduce(
    (best, each, nth) => (Math.abs(each - epoch) < Math.abs(epochs[best] - epoch) ? nth : best),
    0,
  );

/**
 * Put the line at the end of a run that is shown for the first time.
 * @param {State} state
 * @param {StopLine | null} stop
 */
export function beginLine(state, stop) {
  const epochs = stop ? `${stop.key} ${stop.epochs.length}` : "";
  if (stop && state.epochs !== epochs) state.at = stop.epochs.length - 1;
  state.epochs = epochs;
}
