// Small pictures in a row, each with its words: repainted in place, so nothing flickers.

export default function ({ data, parentElement, setTriggerValue }) {
  const row = parentElement.querySelector('[data-part="pictures"]');
  const { dark } = theme(parentElement);
  if (row.children.length !== data.pictures.length) {
    row.replaceChildren(...data.pictures.map(() => {
      const figure = document.createElement("figure"), canvas = document.createElement("canvas");
      const holder = data.pick ? document.createElement("button") : figure;
      if (data.pick) { holder.type = "button"; figure.append(holder); }
      canvas.setAttribute("role", "img");
      holder.append(canvas, document.createElement("figcaption"));
      return figure;
    }));
  }
  data.pictures.forEach(({ rows, columns, levels, words }, nth) => {
    const figure = row.children[nth], button = figure.querySelector("button");
    const canvas = figure.querySelector("canvas"), caption = figure.querySelector("figcaption");
    if (button) button.onclick = () => setTriggerValue("picked", { place: nth });
    const bytes = decode(levels);
    canvas.width = columns;
    canvas.height = rows;
    const brush = canvas.getContext("2d"), pixels = brush.createImageData(columns, rows);
    const colour = level => data.signed ? diverging((level - 128) / 127, dark) : [level, level, level];
    bytes.forEach((level, at) => pixels.data.set([...colour(level), 255], at * 4));
    brush.putImageData(pixels, 0, 0);
    canvas.setAttribute("aria-label", words);
    caption.textContent = words;
  });
}
