// The wire format: how Python's numbers and pictures travel; ui/wire_format.py is its other side.

export const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
export const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));

const DTYPES = { i2: Int16Array, i4: Int32Array, f4: Float32Array, f8: Float64Array };

// Numbers as Python packed them: exact, or whole steps of the last of `digits` decimals.
export function unpackNumbers({ dtype, digits, data }) {
  const packed = new DTYPES[dtype](fromBase64(data).buffer);
  if (!dtype.startsWith("i")) return packed;
  const scale = 10 ** digits;
  return Float64Array.from(packed, (step) => step / scale);
}
