// The edges between vector and units: every one is drawn.

import { sizedContext } from "../../ui/js/canvas.js";
import { setData } from "../../ui/js/dom.js";
import { cellMiddle, unitMiddle } from "./layout.js";
import { edgeColor, edgeOpacity, edgeWidth, shownEdges, strokesOf } from "./strokes.js";

/** @import { Ctx, Theme } from "../../ui/js/widget.d.ts" */
/** @import { Layer } from "./layer.js" */
/** @import { Layout } from "./layout.js" */
/** @import { Stroke } from "./strokes.js" */
/** @import { State, View } from "./types.d.ts" */

const SLICE = 8000; // edges a frame

/**
 * Draw edges of one weight, and return how many they were.
 * @param {Ctx} ctx
 * @param {{ layout: Layout, layer: Layer, theme: Theme }} view
 * @param {Stroke} stroke
 * @param {number} [thicker]
 */
export function strokeEdges(ctx, { layout, layer, theme }, [weight, edges], thicker = 1) {
  ctx.strokeStyle = edgeColor(weight / layer.limit, theme.dark);
  ctx.lineWidth = thicker * edgeWidth(weight, layer);
  ctx.setLineDash(layer.small && weight < 0 ? [7, 5] : []);
  ctx.beginPath();
  const left = layout.vectorLeft + layout.vectorWidth;
  for (const edge of edges) {
    ctx.moveTo(left, cellMiddle(layout, Math.floor(edge / layer.units)));
    ctx.lineTo(layout.unitLeft, unitMiddle(layout, edge % layer.units));
  }
  ctx.stroke();
  ctx.setLineDash([]);
  return edges.length;
}

/**
 * Draw all edges once a layer, width and theme; 100,000 of them in slices, so that the page stays awake.
 * @param {View} view
 * @param {HTMLCanvasElement} canvas
 */
export function drawAllEdges(view, canvas) {
  const { state, layer, layout, theme } = view;
  const { width, height } = layout;
  const ratio = window.devicePixelRatio;
  const key = [layer.layer, layer.signs, width, height, theme.dark, ratio].join(" ");
  if (state.edgesKey === key) return;
  state.edgesKey = key;
  stopDrawing(state);
  const ctx = sizedContext(canvas, width, height);
  const strokes = strokesOf(layer, shownEdges(layer, layer.kernel.keys()));
  setData(canvas, "drawn", 0);
  setData(canvas, "times", Number(canvas.dataset.times ?? 0) + 1);
  drawSlice(view, canvas, ctx, strokes, 0);
}

/**
 * Draw as many strokes as a frame has time for, from one on.
 * @param {View} view
 * @param {HTMLCanvasElement} canvas
 * @param {Ctx} ctx
 * @param {Stroke[]} strokes
 * @param {number} first
 */
function drawSlice(view, canvas, ctx, strokes, first) {
  let next = first;
  let drawn = 0;
  for (; next < strokes.length && drawn < SLICE; next++) {
    ctx.globalAlpha = edgeOpacity(strokes[next][0], view.layer);
    drawn += strokeEdges(ctx, view, strokes[next]);
  }
  setData(canvas, "drawn", Number(canvas.dataset.drawn) + drawn);
  if (next === strokes.length) return;
  view.state.frame = requestAnimationFrame(() => drawSlice(view, canvas, ctx, strokes, next));
}

/** @param {State} state */
export function stopDrawing({ frame }) {
  if (frame !== undefined) cancelAnimationFrame(frame);
}
