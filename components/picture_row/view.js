// Small grey pictures in a row, each with its words: repainted in place, so nothing flickers.

export default function ({ data, parentElement }) {
  const row = parentElement.querySelector('[data-part="pictures"]');
  if (row.children.length !== data.pictures.length) {
    row.replaceChildren(...data.pictures.map(() => {
      const figure = document.createElement("figure");
      const canvas = document.createElement("canvas");
      canvas.setAttribute("role", "img");
      figure.append(canvas, document.createElement("figcaption"));
      return figure;
    }));
  }
  data.pictures.forEach(({ rows, columns, levels, words }, nth) => {
    const [canvas, caption] = row.children[nth].children;
    const bytes = decode(levels);
    canvas.width = columns;
    canvas.height = rows;
    const brush = canvas.getContext("2d"), pixels = brush.createImageData(columns, rows);
    bytes.forEach((level, at) => pixels.data.set([level, level, level, 255], at * 4));
    brush.putImageData(pixels, 0, 0);
    canvas.setAttribute("aria-label", words);
    caption.textContent = words;
  });
}
