// Ink: what of an image was drawn, and what is only paper.

import { sumOf } from "../nn/sums.js";
import { along, widestDirection } from "./color_axis.js";
import { removeSpecks } from "./connected_components.js";
import { removeFrames } from "./frames.js";
import { segmentPhotoInk } from "./photo_segmentation.js";
import { mapped, maxFilter, plane } from "./planes.js";
import { clipped, median, percentile, rounded } from "./statistics.js";

/** @import { NumberArray } from "../nn/arrays.js" */
/** @import { Plane } from "./planes.js" */

const ONE_GRAY = 1 / 255; // a picture file can tell no smaller difference
const SMALL_PAD = 8; // pixels a side; no photograph is as small

/**
 * Whether the ink is darker than the paper, and a plane from 0 for paper to 1 for ink.
 * @typedef {{ inverted: boolean, ink: Plane }} Ink
 */

/**
 * Tell ink from paper.
 *
 * On a screen the paper is one exact value, and ink is whatever differs from it. In a photograph
 * the paper is bright here and dim there.
 * @param {NumberArray} image (rows, columns) or (rows, columns, 3), values from 0 to 1
 * @returns {Ink}
 */
export function segmentInk(image) {
  const gray = toGray(image);
  for (const paper of paperCandidates(gray)) {
    const contrast = mapped(gray, (value) => value - paper);
    const away = mapped(contrast, Math.abs);
    if (Math.max(...away.values) <= ONE_GRAY) {
      return { inverted: paper > 0.5, ink: mapped(gray, () => 0) };
    }
    if (isClean(away)) return segmentScreen(contrast);
  }
  if (Math.max(...gray.shape) <= SMALL_PAD) {
    // Covered all over: on a pad the paper is black.
    const most = Math.max(...gray.values);
    return { inverted: false, ink: mapped(gray, (value) => value / most) };
  }
  return segmentPhotoInk(channelsOf(image));
}

/**
 * Return an image's channels, one or three planes.
 * @param {NumberArray} image
 */
export function channelsOf({ shape: [rows, columns, count = 1], values }) {
  return Array.from({ length: count }, (_, channel) =>
    plane(rows, columns, (row, column) => values[(row * columns + column) * count + channel]),
  );
}

/**
 * Return a colored image along the color in which ink and paper differ most.
 * @param {NumberArray} image
 * @returns {Plane}
 */
function toGray(image) {
  if (image.shape.length === 2) return image;
  const channels = channelsOf(image);
  const middle = channels.map(({ values }) => median(values));
  const away = Array.from(channels[0].values, (_, at) =>
    channels.map(({ values }, channel) => values[at] - middle[channel]),
  );
  let direction = widestDirection(away);
  if (sumOf(direction) < 0) direction = direction.map((part) => -part); // light stays light
  const size = sumOf(direction.map(Math.abs));
  direction = direction.map((part) => part / size);
  const darkest = sumOf(direction.filter((part) => part < 0));
  return mapped(along(channels, direction), (value) => clipped(value - darkest, 0, 1));
}

/**
 * Return the values that may be the paper's: of more than half of the image, and the border's.
 *
 * A frame has the border; ink may cover more of a small pad than is left of its paper.
 * @param {Plane} gray
 */
function paperCandidates({ shape: [rows, columns], values }) {
  const levels = Array.from(values, (value) => rounded(value * 255));
  const counts = new Uint32Array(256);
  for (const level of levels) counts[level]++;
  const commonest = counts.indexOf(Math.max(...counts));
  const border = values.filter((_, index) => {
    const [row, column] = [Math.floor(index / columns), index % columns];
    return row === 0 || column === 0 || row === rows - 1 || column === columns - 1;
  });
  const papers = [median(border)];
  if (counts[commonest] / values.length > 0.5) {
    papers.unshift(median(values.filter((_, index) => levels[index] === commonest)));
  }
  return papers;
}

/**
 * Return whether all but ink is exactly paper, as on a screen and never in a photograph.
 * @param {Plane} away how far each pixel is from the paper's value
 */
function isClean(away) {
  const { shape, values } = away;
  const most = Math.max(...values);
  const reach = Math.max(2, Math.floor(Math.max(...shape) / 20));
  const near = maxFilter(
    mapped(away, (value) => Number(value > 0.25 * most)),
    reach,
  ).values;
  const isPaper = (/** @type {number} */ value) => value <= 0.5 * ONE_GRAY;
  const shareOf = (/** @type {(value: number, index: number) => boolean} */ of) =>
    values.filter(of).length / values.length;
  return (
    shareOf((value, index) => !isPaper(value) && !near[index]) < 0.002 &&
    shareOf(isPaper) > 0.4 * shareOf((value) => value < most / 2)
  );
}

/**
 * Take as ink what differs from the paper, in the direction in which most does.
 * @param {Plane} contrast
 * @returns {Ink}
 */
function segmentScreen(contrast) {
  const strength = removeFrames(mapped(contrast, Math.abs), false);
  const left = mapped(strength, (value, at) => (contrast.values[at] < 0 ? -value : value));
  const inverted = sumOf(left.values) < 0;
  const ink = mapped(left, (value) => Math.max(inverted ? -value : value, 0));
  const most = Math.max(...ink.values);
  if (most === 0) return { inverted, ink };
  const level = percentile(
    ink.values.filter((value) => value > 0.5 * most),
    90,
  );
  return { inverted, ink: removeSpecks(mapped(ink, (value) => Math.min(value / level, 1))) };
}
