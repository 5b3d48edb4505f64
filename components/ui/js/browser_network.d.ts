// Written by `make format` from Python's TypedDict.

/** A network that the browser computes with itself, and how it reads the picture on the pad. */
export interface BrowserNetwork {
  network: string;
  prepare: boolean;
  read_order: string;
  prepare_control: string;
  order_control: string;
  picture: number;
}
