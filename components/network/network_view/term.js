// One multiplication, and where its product enters the running sum.

function termView(view) {
  const { data, part, look, width, names, state } = view, { layer, unit, term, bias, sum } = data.unit;
  const count = numbersOf(data.unit.products).values.length, name = names.input(layer, term.input);
  put(part("termTitle"), `Term ${term.input} of ${count} in the ${names.unit(layer, unit)}`);
  put(part("factorValue"), written(term.value, 8));
  put(part("factorName"), name);
  put(part("factorWeight"), inBrackets(term.weight, 8));
  put(part("factorProduct"), written(term.product, 6));
  for (const [key, value] of [["factorWeight", term.weight], ["factorProduct", term.product]]) {
    part(key).dataset.sign = value < 0 ? "below" : "above";
  }
  put(part("enters"), `The sum so far ${written(term.before, 6)} ${term.product < 0 ? "−" : "+"} ${written(Math.abs(term.product), 6)} = ${written(term.after, 4)}`);
  const rest = count - 1 - term.input;
  put(part("runningNote"), `${term.input} products came before, ${rest} follow; with the bias ${written(bias, 6)} it ends at ${written(sum, 4)}.`);

  const which = part("which"), to = at => {
    if (at < 0 || at >= count) return;
    view.zoom([layer, unit, at]);
  };
  which.max = count - 1;
  const wanted = state.place.zoom[2];
  if (Number(which.value) !== wanted) which.value = wanted;
  which.setAttribute("aria-valuetext", `${name}: ${written(term.value, 8)} × ${written(term.weight, 8)} = ${written(term.product, 6)}`);
  which.oninput = () => to(Number(which.value));
  part("before").onclick = () => to(wanted - 1);
  part("after").onclick = () => to(wanted + 1);
  part("before").disabled = wanted === 0;
  part("after").disabled = wanted === count - 1;
  runningSum(view, numbersOf(term.running).values, term.input, Math.max(200, width), look);
}

function runningSum(view, values, at, width, look) {
  const canvas = view.part("running"), height = 170, pad = 46;
  const brush = brushOf(canvas, width, height);
  canvas.style.width = `${width}px`;
  let low = 0, high = 0;
  for (const value of values) { low = Math.min(low, value); high = Math.max(high, value); }
  const x = index => pad + (index + 1) / values.length * (width - pad - 12);
  const y = value => 12 + (high - value) / (high - low || 1) * (height - 36);
  brush.font = `${letters(13)}px ${look.font}`;
  brush.fillStyle = brush.strokeStyle = look.text;
  brush.textAlign = "right";
  brush.textBaseline = "middle";
  for (const value of new Set([low, 0, high])) {
    brush.fillText(written(value, 2), pad - 6, y(value));
    brush.globalAlpha = 0.3;
    brush.strokeRect(pad, Math.round(y(value)) + 0.5, width - pad - 12, 0);
    brush.globalAlpha = 1;
  }
  brush.textAlign = "center";
  brush.fillText(`term 0 … ${values.length - 1}, in order`, pad + (width - pad) / 2, height - 8);
  const line = (from, to, colour, thick) => {
    brush.strokeStyle = colour;
    brush.lineWidth = thick;
    brush.beginPath();
    brush.moveTo(x(from - 1), y(from ? values[from - 1] : 0));
    for (let index = from; index < to; index++) { // flat until the next product, then a step
      brush.lineTo(x(index), y(index ? values[index - 1] : 0));
      brush.lineTo(x(index), y(values[index]));
    }
    brush.stroke();
  };
  brush.globalAlpha = 0.4;
  line(at + 1, values.length, look.text, 1.5);
  brush.globalAlpha = 1;
  line(0, at + 1, look.text, 2);
  const before = at ? values[at - 1] : 0, change = values[at] - before;
  brush.strokeStyle = brush.fillStyle = rgb(diverging(Math.sign(change), look.dark));
  brush.lineWidth = 5;
  brush.beginPath();
  brush.moveTo(x(at), y(before));
  brush.lineTo(x(at), y(values[at]));
  brush.stroke();
  brush.fillStyle = look.text;
  brush.beginPath();
  brush.arc(x(at), y(values[at]), 6, 0, 7);
  brush.fill();
  canvas.setAttribute("aria-label", `the running sum over ${values.length} terms, from 0 to ${written(values.at(-1), 4)}; after term ${at} it is ${written(values[at], 4)}`);
}
