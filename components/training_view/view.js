// A run, live: two curves and the first layer's weight pictures, repainted in place.

export default function ({ data, parentElement }) {
  const state = instanceOf(parentElement, () => ({}));
  const part = name => parentElement.querySelector(`[data-part="${name}"]`);
  const look = theme(parentElement);
  const { history, steps, epochs, images } = data;
  const TRAIN = look.dark ? "#5aa9f0" : "#0b6fc2", HELD = look.dark ? "#ffa640" : "#d07400";

  function curve(name, training, held, low, high) {
    const canvas = part(name), width = canvas.clientWidth || 320, height = 220;
    const brush = brushOf(canvas, width, height);
    brush.clearRect(0, 0, width, height);
    const left = 44, bottom = height - 24, right = width - 8, top = 8;
    const x = step => left + step / steps * (right - left);
    const y = value => bottom - (Math.min(high, Math.max(low, value)) - low) / (high - low) * (bottom - top);
    brush.font = `12px ${look.font}`;
    brush.fillStyle = look.text;
    brush.strokeStyle = look.border;
    brush.lineWidth = 1;
    brush.textAlign = "right";
    brush.textBaseline = "middle";
    for (let line = 0; line <= 4; line++) {
      const value = low + (high - low) * line / 4;
      brush.beginPath();
      brush.moveTo(left, y(value));
      brush.lineTo(right, y(value));
      brush.stroke();
      brush.fillText(value.toFixed(high - low < 0.4 ? 3 : 2), left - 6, y(value));
    }
    brush.textBaseline = "top";
    const every = Math.ceil(epochs / 10);
    for (let epoch = 0; epoch <= epochs; epoch += every) {
      brush.textAlign = epoch === epochs ? "right" : "center";
      brush.fillText(epoch === 0 ? "0" : `epoch ${epoch}`.slice(epochs > 5 ? 6 : 0), x(steps * epoch / epochs), bottom + 6);
    }
    const draw = (values, colour, dashes) => {
      brush.strokeStyle = colour;
      brush.lineWidth = 2.5;
      brush.setLineDash(dashes);
      brush.beginPath();
      let open = false;
      values.forEach((value, at) => {
        if (!Number.isFinite(value)) { open = false; return; }
        brush[open ? "lineTo" : "moveTo"](x(history.step[at]), y(value));
        open = true;
      });
      brush.stroke();
      brush.setLineDash([]);
      const last = values.length - 1;
      if (last >= 0 && Number.isFinite(values[last])) {
        brush.fillStyle = colour;
        brush.beginPath();
        brush.arc(x(history.step[last]), y(values[last]), 4, 0, 7);
        brush.fill();
      }
    };
    draw(training, TRAIN, []);
    draw(held, HELD, [6, 4]);
  }

  function draw() {
    const finite = [...history.loss, ...history.held_out_loss].filter(Number.isFinite);
    const largest = Math.max(0.1, ...finite);
    curve("loss", history.loss, history.held_out_loss, 0, Math.ceil(largest * 5) / 5);
    const worst = Math.min(1, ...history.accuracy, ...history.held_out_accuracy);
    curve("accuracy", history.accuracy, history.held_out_accuracy, Math.floor(Math.max(0, worst) * 10) / 10 === 1 ? 0.9 : Math.floor(Math.max(0, worst) * 10) / 10, 1);
  }
  parentElement.querySelector(".key.train").style.borderTopColor = TRAIN;
  parentElement.querySelector(".key.held").style.borderTopColor = HELD;
  part("loss").setAttribute("aria-label", `loss over ${history.step.length} points: ${data.numbers}`);
  part("accuracy").setAttribute("aria-label", `accuracy over ${history.step.length} points: ${data.numbers}`);
  part("numbers").textContent = data.numbers;
  part("weightsTitle").textContent = data.weightsTitle;
  part("scale").textContent = data.scaleText;

  const holder = part("weights"), { side: [rows, columns], count } = images;
  if (holder.children.length !== count) {
    holder.replaceChildren(...Array.from({ length: count }, (_, unit) => {
      const figure = document.createElement("figure"), canvas = document.createElement("canvas");
      const caption = document.createElement("figcaption");
      caption.textContent = `unit ${unit}`;
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", `weights of unit ${unit} as a picture`);
      figure.append(canvas, caption);
      return figure;
    }));
  }
  if (count && (images.bytes !== state.bytes || state.dark !== look.dark)) {
    state.bytes = images.bytes; state.dark = look.dark;
    const bytes = decode(images.bytes), size = rows * columns;
    for (let unit = 0; unit < count; unit++) {
      const canvas = holder.children[unit].firstChild;
      if (canvas.width !== columns || canvas.height !== rows) { canvas.width = columns; canvas.height = rows; }
      const brush = canvas.getContext("2d"), pixels = brush.createImageData(columns, rows);
      for (let at = 0; at < size; at++) {
        pixels.data.set([...diverging((bytes[unit * size + at] - 128) / 127, look.dark), 255], at * 4);
      }
      brush.putImageData(pixels, 0, 0);
    }
  }
  onWidth(state, part("loss"), draw);
  draw();
  return () => state.observer.disconnect();
}
