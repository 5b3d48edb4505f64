// Network bytes: reads a network from the file that models/sharing/network_binary.py writes.

import { sizeOf } from "./arrays.js";
import { denseLayer } from "./dense.js";

/** @import { Floats } from "./arrays.js" */
/** @import { DenseLayer } from "./dense.js" */

/**
 * Where an array lies in the file.
 * @typedef {{ dtype: "f4" | "f8", shape: number[], offset: string }} ArrayPlace
 */

const MAGIC = "UNN1";
const START = 8; // bytes: the magic, and the length of the header
const TYPES = { f4: Float32Array, f8: Float64Array };
const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * Return the layers of a network, which read their numbers where they lie in the file.
 * @param {ArrayBuffer} file
 * @returns {DenseLayer[]}
 * @throws {RangeError} the bytes are no network, or end too early
 */
export function layersIn(file) {
  const text = (/** @type {number} */ from, /** @type {number} */ length) =>
    new TextDecoder().decode(new Uint8Array(file, from, length));
  if (!IS_LITTLE_ENDIAN) throw new RangeError("this processor reads numbers the other way round");
  if (file.byteLength < START || text(0, MAGIC.length) !== MAGIC) {
    throw new RangeError("these bytes are no network: they begin otherwise");
  }
  const length = new DataView(file).getUint32(MAGIC.length, true);
  /** @type {{ activation: string, kernel: ArrayPlace, bias: ArrayPlace }[]} */
  const header = JSON.parse(text(START, length));
  return header.map(({ kernel, bias, activation }) =>
    denseLayer(floatsAt(file, kernel), floatsAt(file, bias), activation),
  );
}

/**
 * @param {ArrayBuffer} file
 * @param {ArrayPlace} place
 * @returns {Floats}
 */
function floatsAt(file, { dtype, shape, offset }) {
  return new TYPES[dtype](file, Number(offset), sizeOf(shape));
}
