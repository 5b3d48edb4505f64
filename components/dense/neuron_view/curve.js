// The activation's curve: the sum so far moves along its axis, and is bent only at the last step.

function curveLayer(state, canvas, data, look, width, height) {
  const ratio = window.devicePixelRatio || 1;
  const layer = state.curveLayer ??= document.createElement("canvas");
  layer.width = canvas.width = Math.round(width * ratio);
  layer.height = canvas.height = Math.round(height * ratio);
  const brush = layer.getContext("2d");
  brush.setTransform(ratio, 0, 0, ratio, 0, 0);
  const { reach, values } = data.curve;
  const low = Math.min(0, ...values), high = Math.max(0, ...values), room = (high - low) * 0.12 || 1;
  const place = {
    x: sum => 6 + (Math.max(-reach, Math.min(reach, sum)) + reach) / (2 * reach) * (width - 12),
    y: output => height - 44 - (output - low) / (high - low + room) * (height - 52),
  };
  brush.strokeStyle = look.border;
  brush.lineWidth = 1;
  brush.beginPath();
  brush.moveTo(0, place.y(0)); brush.lineTo(width, place.y(0));
  brush.moveTo(place.x(0), 0); brush.lineTo(place.x(0), height - 16);
  brush.stroke();
  brush.strokeStyle = look.primary;
  brush.lineWidth = 3;
  brush.beginPath();
  values.forEach((value, at) => brush.lineTo(place.x(-reach + 2 * reach * at / (values.length - 1)), place.y(value)));
  brush.stroke();
  brush.fillStyle = look.text;
  brush.font = `${letters(12)}px ${look.font}`;
  brush.textBaseline = "alphabetic";
  for (const [align, at, words] of [["left", 2, `−${+reach.toFixed(1)}`], ["center", width / 2, "sum"], ["right", width - 2, `${+reach.toFixed(1)}`]]) {
    brush.textAlign = align;
    brush.fillText(words, at, height - 3);
  }
  return place;
}

// `bent` is whether the story has reached the activation; `words` is what stands beside the mark.
function showCurve(state, canvas, data, look, { width, sum, output, bent, words }) {
  const height = width;
  const key = [width, height, window.devicePixelRatio, look.background, data.activation, data.curve.reach].join();
  if (state.curveKey !== key) {
    state.curvePlace = curveLayer(state, canvas, data, look, width, height);
    state.curveKey = key;
  }
  const brush = canvas.getContext("2d"), ratio = window.devicePixelRatio || 1, place = state.curvePlace;
  brush.setTransform(1, 0, 0, 1, 0, 0);
  brush.clearRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(state.curveLayer, 0, 0);
  brush.setTransform(ratio, 0, 0, ratio, 0, 0);
  const x = place.x(sum), zero = place.y(0), top = bent ? place.y(output) : zero;
  brush.strokeStyle = brush.fillStyle = MARK;
  brush.lineWidth = 2;
  if (bent) {
    brush.setLineDash([4, 4]);
    brush.beginPath();
    brush.moveTo(x, zero); brush.lineTo(x, top);
    brush.stroke();
    brush.setLineDash([]);
  }
  brush.beginPath();
  if (bent) brush.arc(x, top, 7, 0, 7); else { brush.moveTo(x - 7, zero + 12); brush.lineTo(x + 7, zero + 12); brush.lineTo(x, zero); }
  brush.fill();
  brush.strokeStyle = look.background;
  brush.stroke();
  brush.font = `600 ${letters(14)}px ${look.font}`;
  const half = brush.measureText(words).width / 2 + 4, at = Math.max(half, Math.min(width - half, x));
  const line = bent ? (top < 34 ? top + 26 : top - 14) : zero + 28;
  brush.textAlign = "center";
  brush.lineWidth = 5;
  brush.strokeText(words, at, line); // a halo, so that the curve may pass behind
  brush.fillStyle = look.text;
  brush.fillText(words, at, line);
}
