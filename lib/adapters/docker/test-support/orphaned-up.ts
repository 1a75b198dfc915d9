import { createCompose } from "@/lib/adapters/docker/compose";
import { createDockerEngine } from "@/lib/adapters/docker/engine";
import type { ComposeFiles } from "@/lib/ports/compose";

type Order = { socketPath: string; scratchFolder: string; ownFolder: string; files: ComposeFiles };

/** A worker that runs one `up` and is killed by the test in its midst. The order comes on stdin. */
let text = "";
for await (const part of process.stdin) text += String(part);
const order = JSON.parse(text) as Order;
const compose = createCompose({
  ...order,
  engine: createDockerEngine(order),
  environment: process.env,
});
await compose.up(order.files, { signal: new AbortController().signal, onOutput: () => {} });
