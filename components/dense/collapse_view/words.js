// The formula of two layers, with their numbers.

import { collapsed } from "./state.js";

/** @import { State } from "./types.d.ts" */

/** @type {(value: number) => string} as few digits as it needs, with a real minus sign */
export const write = (value) => String(+value.toFixed(2)).replace("-", "−");

/** @type {(value: number) => string} as a further term: `+ 2`, `− 2` */
export const signed = (value) => (value < 0 ? `− ${write(-value)}` : `+ ${write(value)}`);

/** @type {(weight: number, bias: number) => string} `2x − 2` */
export const lineText = (weight, bias) => `${write(weight)}x ${signed(bias)}`;

/**
 * Return the formula of both layers, and that of the one layer where there is one.
 * @param {Pick<State, "hidden" | "output" | "activation">} state
 * @param {string} relu its name
 * @returns {{ both: string, one: string }}
 */
export function formulaOf({ hidden, output, activation }, relu) {
  const terms = hidden.kernel.map((weight, unit) => {
    const inner = `(${lineText(weight, hidden.bias[unit])})`;
    const factor = output.kernel[unit];
    const sign = unit ? signed(factor) : write(factor);
    return `${sign} · ${activation === "relu" ? relu : ""}${inner}`;
  });
  const { weight, bias } = collapsed({ hidden, output });
  return {
    both: `y = ${terms.join(" ")}`,
    one: activation === "relu" ? "" : ` = ${lineText(weight, bias)}`,
  };
}
