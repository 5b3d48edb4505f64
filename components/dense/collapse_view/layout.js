// Where network and plot stand in the box: side by side in a wide one, else one above the other.

/** @typedef {[x: number, y: number, width: number, height: number]} Box */

const SMALL = 420; // pixels of a width that has no room for the network beside the plot

/**
 * @param {number} width
 * @param {number} height
 * @param {number} least pixels of letters' height
 */
export function layoutOf(width, height, least) {
  const isWide = width > 1.15 * height;
  const hasNetwork = !isWide || width >= SMALL;
  const font = Math.round(Math.max(13, least, Math.min(26, Math.min(width, 1.3 * height) / 34)));
  const network = isWide ? [0, 0, width * 0.42, height] : [0, 0, width, height * 0.4];
  const left = isWide && hasNetwork ? width * 0.46 : font;
  const top = isWide ? font : height * 0.42;
  const plot = [left, top, width - left - font, height - top - font];
  return {
    font,
    hasNetwork,
    hasOne: isWide, // room for the one neuron that computes the same
    network: /** @type {Box} */ (network),
    plot: /** @type {Box} */ (plot),
  };
}

/**
 * Return where the network's neurons stand: the input, the hidden ones, the output.
 * @param {Box} box
 * @param {{ hasOne: boolean, font: number }} layout
 */
export function nodesIn([left, top, width, height], { hasOne, font }) {
  const high = hasOne ? height * 0.64 : height;
  const side = Math.max(36, Math.min(width * 0.26, high * 0.34));
  const radius = font * 1.15;
  const middle = top + high / 2;
  const spread = Math.min(high / 4, side * 1.05);
  return {
    side,
    radius,
    input: { x: left + radius + 2, y: middle },
    hidden: [-1, 1].map((sign) => ({ x: left + width / 2, y: middle + sign * spread })),
    output: { x: left + width - radius - 2, y: middle },
    one: { y: top + height * 0.84, left: left + radius + 2, right: left + width - radius - 2 },
  };
}
