// What a widget's script is called with by Streamlit, and what it keeps.

/** A widget's root: a shadow root, or an element where there is none. */
export type Root = ShadowRoot;

export type SetValue = (name: string, value: unknown) => void;

/** The argument of every `view.js`. */
export interface Widget<Payload> {
  data: Payload;
  parentElement: Root;
  setStateValue: SetValue;
  setTriggerValue: SetValue;
}

/** Called when the widget is taken off the page or its data change. */
export type Cleanup = () => void;

export type Color = [red: number, green: number, blue: number] | number[];
export type Box = [x: number, y: number, width: number, height: number];
export type Ctx = CanvasRenderingContext2D;
export type Values = ArrayLike<number> & { reduce: Float64Array["reduce"] } & Iterable<number>;

/** The page's own colors and font. */
export interface Theme {
  background: string;
  text: string;
  /** Of controls, and of what is pointed at. */
  primary: string;
  /** Of what a layer or the network puts out. */
  output: string;
  border: string;
  panel: string;
  font: string;
  dark: boolean;
}

/** An element, as loosely as scripts use what their own html has: any part may be an input. */
export type Part = HTMLElement & HTMLInputElement & HTMLSelectElement & HTMLCanvasElement &
  HTMLButtonElement & HTMLDialogElement & HTMLAnchorElement & HTMLTableElement &
  HTMLTableSectionElement;

export type FindPart = (name: string, kind?: string) => any;

/** One mount of a widget with one set of data; the state outlives it. */
export interface Mount<Payload, State> {
  data: Payload;
  state: State;
  part: FindPart;
  root: Root;
}
