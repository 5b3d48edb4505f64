// The layout: the gradients stand in the order of the network, so the way back goes leftwards;
// where the screen is narrow it goes downwards.

export const FEW = 27; // so many values show their numbers
const TOP = 48; // for a block's two lines of title
const GAP = 44;

export function layoutOf(width, { rows, columns, blocks, count }) {
  const numbers = count <= FEW;
  const wide = width >= 860;
  const layout = { width, rows, columns, numbers, wide, blocks: [] };
  const side = Math.max(rows, columns);
  if (wide) {
    const high = 320;
    let right = width - 2;
    for (const block of blocks) {
      const made = unitsOf(block, high, block.logits ? 96 : 110, false);
      right -= made.wide;
      layout.blocks.push({ ...made, left: right, top: TOP });
      right -= GAP;
    }
    const pixel = Math.max(1, Math.floor(Math.min(high, width * 0.27) / side));
    const small = Math.max(1, Math.floor(Math.min(200, width * 0.17) / side));
    layout.ink = { left: 2, top: TOP, pixel: small };
    layout.image = { left: layout.ink.left + columns * small + 28, top: TOP, pixel };
    const room = layout.image.left + columns * pixel + GAP + 22;
    const vector = vectorOf(
      right - room,
      numbers ? high : rows * pixel,
      count,
      columns,
      numbers,
      wide,
    );
    const left = numbers ? Math.round((room + right - vector.cell) / 2) : room;
    layout.vector = { left, top: TOP, ...vector };
    layout.height =
      14 + Math.max(TOP + rows * pixel, bottomOf(layout.vector), ...layout.blocks.map(bottomOf));
    return layout;
  }
  let top = TOP;
  for (const block of blocks) {
    layout.blocks.push({ ...unitsOf(block, width - 4, width - 4, true), left: 2, top });
    top = bottomOf(layout.blocks.at(-1)) + TOP + 8;
  }
  const left = numbers ? 2 : 34;
  layout.vector = { left, top, ...vectorOf(width - left - 4, 300, count, columns, numbers, wide) };
  top = bottomOf(layout.vector) + TOP + 16;
  const room = width - 4 - 20;
  const pixel = Math.floor(Math.min(320, room * 0.62) / side);
  layout.image = { left: 2, top, pixel };
  layout.ink = {
    left: 2 + columns * pixel + 20,
    top,
    pixel: Math.max(1, Math.floor(Math.min(200, room * 0.36) / side)),
  };
  layout.height = top + rows * pixel + 10;
  return layout;
}

const bottomOf = (block) =>
  block.top + (block.lines - 1) * block.step + block.high + (block.under ?? 0);

// A layer's units: few with their numbers, many as dots; down in columns, or across in lines.
function unitsOf(block, long, most, across) {
  const count = block.values.length;
  const few = count <= 16;
  if (few) {
    const lines = across ? Math.ceil(count / Math.max(1, Math.floor(long / 68))) : count;
    const perLine = Math.ceil(count / lines);
    const cell = across ? Math.min(92, Math.floor(long / perLine)) : block.logits ? 96 : 84;
    const high = across ? 34 : Math.min(44, Math.floor(long / count) - 3);
    const under = across ? 16 : 0;
    return {
      few,
      count,
      perLine,
      lines,
      cell,
      high,
      step: high + (across ? 20 : 3),
      wide: cell * perLine,
      under,
    };
  }
  const cell = Math.max(
    2,
    Math.min(across ? 12 : 18, Math.floor(Math.sqrt((long * (across ? 70 : most)) / count))),
  );
  const perLine = Math.max(
    1,
    across ? Math.floor(long / cell) : Math.ceil(count / Math.floor(long / cell)),
  );
  return {
    few,
    count,
    perLine,
    lines: Math.ceil(count / perLine),
    cell,
    high: cell,
    step: cell,
    wide: perLine * cell,
  };
}

// Few values stand in a column beside the units, or in lines with their numbers; many in dense lines.
function vectorOf(room, tall, count, columns, numbers, wide) {
  if (numbers && wide) {
    const step = Math.floor(tall / count);
    return { count, cell: Math.min(92, room), perLine: 1, high: step - 3, step, lines: count };
  }
  if (numbers) {
    const lines = Math.ceil(count / Math.max(1, Math.floor(room / 54)));
    const perLine = Math.ceil(count / lines);
    return {
      count,
      cell: Math.min(74, Math.floor(room / perLine)),
      perLine,
      high: 40,
      step: 64,
      lines,
      under: 18,
    };
  }
  const cell = Math.max(5, Math.min(34, Math.floor(Math.sqrt((room * tall) / (count * 1.4)))));
  let perLine = Math.max(1, Math.min(count, Math.floor(room / cell)));
  if (perLine === columns) perLine -= 2; // lines as long as the image's rows would theme folded already
  return {
    count,
    cell,
    perLine,
    high: cell,
    step: cell + Math.max(3, Math.round(cell * 0.4)),
    lines: Math.ceil(count / perLine),
  };
}

export const cellBox = ({ left, top, cell, high, step, perLine }, index) => [
  left + (index % perLine) * cell,
  top + Math.floor(index / perLine) * step,
  cell,
  high,
];
export const pixelBox = ({ columns }, { left, top, pixel }, index) => [
  left + (index % columns) * pixel,
  top + Math.floor(index / columns) * pixel,
  pixel,
  pixel,
];

// The index of what lies under a point, in a picture or in the vector.
export function under(layout, x, y) {
  for (const { left, top, pixel } of [layout.image, layout.ink]) {
    const row = Math.floor((y - top) / pixel);
    const column = Math.floor((x - left) / pixel);
    if (row >= 0 && row < layout.rows && column >= 0 && column < layout.columns)
      return row * layout.columns + column;
  }
  const { left, top, cell, step, perLine, count } = layout.vector;
  const line = Math.floor((y - top) / step);
  const at = Math.floor((x - left) / cell);
  const index = line * perLine + at;
  return line >= 0 && at >= 0 && at < perLine && index < count ? index : undefined;
}
