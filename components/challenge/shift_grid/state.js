// What the grid shows: how each image was classified, and the curve of the training.

/** @typedef {"none" | "predicted" | "correct" | "wrong"} Outcome */

export const SIGNS = { none: "", predicted: "", correct: "✓", wrong: "✗" };
export const STATES = { open: "○", met: "✓", missed: "✗" };
export const HEIGHT = 60; // of the curve's drawing, whose width is 100
const FLOORS = [0.9, 0.8, 0.5, 0]; // accuracies at which the curve may begin
const WIDTH = 100;

/**
 * Return how each image was classified.
 * @param {number[]} predictions
 * @param {number | null} label
 * @param {number} count of images
 * @returns {Outcome[]}
 */
export const outcomes = (predictions, label, count) =>
  Array.from({ length: count }, (_, at) => {
    if (!predictions.length) return "none";
    if (label === null) return "predicted";
    return predictions[at] === label ? "correct" : "wrong";
  });

/**
 * Return the accuracy at the foot of the curve.
 * @type {(accuracies: number[]) => number}
 */
export const floorOf = (accuracies) =>
  FLOORS.find((floor) => accuracies.every((each) => each >= floor)) ?? 0;

/** @type {(accuracy: number, floor: number) => number} from the top */
export const heightOf = (accuracy, floor) => HEIGHT * (1 - (accuracy - floor) / (1 - floor));

/**
 * Return the curve as a path; a single epoch is a dot.
 * @param {number[]} accuracies after each epoch
 * @param {number} epochs of the whole training
 * @param {number} floor
 */
export function curvePath(accuracies, epochs, floor) {
  const points = accuracies.map((each, at) => {
    const x = (WIDTH * (at + 1)) / epochs;
    return `${x.toFixed(2)} ${heightOf(each, floor).toFixed(2)}`;
  });
  if (points.length === 1) points.push(points[0]);
  return points.length ? `M${points.join("L")}` : "";
}
