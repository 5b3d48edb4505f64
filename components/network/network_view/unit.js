// One unit: its inputs times its weights, their sum, the bias, the activation, and what it sends on.

function unitView(view) {
  const { data, part, look, width, names, held } = view, { layer, unit } = data.unit;
  const last = layer === data.hidden.length, pixels = layer === 0;
  const inputs = pixels ? numbersOf(data.vector) : numbersOf(data.hidden[layer - 1].outputs);
  const weights = held.weights, products = numbersOf(data.unit.products), count = products.values.length;
  const units = last ? data.classes.length : data.hidden[layer].units;
  const name = names.unit(layer, unit);
  put(part("unitTitle"), last ? `The ${name}: a sum of ${count} products` : `${name[0].toUpperCase()}${name.slice(1)} of ${units}: a sum of ${count} products`);

  const factors = at => `${written(inputs.values[at], 4)} × ${inBrackets(weights.values[at], 4)}`;
  // The factors come with four digits, which may give another last digit than all of theirs.
  const follows = at => written(inputs.values[at] * weights.values[at], 4) === written(products.values[at], 4);
  const told = at => `${names.input(layer, at)}: ${factors(at)} ${follows(at) ? "=" : "≈"} ${written(products.values[at], 4)}`;
  view.tell.term = told;
  const perLine = pixels ? data.columns : shapeOf(count);
  const room = width < 480 ? 150 : Math.min(260, (width - 70) / 3);
  const size = Math.max(2, Math.min(18, Math.floor(room / perLine)));
  const strongest = { inputs: pixels ? 1 : largestOf(inputs.values), weights: largestOf(weights.values), products: largestOf(products.values) };
  const shared = {
    perLine, size, dark: look.dark, picked: at => view.zoom([layer, unit, at]),
    pointed: (at, aloud) => {
      view.pictures.forEach(each => each.point(at));
      view.point("term", at, aloud, [layer, unit, at]);
    },
    left: () => view.pictures.forEach(each => each.point(null)),
  };
  const picture = (key, { values }, label) => cells(part(key), {
    ...shared, values, scale: strongest[key] || 1, label, colourOf: key === "inputs" && pixels ? inkOf : diverging,
  });
  view.pictures = [
    picture("inputs", inputs, `the ${count} inputs`),
    picture("weights", weights, `the ${count} weights of ${name}`),
    picture("products", products, `the ${count} products of ${name}`),
  ];
  scaleLine(part("weightScale"), strongest.weights, 4, look.dark);
  scaleLine(part("productScale"), strongest.products, 4, look.dark);

  chain(view, last);
  part("termsBox").hidden = pixels;
  if (!pixels) {
    put(part("termsTitle"), "Its terms, the largest first");
    const rows = termRows(products, at => `unit ${at}`, factors);
    view.terms = bars(part("terms"), rows, {
      label: `terms of ${name}`, middle: true, dark: look.dark, pointed: shared.pointed, picked: shared.picked,
    });
    put(part("termsNote"), leftOver(rows, count, "unit × weight"));
  }
  part("sentBox").hidden = last;
  if (!last) sentOn(view, name);
}

const inBrackets = (value, digits) => value < 0 ? `(${written(value, digits)})` : written(value, digits);
const leftOver = (rows, count, what) => rows.length < count
  ? `${what}; the other ${count - rows.length} are smaller and stand in the picture above` : what;

// From the products to the output, one link a step; what is added has more digits than the sum.
function chain(view, last) {
  const { data, part } = view, { added, bias, sum, output, unit } = data.unit;
  const steps = [
    ["products", written(added, 6), "all added up"],
    ["+ bias", written(bias, 6), ""],
    ["= sum", written(sum, 4), last ? "the logit" : ""],
  ];
  if (last) {
    const { largest, shifted, powers, total } = data.softmax;
    const enough = digitsEnough([shifted[unit]], powers[unit], 6, Math.exp) ?? MOST_DIGITS;
    const follows = written(Number(sum.toFixed(4)) - Number(largest.toFixed(4)), 4) === written(shifted[unit], 4);
    steps.push(["− largest logit", written(largest, 4), `${follows ? "=" : "≈"} ${written(shifted[unit], 4)}`],
      [`exp(${written(shifted[unit], enough)})`, written(powers[unit], 6), ""],
      [`÷ ${written(total, 6)}`, written(output, 4), "the share"]);
  } else {
    const { activation } = data.hidden[data.unit.layer];
    steps.push([`${activation}(${written(sum, data.unit.sum_digits)})`, written(output, 4), "the output"]);
  }
  const list = part("chain");
  while (list.children.length > steps.length) list.lastChild.remove();
  steps.forEach((texts, at) => {
    const step = list.children[at] ?? list.appendChild(document.createElement("li"));
    if (!step.children.length) step.append(...["small", "b", "small"].map(tag => document.createElement(tag)));
    texts.forEach((text, nth) => put(step.children[nth], text));
  });
}

function sentOn(view, name) {
  const { data, part, look, names, held } = view, { layer, unit } = data.unit;
  const output = numbersOf(data.hidden[layer].outputs).values[unit], sent = numbersOf(data.unit.sent);
  const short = at => layer + 1 === data.hidden.length ? `to ${data.classes[at]}` : `to unit ${at}`;
  put(part("sentTitle"), layer + 1 === data.hidden.length ? "What it sends on to the logits" : "What it sends on");
  const factors = at => `${written(output, 4)} × ${inBrackets(held.outgoing.values[at], 4)}`;
  const follows = at => written(output * held.outgoing.values[at], 4) === written(sent.values[at], 4);
  view.tell.sent = at => `to the ${names.unit(layer + 1, at)}: ${factors(at)} ${follows(at) ? "=" : "≈"} ${written(sent.values[at], 4)}`;
  const most = largestOf(sent.values) || 1, few = sent.values.length <= 12;
  let rows = termRows(sent, short, factors);
  // Ten classes stay in their order; among many units the largest come first.
  if (few) rows = [...sent.values].map((value, at) => ({ key: at, name: short(at), sum: factors(at), share: value / most, text: written(value, 4) }));
  bars(part("sent"), rows, {
    label: `what ${name} sends on`, middle: true, dark: look.dark, picked: at => view.zoom([layer + 1, at]),
    pointed: (at, aloud) => view.point("sent", at, aloud, [layer + 1, at]),
  });
  put(part("sentNote"), leftOver(rows, sent.values.length, "output × outgoing weight"));
}
