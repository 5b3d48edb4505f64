// Colors of numbers. Blue below zero, orange above, the page's own shade at zero: safe for
// color-blind eyes. They mean nothing else: what the network puts out is teal, what is pointed at
// violet, as all controls are.

/** @import { Color } from "./widget.d.ts" */

const BELOW = [33, 102, 172];
const ABOVE = [200, 90, 0];
const BELOW_DARK = [96, 165, 250];
const ABOVE_DARK = [255, 159, 64];

/** Of what is pointed at; it shows on black, on white and on both signs' colors. */
export const MARK = "#8b5cf6";

/** @type {(dark: boolean) => string} */
export const outputColor = (dark) => (dark ? "#4dd0bd" : "#00796b");

/** @type {(dark: boolean) => number[]} */
export const belowColor = (dark) => (dark ? BELOW_DARK : BELOW);
/** @type {(dark: boolean) => number[]} */
export const aboveColor = (dark) => (dark ? ABOVE_DARK : ABOVE);

/**
 * Return the color of a share from -1 to 1.
 * @param {number} share
 * @param {boolean} dark
 */
export function diverging(share, dark) {
  const zero = dark ? [34, 42, 51] : [246, 247, 249];
  const end = share < 0 ? belowColor(dark) : aboveColor(dark);
  const far = Math.min(1, Math.abs(share));
  return zero.map((from, at) => Math.round(from + (end[at] - from) * far));
}

/** @type {(share: number) => number} a gray level from 0 to 255 of a share from 0 to 1 */
export const grayLevel = (share) => Math.round(255 * Math.max(0, Math.min(1, share)));

// Whether black is read better on a color than white (relative luminance as WCAG has it).
/** @type {(level: number) => number} */
const linear = (level) => (level <= 10 ? level / 3294.6 : ((level / 255 + 0.055) / 1.055) ** 2.4);
/** @type {(color: Color) => string} */
export const contrastColor = ([red, green, blue]) =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) > 0.179 ? "#000" : "#fff";

/** @type {(color: Color) => string} */
export const rgb = (color) => `rgb(${color.join(",")})`;

/**
 * Return the diverging scale as a CSS gradient.
 * @param {boolean} dark
 */
export function ramp(dark, stops = 5) {
  const colors = Array.from({ length: stops }, (_, at) =>
    rgb(diverging((2 * at) / (stops - 1) - 1, dark)),
  );
  return `linear-gradient(to right, ${colors.join(",")})`;
}

/**
 * Return an input's color: gray, or the shade of its own channel.
 * @param {number} share of white
 * @param {number} channels
 * @param {number} index
 */
export function inputColor(share, channels, index, dim = 0.25) {
  const light = grayLevel(share);
  if (channels === 1) return [light, light, light];
  return [0, 1, 2].map((channel) => (channel === index % 3 ? light : Math.round(light * dim)));
}
