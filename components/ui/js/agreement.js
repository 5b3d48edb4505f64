// Agreement: where what the browser computed is not what Python sent of the same picture.

const MOST = 3; // places that are named

/**
 * Return the first places where two values differ, such as `softmax.logits.3: 1.25, Python has 1.5`.
 * @param {unknown} computed
 * @param {unknown} received
 * @param {string} [name]
 * @returns {string[]}
 */
export function differences(computed, received, name = "") {
  if (typeof computed !== "object" || typeof received !== "object" || !computed || !received) {
    const same = computed === received || (Number.isNaN(computed) && Number.isNaN(received));
    return same ? [] : [`${name}: ${computed}, Python has ${received}`];
  }
  const keys = new Set([...Object.keys(computed), ...Object.keys(received)]);
  /** @type {string[]} */
  const found = [];
  for (const key of keys) {
    const path = name ? `${name}.${key}` : key;
    found.push(...differences(Reflect.get(computed, key), Reflect.get(received, key), path));
    if (found.length >= MOST) break;
  }
  return found.slice(0, MOST);
}
