// Written by `make format` from Python's TypedDict.

import type { BrowserNetwork } from "../../ui/js/browser_network.d.ts";
import type { PackedNumbers } from "../../ui/js/packed_numbers.d.ts";

/** A scene of the network, and the numbers that it shows. */
export interface Payload {
  scene: "whole" | "hidden" | "logits" | "exp" | "largest" | "certainty" | "order" | "solved";
  open: boolean;
  has_pad: boolean;
  is_example: boolean;
  columns: number;
  classes: string[];
  words: Record<string, string>;
  picture: Reading;
  moved: Moved | null;
  tests: OrderTest | null;
  network: BrowserNetwork;
}

/** An image's way through the network, exact, before the browser can compute it. */
export interface Reading {
  input: PackedNumbers;
  hidden: PackedNumbers;
  logits: number[];
  probabilities: number[];
}

/** The image moved to the right, and what its pixels add to one logit less another. */
export interface Moved {
  by: number;
  control: string;
  reading: Reading;
  one: number;
  other: number;
  before: PackedNumbers;
  after: PackedNumbers;
}

/** Test images read in two orders, and the accuracy of all 10,000. */
export interface OrderTest {
  images: string;
  labels: number[];
  by_row: number[];
  by_column: number[];
  right: number;
  wrong: number;
}
