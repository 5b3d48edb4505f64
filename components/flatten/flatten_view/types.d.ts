// What the parts of this widget share.

import type { Box, Ctx, FindPart, Root, SetValue } from "../../ui/js/widget.d.ts";
import type { Flight } from "./flight.js";
import type { Painted } from "./paint.js";
import type { Scene } from "./scene.js";
import type { Payload } from "./payload.d.ts";

/** All values on their way from the cells of one order to the cells of another. */
export interface Move {
  cells: Box[]; // of the order before
  home: Int32Array; // the index each pixel had there
  share: number; // of the way, 0 to 1
}

/** What outlives a change of the data. */
export interface State {
  count: number; // values of the image
  position: number; // values in the vector; between whole numbers some are in the air
  flight: Flight;
  goal?: number; // the position that is flown to
  move?: Move;
  revision?: number | string; // of the picture that is shown
  target?: number | null; // that was moved to
  lit?: number | null; // that a scene tells of
  order?: string; // its axes
  pendingOrder?: string; // chosen on the page, and not answered by Python yet
  chosen?: number; // index of the value that was chosen
  hovered?: number; // index of the value under the pointer
  reported: { position?: number; chosen?: number | null }; // what Python knows
  scene?: Scene;
  painted?: Painted; // what the still canvas shows; undefined where all is to be painted
  still?: Ctx;
  air?: Ctx;
  clock?: number; // time of the last frame, in milliseconds
  frame?: number; // the animation frame that is waited for
  onFrame?: (now: number) => void;
  reporting?: ReturnType<typeof setTimeout>;
  observer?: ResizeObserver | null;
  draw?: () => void;
}

/** One mount of the widget with one set of data. */
export interface View {
  sent: Payload; // by Python
  data: Payload; // the same with what the browser knows already
  state: State;
  part: FindPart;
  root: Root;
  stage: HTMLElement;
  send: SetValue;
  render: () => void;
  settle: () => void; // reports and reads out what has come to rest
}
