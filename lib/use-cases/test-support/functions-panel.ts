import { gzipSync } from "node:zlib";
import { STACK } from "@/lib/jobs/test-support/fake-world";
import { MemoryVolumeFiles } from "@/lib/ports/fakes/memory-volume-files";
import { tarArchive } from "@/lib/tar-archive";
import { fakePanel } from "@/lib/use-cases/test-support/fake-panel";
import { FUNCTIONS_FOLDER, functionsKind } from "@/lib/use-cases/test-support/functions-kind";

const ANN = { who: "ann", from: "test" };
const NONE = { query: undefined, body: undefined };

/** A panel in memory with a deployed stack that has functions, and its verbs in short. */
export async function functionsPanel() {
  const volumeFiles = new MemoryVolumeFiles();
  const { panel, world } = fakePanel({ volumeFiles, kinds: { tiny: functionsKind("registry.test/tiny:1") } });
  await world.define();
  await world.run("deploy");
  const side = [...world.engine.containers.values()].find(({ name }) => name === `${STACK.name}-side-1`);
  if (side === undefined) throw new Error("the service was not deployed");
  const mounts = [
    { type: "volume", source: "/var/lib", target: FUNCTIONS_FOLDER, volume: `${STACK.name}_functions` },
  ];
  world.engine.containers.set(side.id, { ...side, mounts });
  volumeFiles.put(side.id, FUNCTIONS_FOLDER, "", "folder");
  volumeFiles.put(side.id, `${FUNCTIONS_FOLDER}/main/index.ts`, "lead each call to its function");
  const { verbs } = panel;
  const stack = { stack: STACK.id };
  const of = (name: string) => ({ ...stack, function: name });
  return {
    world,
    verbs,
    volumeFiles,
    side,
    stack,
    audited: () =>
      world.stacks.audit
        .slice(1)
        .map(({ what }) => what)
        .filter((what) => /function/.test(what)),
    text: (path: string) => volumeFiles.text(side.id, `${FUNCTIONS_FOLDER}/${path}`),
    list: () => verbs["functions.list"]({ params: stack, ...NONE }, ANN),
    show: (name: string) => verbs["functions.show"]({ params: of(name), ...NONE }, ANN),
    create: (name: string) =>
      verbs["functions.create"]({ params: stack, query: undefined, body: { name } }, ANN),
    read: (name: string, path: string) =>
      verbs["functions.read-file"]({ params: of(name), query: { path }, body: undefined }, ANN),
    save: (name: string, body: { path: string; text: string; base: string | null }) =>
      verbs["functions.save-file"]({ params: of(name), query: undefined, body }, ANN),
    removeFile: (name: string, body: { path: string; base: string }) =>
      verbs["functions.remove-file"]({ params: of(name), query: undefined, body }, ANN),
    upload: (name: string, archive: Uint8Array, base: string | null = null) =>
      verbs["functions.upload"](
        {
          params: of(name),
          query: undefined,
          body: { archive: Buffer.from(archive).toString("base64"), base },
        },
        ANN,
      ),
    download: (name: string) => verbs["functions.download"]({ params: of(name), ...NONE }, ANN),
    remove: (name: string, confirmName = name) =>
      verbs["functions.remove"]({ params: of(name), query: undefined, body: { confirmName } }, ANN),
    stop: () => {
      volumeFiles.stopped.add(side.id);
      const now = world.engine.containers.get(side.id) ?? side;
      world.engine.containers.set(side.id, { ...now, state: "exited" });
    },
  };
}

/** Files as an archive to upload. */
export function packed(files: Readonly<Record<string, string>>): Uint8Array {
  const entries = Object.entries(files).map(([path, content]) => ({ path, content, mode: 0o644 }));
  return gzipSync(tarArchive(entries, new Date(0)));
}
