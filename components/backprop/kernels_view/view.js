// Small kernels in rows, repainted in place, so that nothing flickers while they move.

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".kernels"), holder = parentElement.querySelector('[data-part="rows"]');
  const look = theme(parentElement), { side, most } = data;
  if (holder.children.length !== data.rows.length) {
    holder.replaceChildren(...data.rows.map(() => {
      const section = document.createElement("section");
      section.append(document.createElement("h3"), document.createElement("ol"));
      return section;
    }));
  }
  data.rows.forEach(({ title, values, words }, nth) => {
    const [heading, list] = holder.children[nth].children;
    if (heading.textContent !== title) heading.textContent = title;
    while (list.children.length > words.length) list.lastChild.remove();
    while (list.children.length < words.length) {
      const item = list.appendChild(document.createElement("li"));
      item.append(document.createElement("canvas"), document.createElement("span"));
      item.firstChild.setAttribute("role", "img");
    }
    const numbers = new Float64Array(decode(values).buffer);
    words.forEach((word, at) => {
      const [canvas, span] = list.children[at].children, own = numbers.subarray(at * side * side, (at + 1) * side * side);
      canvas.width = canvas.height = side;
      const brush = canvas.getContext("2d"), image = brush.createImageData(side, side);
      own.forEach((value, cell) => image.data.set([...diverging(value / most, look.dark), 255], 4 * cell));
      brush.putImageData(image, 0, 0);
      canvas.setAttribute("aria-label", `${title}, kernel ${at}: ${Array.from(own, value => written(value, 2)).join(", ")}`);
      if (span.textContent !== word) span.textContent = word;
    });
  });
  const ramp = Array.from({ length: 9 }, (_, at) => rgb(diverging(at / 4 - 1, look.dark)));
  root.style.setProperty("--ramp", `linear-gradient(to right, ${ramp.join(",")})`);
  parentElement.querySelector('[data-part="least"]').textContent = written(-most, 2);
  parentElement.querySelector('[data-part="most"]').textContent = written(most, 2);
}
