// A network is fetched once a page, again where it did not arrive, and only the last few stay.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { arrivedNetwork, fetchNetwork } from "../../components/ui/js/network_file.js";
import { casesOf } from "./vectors.js";

const [{ file }] = casesOf("network_files");
/** @type {string[]} */
let asked = [];

/** @param {...(number | "offline")} answers statuses, the last for all that follow */
function serve(...answers) {
  asked = [];
  Object.assign(globalThis, {
    fetch: async (/** @type {URL} */ address) => {
      const status = answers.length > 1 ? answers.shift() : answers[0];
      asked.push(address.pathname.split("/").slice(-2).join("/"));
      if (status === "offline") throw new TypeError("no line");
      return new Response(status === 200 ? file : "", { status });
    },
  });
}

beforeEach(() => {
  Object.assign(globalThis, { [Symbol.for("unrolled.networks")]: undefined });
});

test("a network is fetched once, for all that ask for it", async () => {
  serve(200);
  assert.equal(arrivedNetwork("networks/a"), null);
  const [one, other] = await Promise.all([fetchNetwork("networks/a"), fetchNetwork("networks/a")]);
  assert.equal(one, other);
  assert.equal(arrivedNetwork("networks/a"), one);
  assert.equal(one.at(-1)?.units, 10);
  assert.deepEqual(asked, ["networks/a"]);
});

test("what did not arrive is tried again after a while, and at last given up", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const wait = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    mock.timers.tick(10_000);
  };
  serve("offline", 503, 200);
  const arrival = fetchNetwork("networks/a");
  for (let turn = 0; turn < 3; turn++) await wait();
  assert.equal((await arrival).length, 2);
  assert.equal(asked.length, 3);

  serve(404);
  const failed = assert.rejects(fetchNetwork("networks/b"), /status 404/);
  for (let turn = 0; turn < 5; turn++) await wait();
  await failed;
  assert.equal(arrivedNetwork("networks/b"), null);
  serve(200);
  assert.equal((await fetchNetwork("networks/b")).length, 2);
  mock.timers.reset();
});

test("only the last networks stay", async () => {
  serve(200);
  for (const name of ["a", "b", "c", "d"]) await fetchNetwork(`networks/${name}`);
  assert.equal(arrivedNetwork("networks/a"), null);
  assert.ok(["b", "c", "d"].every((name) => arrivedNetwork(`networks/${name}`)));
});
