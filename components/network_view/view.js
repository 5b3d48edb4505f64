// The whole network in columns: image, hidden units, logits, softmax. Only shows what it is given.

export default function ({ data, parentElement }) {
  const part = name => parentElement.querySelector(`[data-part="${name}"]`);
  const look = theme(parentElement);
  const { picture, rows, columns, hidden, logits, probabilities, classes } = data;

  const grid = (canvas, values, perRow, colourOf, label) => {
    const high = Math.ceil(values.length / perRow), cell = Math.max(4, Math.floor(280 / perRow));
    canvas.width = perRow * cell;
    canvas.height = high * cell;
    canvas.style.aspectRatio = `${perRow} / ${high}`;
    const brush = canvas.getContext("2d");
    values.forEach((value, at) => {
      brush.fillStyle = rgb(colourOf(value));
      brush.fillRect((at % perRow) * cell, Math.floor(at / perRow) * cell, cell, cell);
    });
    canvas.setAttribute("aria-label", label);
  };
  grid(part("picture"), picture, columns, value => Array(3).fill(Math.round(255 * Math.min(1, Math.max(0, value)))),
    `the image the network reads, ${rows} by ${columns}`);
  part("pictureNote").textContent = `${rows} × ${columns} → ${rows * columns} values`;

  const holder = part("hidden");
  while (holder.children.length > hidden.length) holder.lastChild.remove();
  hidden.forEach((layer, nth) => {
    if (!holder.children[nth]) {
      const section = document.createElement("section");
      section.append(document.createElement("h3"), document.createElement("canvas"), document.createElement("p"));
      section.children[1].setAttribute("role", "img");
      section.children[2].className = "hint";
      holder.append(section);
    }
    const [title, canvas, note] = holder.children[nth].children;
    const most = layer.outputs.reduce((large, value) => Math.max(large, Math.abs(value)), 0) || 1;
    const active = layer.outputs.filter(value => value > 0).length;
    title.textContent = `${layer.outputs.length} hidden units`;
    grid(canvas, layer.outputs, Math.ceil(Math.sqrt(layer.outputs.length)), value => diverging(value / most, look.dark),
      `${layer.outputs.length} hidden units, ${active} above zero`);
    note.textContent = `${layer.activation}; ${active} above zero, strongest ±${written(most, 2)}`;
  });

  const best = probabilities.indexOf(Math.max(...probabilities));
  const bars = (name, values, fillOf, textOf, middle) => {
    const list = part(name);
    if (list.children.length !== values.length) {
      list.replaceChildren(...values.map((_, at) => {
        const bar = document.createElement("div");
        bar.className = "bar";
        bar.innerHTML = `<b></b><span class="track"><span class="fill"></span>${middle ? '<span class="zero"></span>' : ""}</span><span class="value"></span>`;
        return bar;
      }));
    }
    values.forEach((value, at) => {
      const bar = list.children[at], fill = bar.querySelector(".fill");
      bar.dataset.best = at === best;
      bar.querySelector("b").textContent = classes[at];
      bar.querySelector(".value").textContent = textOf(value);
      Object.assign(fill.style, fillOf(value));
    });
  };
  const most = logits.reduce((large, value) => Math.max(large, Math.abs(value)), 0) || 1;
  bars("logits", logits, value => {
    const width = Math.abs(value) / most * 50;
    return { left: `${value < 0 ? 50 - width : 50}%`, width: `${width}%`, background: rgb(diverging(Math.sign(value), look.dark)) };
  }, value => written(value, 3), true);
  bars("probabilities", probabilities, value => ({ left: 0, width: `${value * 100}%`, background: look.primary }),
    value => written(value, 4), false);
  part("answer").textContent = data.answer;
}
