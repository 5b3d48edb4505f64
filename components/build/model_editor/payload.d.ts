// Written by `make format` from Python's TypedDict.

/** The learner's stack, and the report of the last stack whose numbers are known. */
export interface Payload {
  stack: string;
  revision: number;
  layerTypes: Record<string, LayerOption[]>;
  inputs: string[];
  maxLayers: number;
  report: ModelReport | null;
  status: string;
  budget: number | null;
  fills: boolean;
  words: Record<string, string>;
}

/** One argument of a layer, and how it is chosen or typed. */
export interface LayerOption {
  name: string;
  default: string;
  options?: string[];
  min?: number;
  max?: number;
  form?: string;
}

/** A stack as Keras built it. */
export interface ModelReport {
  stack: string;
  input: Tensor;
  layers: LayerReport[];
  loss: Loss;
  parameters: number;
  weightBytes: number;
  multiplyAdds: number | null;
  bytes: number;
}

/** The tensor of one image at one position of the stack. */
export interface Tensor {
  shape: (number | null)[] | null;
  numbers: number | null;
  bytes: number | null;
}

/** A layer's costs, and the tensor it returns. */
export interface LayerReport {
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

/** Whether the stack's output suits the loss. */
export interface Loss {
  reached: boolean;
  message: string;
  explanation: string;
}
