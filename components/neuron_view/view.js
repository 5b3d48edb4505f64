// One neuron, told term by term. Positions: 0 nothing yet, 1…n the products, n + 1 the bias,
// n + 2 the activation. Every number comes from Python; this only shows them in their turn.

const ROWS = 9;

export default function ({ data, parentElement }) {
  const state = instanceOf(parentElement, () => ({}));
  const part = name => parentElement.querySelector(`[data-part="${name}"]`);
  const { inputs, weights, products, running, bias, sum, output, activation, rows, columns, channels } = data;
  const { inputDigits, digits } = data;
  const count = inputs.length;
  if (state.source !== data.source) { state.source = data.source; state.position = 0; }

  const pixelOf = index => {
    const row = Math.floor(index / (columns * channels)), column = Math.floor(index / channels) % columns;
    return channels === 1 ? `${row}, ${column}` : `${row}, ${column}, ${"RGB"[index % channels]}`;
  };
  const shown = value => written(value, digits);
  const signed = value => value < 0 ? `− ${written(-value, digits)}` : `+ ${shown(value)}`;
  const inBrackets = value => value < 0 ? `(${shown(value)})` : shown(value);

  // What the sum was before and is after the step that was just taken.
  function words(position) {
    if (position === 0) return "The sum starts at 0.";
    if (position <= count) {
      const at = position - 1, before = at === 0 ? 0 : running[at - 1];
      return `${shown(before)} + ${written(inputs[at], inputDigits)} × ${inBrackets(weights[at])} = `
        + `${shown(before)} ${signed(products[at])} = ${shown(running[at])}`;
    }
    if (position === count + 1) return `${shown(running[count - 1])} ${signed(bias)} (the bias) = ${shown(sum)}`;
    return data.elementwise
      ? `${activation}(${shown(sum)}) = ${shown(output)}`
      : `${activation} of all the layer's sums gives this neuron ${shown(output)}`;
  }

  const largest = values => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scales = { inputs: data.brightest, weights: largest(weights) || 1, products: largest(products) || 1 };
  function picture(name, values, colourOf, position) {
    const canvas = part(name), size = 420, cell = Math.min(size / columns, size / rows);
    canvas.width = canvas.height = size;
    const brush = canvas.getContext("2d"), look = theme(parentElement);
    brush.fillStyle = look.panel;
    brush.fillRect(0, 0, size, size);
    values.forEach((value, index) => {
      const strip = cell / channels, at = Math.floor(index / channels);
      const x = (at % columns) * cell + (index % channels) * strip, y = Math.floor(at / columns) * cell;
      const known = name !== "products" || index < position;
      if (known) {
        const colour = colourOf(value, look);
        brush.fillStyle = rgb(colour);
        brush.fillRect(x, y, strip + 0.6, cell + 0.6);
        if (columns <= 3) {
          brush.fillStyle = colour[0] * 0.3 + colour[1] * 0.59 + colour[2] * 0.11 > 130 ? "#000" : "#fff";
          brush.font = `600 ${channels === 1 ? 34 : 14}px ${look.font}`;
          brush.textAlign = "center";
          brush.textBaseline = "middle";
          brush.fillText(written(value, name === "inputs" ? inputDigits : Math.min(digits, 2)), x + strip / 2, y + cell / 2);
        }
      }
      if (index === position - 1) {
        brush.strokeStyle = "#e08a00";
        brush.lineWidth = 8;
        brush.strokeRect(x + 2, y + 2, strip - 4, cell - 4);
      }
    });
    canvas.setAttribute("aria-label", `${name} as a picture, ${rows} by ${columns}`);
  }

  function table(position) {
    const first = Math.max(0, Math.min(count - ROWS, position - Math.ceil(ROWS / 2)));
    const body = part("terms");
    body.replaceChildren();
    for (let index = first; index < Math.min(count, first + ROWS); index++) {
      const row = body.insertRow(), ahead = index >= position;
      row.dataset.now = index === position - 1;
      row.dataset.ahead = ahead;
      const cells = [index, pixelOf(index), written(inputs[index], inputDigits), shown(weights[index]),
        ahead ? "" : shown(products[index]), ahead ? "" : shown(running[index])];
      for (const text of cells) row.insertCell().textContent = text;
    }
  }

  const moved = (position, settled) => {
    const grey = value => Array(3).fill(Math.round(255 * Math.min(1, Math.max(0, value / scales.inputs))));
    picture("inputs", inputs, grey, position);
    picture("weights", weights, (value, look) => diverging(value / scales.weights, look.dark), position);
    picture("products", products, (value, look) => diverging(value / scales.products, look.dark), position);
    table(position);
    part("readout").textContent = words(position);
    if (settled) part("spoken").textContent = words(position);
  };
  part("scale").textContent = `Blue is below zero, orange above; strongest colour: weights ±${shown(scales.weights)}, products ±${shown(scales.products)}.`;
  player(parentElement, state, {
    last: count + 2, words, moved,
    pace: () => count <= 27 ? ((state.beat = (state.beat ?? 0) + 1) % 15 === 0 ? 1 : 0)
      : state.position >= count ? ((state.beat = (state.beat ?? 0) + 1) % 15 === 0 ? 1 : 0) : Math.ceil(count / 250),
  });
  return () => clearInterval(state.timer);
}
