// Written by `make format` from Python's TypedDict.

import type { BrowserNetwork } from "../../ui/js/browser_network.d.ts";
import type { PackedNumbers } from "../../ui/js/packed_numbers.d.ts";

/** An image, every number on its way to an answer, and how far the picture is to grow. */
export interface Payload {
  side: number;
  image: PackedNumbers;
  source: string;
  shift: number;
  shift_control: string;
  answer: string;
  classes: string[];
  hidden: PackedNumbers;
  probabilities: PackedNumbers;
  connections: Connections[];
  growth: number;
  network: BrowserNetwork | null;
  words: Record<string, string>;
}

/** A layer's strongest products, the strongest first. */
export interface Connections {
  units: number;
  places: PackedNumbers;
  values: PackedNumbers;
}
