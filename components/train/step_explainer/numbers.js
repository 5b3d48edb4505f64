// Numbers of the story: unpacked as Python sent them, and written to be read and checked.

const KINDS = { f4: Float32Array, f8: Float64Array };
const numbersOf = packed => new KINDS[packed.kind](decode(packed.bytes).buffer);
const put = (element, text) => { if (element.textContent !== text) element.textContent = text; };
const nan = "not a number";

const fixed = (value, digits) => value === null || !Number.isFinite(value) ? nan : written(value, digits);

// Six digits of any size of number: 0.0123457, 1.23457 × 10⁻⁸.
function brief(value) {
  if (value === null || !Number.isFinite(value)) return nan;
  if (value === 0) return "0";
  if (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e6) return String(Number(value.toPrecision(6))).replace("-", "−");
  const [front, power] = value.toExponential(5).split("e");
  const raised = [...String(Number(power))].map(sign => sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[sign]).join("");
  return `${front.replace(/\.?0+$/, "").replace("-", "−")} × 10${raised}`;
}
const bracketed = text => text.startsWith("−") || text.includes("×") ? `(${text})` : text;

// Fills the {gaps} of a line; `value(name, result)` hears whether the gap is what a "=" gives.
const filled = (line, value) => line.replace(/(= )?\{(\w+)\}/g, (_, equals, name) => (equals ?? "") + value(name, Boolean(equals)));

// Whether three numbers, as they are written, add up: in whole steps of the last digit.
function addsUp(one, other, sum, digits) {
  const steps = value => BigInt(value.toFixed(digits).replace(".", ""));
  return steps(one) + steps(other) === steps(sum);
}

const largestOf = values => values.reduce((most, value) => Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most, 0) || 1;
