// Photograph: what was drawn on a sheet of paper that is not one exact value.
//
// A pad drawing comes here when it is smudged all over. It is small, so that the steps of
// models/data/photo_segmentation.py that shrink a large photograph, or look for printed rules,
// have nothing to do.

import { sumOf } from "../nn/sums.js";
import { along } from "./color_axis.js";
import { connectedComponents, removeSpecks } from "./connected_components.js";
import { removeFrames } from "./frames.js";
import { boxBlur, mapped, maxFilter, medianFilter, minFilter } from "./planes.js";
import { clipped, median, percentile } from "./statistics.js";

/** @import { Ink } from "./ink_detection.js" */
/** @import { Plane } from "./planes.js" */

const WIDEST = 14; // the widest stroke is the longer side divided by this
const BRIGHT = 0.6; // paper; a blackboard is darker
const FAINTEST = 0.06; // of the paper's light; less is no ink, but a stain
const LEAST = 0.04; // of the longer side; a smaller mark is no digit

/**
 * Tell ink from paper in a photograph or a scan.
 * @param {readonly Plane[]} channels one or three, values from 0 to 1
 * @returns {Ink} all zeros for a blank sheet
 */
export function segmentPhotoInk(channels) {
  const dark = isInkDark(meanOf(channels));
  const lit = dark ? channels : channels.map((each) => mapped(each, (value) => 1 - value));
  const contrast = projectOnInkColor(lit.map((each) => contrastWithPaper(each, dark)));
  const floor = noiseFloor(contrast.values);
  const level = inkLevel(contrast.values, floor);
  const blank = { inverted: dark, ink: mapped(contrast, () => 0) };
  if (level < Math.max(1.5 * floor, FAINTEST)) return blank;
  const low = Math.max(floor, 0.3 * level);
  const found = mapped(contrast, (value) => clipped((value - low) / (level - low), 0, 1));
  const ink = removeSpecks(removeFrames(removeFaintComponents(found), true));
  return isLargeEnough(ink) ? { inverted: dark, ink } : blank;
}

/**
 * Return the mean of the channels.
 * @param {readonly Plane[]} channels
 */
const meanOf = (channels) =>
  mapped(channels[0], (_, at) => sumOf(channels.map(({ values }) => values[at])) / channels.length);

/**
 * Return whether what differs from its surroundings is darker than they are, rather than lighter.
 *
 * Both sides of a shadow's edge differ alike and cancel out, a stroke of the pen does not. On
 * bright paper ink is dark whatever reflects there.
 * @param {Plane} gray
 */
function isInkDark(gray) {
  if (median(gray.values) > BRIGHT) return true;
  let sum = 0;
  for (const reach of [2, 5, 10]) {
    const around = boxBlur(gray, reach).values;
    const away = gray.values.map((value, at) => value - around[at]);
    sum += sumOf(away.map((each) => each * each * each));
  }
  return sum <= 0;
}

/**
 * Return how much darker each pixel is than the paper there.
 *
 * Paper is what a wide brush can reach without touching ink: strokes are too narrow for it,
 * shadows are not. Dark ink takes away a share of the light that falls on it, light ink adds to
 * the light of its ground.
 * @param {Plane} channel
 * @param {boolean} dark
 */
function contrastWithPaper(channel, dark) {
  const reach = Math.max(1, Math.floor(Math.max(...channel.shape) / WIDEST));
  const paper = boxBlur(minFilter(maxFilter(medianFilter(channel), reach), reach), 2);
  return mapped(channel, (value, at) => {
    const contrast = paper.values[at] - value;
    return dark ? contrast / Math.max(paper.values[at], 0.05) : contrast;
  });
}

/**
 * Return the contrast along the color of the strongest ink: beside black, blue rules fade.
 * @param {readonly Plane[]} contrasts of each channel
 */
function projectOnInkColor(contrasts) {
  if (contrasts.length === 1) return contrasts[0];
  const total = meanOf(contrasts).values;
  const count = Math.min(total.length, Math.max(30, Math.floor(total.length / 500)));
  const least = total.slice().sort()[total.length - count];
  const color = contrasts.map(({ values }) =>
    Math.max(median(values.filter((_, at) => total[at] >= least)), 0.001),
  );
  const whole = sumOf(color);
  return along(
    contrasts,
    color.map((part) => part / whole),
  );
}

/**
 * Return how much contrast paper alone may have: ink is never brighter than paper, noise is.
 * @param {Float64Array} contrast
 */
function noiseFloor(contrast) {
  const middle = median(contrast);
  const brighter = contrast.map((value) => middle - value).filter((value) => value > 0);
  if (brighter.length === 0) return middle;
  const trembling = 1.4826 * median(brighter);
  return middle + Math.max(4.5 * trembling, 1.2 * percentile(brighter, 99.5));
}

/**
 * Return what contrast full ink has: half of the strong ink has more, as no pen covers evenly.
 * @param {Float64Array} contrast
 * @param {number} floor
 */
function inkLevel(contrast, floor) {
  const above = contrast.filter((value) => value > floor);
  if (above.length < 8) return 0;
  const strong = 0.5 * percentile(above, 95);
  return 0.9 * median(above.filter((value) => value >= strong));
}

/**
 * Keep components that have full ink somewhere; stains have none.
 * @param {Plane} ink
 */
function removeFaintComponents(ink) {
  const { numbers } = connectedComponents(ink);
  const best = new Float64Array(numbers.length + 1);
  numbers.forEach((number, index) => {
    best[number] = Math.max(best[number], ink.values[index]);
  });
  return mapped(ink, (value, index) => (best[numbers[index]] > 0.6 ? value : 0));
}

/** @param {Plane} ink */
function isLargeEnough({ shape: [rows, columns], values }) {
  const marks = [...values.keys()].filter((index) => values[index] > 0.3);
  const extent = Math.max(
    new Set(marks.map((index) => Math.floor(index / columns))).size,
    new Set(marks.map((index) => index % columns)).size,
  );
  const least = Math.max(2, LEAST * Math.max(rows, columns));
  return extent >= least && marks.length >= (1.5 * extent) / 2;
}
