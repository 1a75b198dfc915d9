import { gunzipSync, gzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { STACK } from "@/lib/jobs/test-support/fake-world";
import type { JobIntent } from "@/lib/ports/stores";
import { readTar } from "@/lib/read-tar";
import { tarArchive } from "@/lib/tar-archive";
import { fakePanel } from "@/lib/use-cases/test-support/fake-panel";
import { FUNCTIONS_FOLDER } from "@/lib/use-cases/test-support/functions-kind";
import { functionsPanel, packed } from "@/lib/use-cases/test-support/functions-panel";

const ANN = { who: "ann", from: "test" };
const NONE = { query: undefined, body: undefined };

let at: Awaited<ReturnType<typeof functionsPanel>>;
beforeEach(async () => {
  at = await functionsPanel();
});

const refused = (code: string) => ({ code, details: { fix: expect.stringMatching(/\w{3}/) } });
const UNCHANGED = "0".repeat(64);

describe("while the stack's data is backed up or restored", () => {
  async function changes() {
    await at.create("hello");
    const { hash } = await at.read("hello", "index.ts");
    return [
      () => at.create("other"),
      () => at.save("hello", { path: "index.ts", text: "new", base: hash }),
      () => at.removeFile("hello", { path: "index.ts", base: hash }),
      () => at.upload("other", packed({ "other/index.ts": "one" })),
      () => at.remove("hello"),
    ];
  }

  it.each(["backup", "restore"] as const)("no function is changed beside a %s", async (verb) => {
    const all = await changes();
    const job = { ...(await at.world.jobs.list({ limit: 1 }))[0], id: "job-data", verb } as JobIntent;
    await at.world.jobs.create(job, { ...ANN, what: verb, target: STACK.name });
    for (const change of all) await expect(change()).rejects.toMatchObject(refused("stack-busy"));
    const claimed = await at.world.jobs.claim(job.id, "worker", new Date());
    await at.world.jobs.end(job.id, claimed?.fence ?? 0, { state: "succeeded", error: null, steps: [] });
    expect(at.audited()).toEqual(["function hello created"]);
    await at.create("other");
  });

  it("nor is one changed over data that is not whole", async () => {
    const all = await changes();
    await at.world.stacks.setRestoring(STACK.id, "backup-1");
    for (const change of all) await expect(change()).rejects.toMatchObject(refused("stack-busy"));
    expect(at.audited()).toEqual(["function hello created"]);
  });
});

describe("the functions of a stack", () => {
  it("are made from the sample, listed with their addresses, and shown", async () => {
    await at.create("hello");
    await at.create("_shared");
    const { functions, service } = await at.list();
    expect(
      functions.map(({ name, url, isProtected, fileCount }) => [name, url, isProtected, fileCount]),
    ).toEqual([
      ["_shared", null, false, 1],
      ["hello", "http://localhost:19400/functions/v1/hello", false, 1],
      ["main", null, true, 1],
    ]);
    expect(service).toEqual({ name: "side", isRunning: true });
    expect((await at.show("hello")).files.map(({ path, type }) => [path, type])).toEqual([
      ["index.ts", "text"],
    ]);
    expect(at.text("hello/index.ts")).toContain("Deno.serve");
    expect(at.audited()).toEqual(["function hello created", "function _shared created"]);
  });

  it("are read and saved, a new file among them; what is the same is not written", async () => {
    await at.create("hello");
    const { text, hash } = await at.read("hello", "index.ts");
    const saved = await at.save("hello", { path: "index.ts", text: `${text}// more\r\n`, base: hash });
    expect(at.text("hello/index.ts")).toBe(`${text}// more\r\n`);
    expect((await at.read("hello", "index.ts")).hash).toBe(saved.hash);
    await at.save("hello", { path: "index.ts", text: `${text}// more\r\n`, base: saved.hash });
    await at.save("hello", { path: "lib/a.ts", text: "", base: null });
    expect(at.text("hello/lib/a.ts")).toBe("");
    expect(at.audited().slice(1)).toEqual([
      "function hello: index.ts saved",
      "function hello: lib/a.ts saved",
    ]);
  });

  it("tell the second of two who change a file, and lose nothing of the first", async () => {
    await at.create("hello");
    const { hash } = await at.read("hello", "index.ts");
    const both = await Promise.allSettled([
      at.save("hello", { path: "index.ts", text: "ann's", base: hash }),
      at.save("hello", { path: "index.ts", text: "bob's", base: hash }),
    ]);
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect(both[1]).toMatchObject({ reason: refused("file-changed") });
    expect(at.text("hello/index.ts")).toBe("ann's");
    await expect(at.save("hello", { path: "index.ts", text: "new", base: null })).rejects.toMatchObject(
      refused("file-changed"),
    );
    await expect(at.removeFile("hello", { path: "index.ts", base: hash })).rejects.toMatchObject(
      refused("file-changed"),
    );
    await expect(at.save("hello", { path: "gone.ts", text: "x", base: hash })).rejects.toMatchObject({
      ...refused("file-changed"),
      message: expect.stringContaining("removed meanwhile"),
    });
    expect(at.text("hello/index.ts")).toBe("ann's");
  });

  it("take an archive as a new function, and in the place of all files of one", async () => {
    const first = await at.upload("hello", packed({ "hello/index.ts": "one", "hello/old.ts": "old" }));
    expect(first.files.map(({ path }) => path)).toEqual(["index.ts", "old.ts"]);
    await expect(at.upload("hello", packed({ "index.ts": "two" }))).rejects.toMatchObject(
      refused("name-taken"),
    );
    await expect(at.upload("hello", packed({ "index.ts": "two" }), UNCHANGED)).rejects.toMatchObject(
      refused("file-changed"),
    );
    const next = await at.upload("hello", packed({ "index.ts": "two", "lib/a.ts": "a" }), first.version);
    expect(next.files.map(({ path }) => path)).toEqual(["index.ts", "lib/a.ts"]);
    expect([at.text("hello/index.ts"), at.text("hello/old.ts")]).toEqual(["two", null]);
    expect(at.audited()).toEqual(["function hello uploaded", "function hello replaced by an upload"]);
  });

  it("write nothing of an archive that is not right to its end", async () => {
    for (const path of ["../main/index.ts", "/etc/passwd", "a/../../main/index.ts"]) {
      const archive = packed({ "index.ts": "fine", "lib/a.ts": "fine", [path]: "evil" });
      await expect(at.upload("hello", archive), path).rejects.toMatchObject({ code: "archive-refused" });
    }
    await expect(at.upload("hello", gzipSync(tarArchive([], new Date(0))))).rejects.toMatchObject({
      code: "archive-refused",
    });
    expect(at.volumeFiles.log).toEqual([]);
    expect(at.audited()).toEqual([]);
    expect(at.text("main/index.ts")).toBe("lead each call to its function");
  });

  it("do not write through links, nor put a file in the place of a folder", async () => {
    await at.create("hello");
    at.volumeFiles.put(at.side.id, `${FUNCTIONS_FOLDER}/hello/outside`, "", "link");
    const { version } = await at
      .save("hello", { path: "lib/a.ts", text: "a", base: null })
      .then(() => at.show("hello"));
    for (const path of ["outside/passwd", "outside", "lib", "index.ts/x"]) {
      await expect(at.save("hello", { path, text: "x", base: null }), path).rejects.toMatchObject(
        refused("input-invalid"),
      );
    }
    for (const path of ["outside/passwd", "outside", "lib", "index.ts/x"]) {
      const archive = packed({ [path]: "x", "z.ts": "z" });
      await expect(at.upload("hello", archive, version), path).rejects.toMatchObject(
        refused("archive-refused"),
      );
    }
    expect((await at.show("hello")).left).toEqual(["outside"]);
    expect(at.text("hello/lib/a.ts")).toBe("a");
  });

  it("are downloaded as they are, without what leads out", async () => {
    await at.upload(
      "hello",
      packed({ "index.ts": "one", [`${"long/".repeat(30)}a.ts`]: "deep", "b.bin": "\0\xff" }),
    );
    at.volumeFiles.put(at.side.id, `${FUNCTIONS_FOLDER}/hello/outside`, "", "link");
    const answer = await at.download("hello");
    if (!("chunks" in answer)) throw new Error("it is passed through");
    const parts: Uint8Array[] = [];
    for await (const part of answer.chunks) parts.push(part);
    const tar = gunzipSync(Buffer.concat(parts));
    const found: string[] = [];
    async function* whole() {
      yield tar;
    }
    for await (const { path, type } of readTar(whole())) found.push(`${type} ${path}`);
    expect(found.sort()).toEqual([
      "file hello/b.bin",
      "file hello/index.ts",
      `file hello/${"long/".repeat(30)}a.ts`,
    ]);
    expect(at.audited().at(-1)).toBe("function hello downloaded");
    const again = await at.upload("copy", Buffer.concat(parts));
    expect(again.files).toEqual((await at.show("hello")).files);
  });

  it("are deleted when the name was typed", async () => {
    await at.create("hello");
    await expect(at.remove("hello", "helo")).rejects.toMatchObject(refused("confirmation-missing"));
    expect(at.text("hello/index.ts")).not.toBeNull();
    await at.remove("hello");
    expect(at.text("hello/index.ts")).toBeNull();
    expect(at.audited().at(-1)).toBe("function hello deleted");
    await expect(at.show("hello")).rejects.toMatchObject(refused("not-found"));
  });

  it("leave the service's own alone", async () => {
    const { files, version } = await at.show("main");
    const hash = files[0]?.hash ?? "";
    expect((await at.read("main", "index.ts")).text).toContain("lead each call");
    for (const attempt of [
      () => at.save("main", { path: "index.ts", text: "x", base: hash }),
      () => at.save("main", { path: "x.ts", text: "x", base: null }),
      () => at.removeFile("main", { path: "index.ts", base: hash }),
      () => at.upload("main", packed({ "index.ts": "x" }), version),
      () => at.remove("main"),
    ]) {
      await expect(attempt()).rejects.toMatchObject(refused("not-allowed"));
    }
    await expect(at.create("main")).rejects.toMatchObject(refused("name-taken"));
    expect(at.volumeFiles.log).toEqual([]);
  });

  it.each(["..", ".", "../main", "a/b", "-rf", "a b", ""])("refuse the name %j everywhere", async (name) => {
    await expect(at.create(name)).rejects.toMatchObject(refused("name-invalid"));
    await expect(at.upload(name, packed({ a: "x" }))).rejects.toMatchObject(refused("name-invalid"));
    for (const attempt of [
      () => at.show(name),
      () => at.download(name),
      () => at.remove(name),
      () => at.save(name, { path: "a", text: "", base: null }),
    ]) {
      await expect(attempt()).rejects.toMatchObject(refused("not-found"));
    }
    expect(at.volumeFiles.log).toEqual([]);
  });

  it.each(["../main/index.ts", "/etc/passwd", "", "a/..", "a\0"])(
    "refuse the path %j everywhere",
    async (path) => {
      await at.create("hello");
      const written = [...at.volumeFiles.log];
      for (const attempt of [
        () => at.read("hello", path),
        () => at.save("hello", { path, text: "x", base: null }),
        () => at.removeFile("hello", { path, base: UNCHANGED }),
      ]) {
        await expect(attempt()).rejects.toMatchObject(refused("input-invalid"));
      }
      expect(at.volumeFiles.log).toEqual(written);
    },
  );

  it("are read and written while the service is stopped, and not removed", async () => {
    await at.create("hello");
    const { hash } = await at.read("hello", "index.ts");
    at.stop();
    expect((await at.list()).service.isRunning).toBe(false);
    await at.save("hello", { path: "a.ts", text: "x", base: null });
    for (const attempt of [
      () => at.removeFile("hello", { path: "index.ts", base: hash }),
      () => at.remove("hello"),
      async () => at.upload("hello", packed({ "z.ts": "z" }), (await at.show("hello")).version),
    ]) {
      await expect(attempt()).rejects.toMatchObject(refused("functions-unavailable"));
    }
    expect(at.text("hello/index.ts")).not.toBeNull();
    expect(at.text("hello/z.ts")).toBeNull();
    expect(at.audited().at(-1)).toBe("function hello: a.ts saved");
  });

  it("are reached by the stack's own container with its own volume, and by no other", async () => {
    const { engine } = at.world;
    const side = engine.containers.get(at.side.id) ?? at.side;
    const mount = { type: "volume", source: "", target: FUNCTIONS_FOLDER, volume: "blog_functions" };
    engine.containers.set(side.id, { ...side, mounts: [mount] });
    await expect(at.list()).rejects.toMatchObject(refused("functions-unavailable"));
    engine.containers.set(side.id, { ...side, name: "somebody-elses" });
    await expect(at.list()).rejects.toMatchObject(refused("functions-unavailable"));
    engine.containers.delete(side.id);
    await expect(at.create("hello")).rejects.toMatchObject(refused("functions-unavailable"));
    expect(at.volumeFiles.log).toEqual([]);
  });
});

it("are none of a kind without them", async () => {
  const { panel, world } = fakePanel();
  await world.define();
  const list = panel.verbs["functions.list"]({ params: { stack: STACK.id }, ...NONE }, ANN);
  await expect(list).rejects.toMatchObject({ code: "not-found", message: "shop has no edge functions" });
});

it("say that the engine is away", async () => {
  at.world.engine.silent = true;
  await expect(at.list()).rejects.toMatchObject({ code: "engine-unreachable" });
});
