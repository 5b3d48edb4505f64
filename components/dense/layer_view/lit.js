// What is lit: its name, and where keys lead from it.

/** @import { Target } from "./types.d.ts" */

/** @type {(target: Target) => string} a name for what is lit, as in "input 3 unit 1" */
export const litName = ({ input, unit }) =>
  Object.entries({ input, unit })
    .filter(([, index]) => index !== undefined)
    .flat()
    .join(" ") || "all";

/** @type {(target: Target) => boolean} */
export const isAnyLit = ({ input, unit }) => input !== undefined || unit !== undefined;

/** @type {(one: Target, other: Target) => boolean} */
export const isSame = (one, other) => one.input === other.input && one.unit === other.unit;

/** @type {(target: Target, layer: { count: number, units: number }) => boolean} */
export const fits = ({ input = 0, unit = 0 }, { count, units }) => input < count && unit < units;

/**
 * Return what a key lights: up and down walk among the units or among the inputs, left and right
 * change sides; undefined where the key leads nowhere.
 * @param {string} key
 * @param {Target} lit
 * @param {{ unit: number, lastUnit?: number, lastInput?: number, count: number, units: number,
 *   columns: number, channels: number }} layer with the unit of the story, and where the keyboard
 *   left each side
 * @returns {Target | undefined}
 */
export function litAfterKey(key, lit, layer) {
  const { count, units } = layer;
  if (key === "ArrowRight") return { unit: Math.min(units - 1, layer.lastUnit ?? layer.unit) };
  if (key === "ArrowLeft") return { input: Math.min(count - 1, layer.lastInput ?? 0) };
  const onUnits = lit.unit !== undefined;
  const last = onUnits ? units - 1 : count - 1;
  const steps = stepsOf(last, onUnits ? unitPage(units) : layer.columns * layer.channels);
  if (!(key in steps)) return undefined;
  const from = onUnits ? lit.unit : lit.input;
  if (from === undefined) return { unit: layer.unit };
  const to = Math.max(0, Math.min(last, from + steps[key]));
  return onUnits ? { unit: to } : { input: to };
}

/** @type {(units: number) => number} how many units a page key passes */
const unitPage = (units) => Math.max(1, Math.floor(units / 8));

/** @type {(last: number, page: number) => Record<string, number>} */
const stepsOf = (last, page) => ({
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -page,
  PageDown: page,
  Home: -last,
  End: last,
});
