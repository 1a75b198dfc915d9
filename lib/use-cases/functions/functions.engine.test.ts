import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTar } from "@/lib/read-tar";
import { createPanel } from "@/lib/use-cases/create-panel";
import type { Panel } from "@/lib/use-cases/panel";
import { FUNCTIONS_FOLDER, functionsKind } from "@/lib/use-cases/test-support/functions-kind";
import { realPanel } from "@/lib/use-cases/test-support/real-panel";
import { TESTER, untilEnded } from "@/lib/use-cases/test-support/until-ended";

const none = { params: undefined, query: undefined, body: undefined };

let at: Awaited<ReturnType<typeof realPanel>>;
let panel: Panel;
beforeAll(async () => {
  at = await realPanel("functions");
  panel = createPanel({ ...at.dependencies, kinds: { tiny: functionsKind(at.image, at.port) } });
  await panel.start();
});
afterAll(async () => {
  await panel.stop();
  await at.close();
});

async function deploy(stack: string): Promise<void> {
  const job = await panel.verbs["stacks.deploy"]({ ...none, params: { stack }, body: {} }, TESTER);
  expect((await untilEnded(panel, job)).error).toBeNull();
}

async function sideOf(stack: string): Promise<string> {
  const { services } = await panel.verbs["stacks.show"]({ ...none, params: { stack } }, TESTER);
  return services.find(({ name }) => name === "side")?.containerId ?? "";
}

describe("functions of a stack on the real engine", { timeout: 120_000 }, () => {
  it("are made, changed, kept when the container is made anew, changed while it is stopped, downloaded, deleted", async () => {
    const name = `${at.run}-${Math.random().toString(36).slice(2, 8)}`;
    const body = { kind: "tiny", name, settings: {}, access: { mode: "private" as const }, secrets: {} };
    await panel.verbs["stacks.create"]({ ...none, body }, TESTER);
    const params = { stack: name, function: "hello" };
    const list = () => panel.verbs["functions.list"]({ ...none, params: { stack: name } }, TESTER);
    const read = () =>
      panel.verbs["functions.read-file"]({ ...none, params, query: { path: "index.ts" } }, TESTER);
    await expect(list()).rejects.toMatchObject({ code: "functions-unavailable" });

    await deploy(name);
    expect((await list()).functions).toEqual([]);
    await panel.verbs["functions.create"](
      { ...none, params: { stack: name }, body: { name: "hello" } },
      TESTER,
    );
    const { hash } = await read();
    const changed = { path: "index.ts", text: "// mine: ü\r\n", base: hash };
    await panel.verbs["functions.save-file"]({ ...none, params, body: changed }, TESTER);
    const first = await sideOf(name);
    const file = ["cat", `${FUNCTIONS_FOLDER}/hello/index.ts`];
    expect((await at.engine.exec(first, file, {}, 10_000)).stdout).toBe("// mine: ü\r\n");

    await at.engine.removeContainer(first);
    await expect(list()).rejects.toMatchObject({ code: "functions-unavailable" });
    await deploy(name);
    expect(await sideOf(name)).not.toBe(first);
    expect((await read()).text).toBe("// mine: ü\r\n");

    await at.engine.stopContainer(await sideOf(name), 0);
    expect((await list()).service.isRunning).toBe(false);
    const another = { path: "lib/answer.ts", text: "export {};\n", base: null };
    await panel.verbs["functions.save-file"]({ ...none, params, body: another }, TESTER);
    const remove = () =>
      panel.verbs["functions.remove"]({ ...none, params, body: { confirmName: "hello" } }, TESTER);
    await expect(remove()).rejects.toMatchObject({ code: "functions-unavailable" });
    await at.engine.startContainer(await sideOf(name));

    const download = await panel.verbs["functions.download"]({ ...none, params }, TESTER);
    if (!("chunks" in download)) throw new Error("it is passed through");
    const parts: Uint8Array[] = [];
    for await (const part of download.chunks) parts.push(part);
    async function* tar() {
      yield gunzipSync(Buffer.concat(parts));
    }
    const paths: string[] = [];
    for await (const { path } of readTar(tar())) paths.push(path);
    expect(paths.sort()).toEqual(["hello/index.ts", "hello/lib/answer.ts"]);

    await remove();
    expect((await list()).functions).toEqual([]);
    expect(at.faults).toEqual([]);
  });
});
