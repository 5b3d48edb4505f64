// Written by `make format` from Python's TypedDict.

/** The learner's chain, and the last one whose numbers are known. */
export interface Payload {
  chain: string;
  stamp: number;
  kinds: Record<string, Setting[]>;
  inputs: [string, string][];
  most: number;
  built: Built | null;
  status: string;
  words: Record<string, string>;
}

/** One argument of a layer, and how it is chosen or typed. */
export interface Setting {
  name: string;
  default: string;
  options?: string[];
  least?: number;
  most?: number;
  form?: string;
}

/** A chain as Keras built it. */
export interface Built {
  chain: string;
  input: Tensor;
  joints: Joint[];
  loss: Loss;
  parameters: number;
  weightBytes: number;
  multiplyAdds: number | null;
  bytes: number;
}

/** What one image is at one place of the chain. */
export interface Tensor {
  shape: (number | null)[] | null;
  numbers: number | null;
  bytes: number | null;
}

/** A layer, and the tensor that comes out of it. */
export interface Joint {
  shape: (number | null)[] | null;
  numbers: number | null;
  bytes: number | null;
  state: "ok" | "error" | "unreached";
  parameters: number | null;
  weightBytes: number | null;
  multiplyAdds: number | null;
  message: string;
  explanation: string;
}

/** Whether the chain's output suits the loss. */
export interface Loss {
  reached: boolean;
  message: string;
  explanation: string;
}
