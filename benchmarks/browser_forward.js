// Times preparation and forward pass of drawings; benchmarks/browser_forward.py runs it.

import { readFileSync } from "node:fs";
import { arrayOf } from "../components/ui/js/nn/arrays.js";
import { traceAttribution } from "../components/ui/js/nn/attribution.js";
import { productsOf } from "../components/ui/js/nn/dense.js";
import { traceNetwork } from "../components/ui/js/nn/network.js";
import { layersIn } from "../components/ui/js/nn/network_binary.js";
import { traceSoftmax } from "../components/ui/js/nn/softmax.js";
import { tracePreparation } from "../components/ui/js/preparation/mnist_preprocessing.js";
import { median } from "../components/ui/js/preparation/statistics.js";

const [network, drawn] = process.argv.slice(2);
const { buffer, byteOffset, byteLength } = readFileSync(network);
const layers = layersIn(buffer.slice(byteOffset, byteOffset + byteLength));
const images = JSON.parse(readFileSync(drawn, "utf-8")).map((values) => arrayOf([28, 28], values));

const now = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

function timed(image) {
  const began = now();
  const { centered } = tracePreparation(image);
  const between = now();
  const trace = traceNetwork(centered, layers);
  traceSoftmax(trace.dense.at(-1).sums);
  trace.dense.forEach(productsOf);
  const [first, second] = [...trace.outputs.keys()].sort(
    (one, other) => trace.outputs[other] - trace.outputs[one],
  );
  traceAttribution(trace, first, second);
  return [between - began, now() - between];
}

for (const image of images) timed(image); // until the compiler has seen it often enough
const times = images.map(timed);
console.log(JSON.stringify([0, 1].map((part) => median(times.map((time) => time[part])))));
