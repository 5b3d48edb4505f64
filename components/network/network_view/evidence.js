// Which pixels spoke for one class and against another, with the account that proves it.

function evidenceView(view) {
  const { data, part, look, width, names } = view, { one, other, asked, problem } = data.evidence;
  const { classes, evidence } = data, { shares } = data.softmax;
  const choose = (select, at, word, chosen) => {
    const texts = [[-1, `${word} (${classes[chosen]})`], ...classes.map((each, nth) => [nth, each])];
    if (select.options.length !== texts.length) select.replaceChildren(...texts.map(() => document.createElement("option")));
    texts.forEach(([value, text], nth) => {
      select.options[nth].value = value;
      put(select.options[nth], text);
    });
    const pair = view.state.place.evidence ?? asked; // what the learner asked for, answered or not yet
    select.value = String(pair[at]);
    select.onchange = () => view.go({ zoom: [], evidence: pair.with(at, Number(select.value)) });
  };
  choose(part("one"), 0, "the answer", shares.indexOf(Math.max(...shares)));
  choose(part("other"), 1, "the runner-up", other);
  put(part("problem"), problem ? `${problem[0].toUpperCase()}${problem.slice(1)}.` : "");
  part("weighed").hidden = Boolean(problem);
  if (problem) return;

  const pixels = numbersOf(evidence.pixels), vector = numbersOf(data.vector), most = largestOf(pixels.values);
  const size = Math.max(4, Math.min(11, Math.floor(Math.min(width, 320) / data.columns)));
  const speaks = value => value > 0 ? `speaks for ${classes[one]}` : value < 0 ? `speaks for ${classes[other]}` : "says nothing";
  view.tell.evidence = at => `${names.pixel(at)}, ink ${written(vector.values[at], 4)}: ${written(pixels.values[at], 4)}, ${speaks(pixels.values[at])}`;
  const grid = cells(part("evidencePicture"), {
    values: pixels.values, perLine: data.columns, size, colourOf: diverging, scale: most || 1, dark: look.dark,
    label: `each pixel's evidence for ${classes[one]} against ${classes[other]}`,
    pointed: (at, aloud) => {
      grid.point(at);
      view.point("evidence", at, aloud);
    },
    left: () => grid.point(null),
  });
  view.evidenceGrid = grid;
  scaleLine(part("evidenceScale"), most, 4, look.dark);
  const [many, few] = evidence.counts;
  const lines = [
    [evidence.for, 6, `from ${many} pixels that spoke for ${classes[one]} (orange)`],
    [evidence.against, 6, `from ${few} pixels that spoke for ${classes[other]} (blue, with a dash)`],
    [evidence.biases, 6, data.hidden.length ? "from the biases, through the hidden units as they are now" : "from the biases"],
    [evidence.difference, 4, `together: the logit of ${classes[one]}, ${written(evidence.logits[0], 6)}, minus the logit of ${classes[other]}, ${written(evidence.logits[1], 6)}`],
  ];
  const account = part("account");
  lines.forEach(([value, digits, words], at) => {
    const row = account.children[at] ?? account.appendChild(document.createElement("li"));
    if (!row.children.length) row.append(document.createElement("b"), document.createElement("span"));
    const sign = at === lines.length - 1 ? "= " : value < 0 ? "" : "+";
    put(row.firstChild, `${sign}${written(value, digits)}`);
    put(row.lastChild, words);
  });
}
