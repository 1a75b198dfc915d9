import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import type { SandboxedWorker } from "@/e2e/attacks/hostile/sandboxed-worker";
import { callWith, type Slot, slotsOf } from "@/e2e/attacks/hostile/slots";
import { type Answer, inParallel } from "@/e2e/sweeps/send";
import type { RouteContract } from "@/lib/api/contract/route";
import { type RouteId, routes } from "@/lib/api/contract/routes";
import { kinds } from "@/lib/stacks/registry";
import type { SettingFields } from "@/lib/stacks/settings";
import { tarArchive } from "@/lib/tar-archive";

const AT_ONCE = 8;
/** Characters, each of which may take nine when it is encoded. */
const LONGEST_IN_A_HEAD = 1500;

/** Take long, since they write a whole backup, try a place or leave a large stack behind: they get one value of so many. */
const SELDOM: Partial<Record<RouteId, number>> = {
  "backup.create": 20,
  "backups.settings": 5,
  "imports.create": 20,
};

/** Answer with the stack that they have made. */
const MAKING: readonly RouteId[] = ["stacks.create", "imports.create"];

const FUNCTION = { function: "hello", path: "index.ts", text: "", base: "0".repeat(64) };
const ARCHIVE = gzipSync(tarArchive([{ path: "index.ts", content: "", mode: 0o644 }], new Date(0))).toString(
  "base64",
);

/** Would change what the other calls stand on when they are as they should be. */
const BENIGN: Partial<Record<RouteId, Readonly<Record<string, unknown>>>> = {
  "stacks.logs": { follow: "false", tail: 1 },
  "backups.test": { place: "folder", name: "slipway-2026-01-01T00-00-00Z.backup" },
  "backups.download": { place: "folder", name: "slipway-2026-01-01T00-00-00Z.backup" },
  "backups.remove": { place: "folder", name: "slipway-2026-01-01T00-00-00Z.backup" },
  "functions.create": { name: "hello" },
  "functions.show": FUNCTION,
  "functions.read-file": FUNCTION,
  "functions.save-file": FUNCTION,
  "functions.remove-file": FUNCTION,
  // One file, index.ts, packed by tar and gzip.
  "functions.upload": { ...FUNCTION, archive: ARCHIVE },
  "functions.download": FUNCTION,
  "functions.remove": { ...FUNCTION, confirmName: "other" },
  "backups.settings": {
    schedule: { every: "off", hour: 0, weekday: 0 },
    keep: 1000,
    folder: "",
    // Nobody listens on the port of discarded things.
    endpoint: "http://127.0.0.1:9",
    region: "eu-central-1",
    bucket: "bucket",
    prefix: "",
    accessKey: "key",
    secretKey: "key",
    pathStyle: true,
  },
};

export type Swept = {
  calls: number;
  accepted: number;
  /** Answers that no input may lead to. */
  unexpected: string[];
  /** Stacks that were made by a hostile name or value. */
  made: string[];
};

/** Each value to every route that takes a text; the places of a route take turns. */
export async function sweepVerbs(
  worker: SandboxedWorker,
  stack: string,
  values: readonly { number: number; value: string }[],
): Promise<Swept> {
  const swept: Swept = { calls: 0, accepted: 0, unexpected: [], made: [] };
  const calls = attackedRoutes().flatMap(({ id, slots }) =>
    values
      .filter(({ number }) => number % (SELDOM[id] ?? 1) === 0)
      .flatMap(({ number, value }) => {
        const slot = slots[Math.floor(number / (SELDOM[id] ?? 1)) % slots.length];
        return slot === undefined ? [] : [{ slot, number, value: placed(worker, slot, value) }];
      }),
  );
  await inParallel(calls, AT_ONCE, async ({ slot, number, value }) => {
    const answer = await send(worker, stack, slot, number, value);
    swept.calls += 1;
    if (answer.status === 200) swept.accepted += 1;
    const refused = codeOf(answer);
    // A head of more than 16 KiB is cut off before anybody reads it.
    const isCut = answer.status === 0 && value.length < LONGEST_IN_A_HEAD;
    if (answer.text.includes(worker.bait))
      swept.unexpected.push(`${slot.name} read a file that is none of its own`);
    if (isCut || refused === "unexpected" || (answer.status === 500 && refused === "")) {
      swept.unexpected.push(
        `${slot.name} with ${JSON.stringify(value.slice(0, 200))}: ${answer.status} ${answer.text}`,
      );
    }
    if (answer.status === 200 && MAKING.includes(slot.route)) {
      swept.made.push((JSON.parse(answer.text) as { id: string }).id);
    }
  });
  return swept;
}

/** Every route with a place for a text; those that change where backups are kept come last. */
export function attackedRoutes(): { id: RouteId; slots: Slot[] }[] {
  return (Object.keys(routes) as RouteId[])
    .map((id) => ({ id, slots: slotsOf(id) }))
    .filter(({ slots }) => slots.length > 0)
    .toSorted((a, b) => (SELDOM[a.id] ?? 0) - (SELDOM[b.id] ?? 0));
}

/** As it was before anything hostile was said of backups. */
export async function resetBackups({ control }: SandboxedWorker): Promise<void> {
  await control.call(routes["backups.settings"], {
    body: { schedule: { every: "off", hour: 0, weekday: 0 }, keep: 1000, folder: "", s3: null },
  });
}

/** Who may name a file by its path may name any: the paths that are named here are below a folder of their own. */
function placed(worker: SandboxedWorker, { route, path }: Slot, value: string): string {
  const isPath = (route === "backup.create" && path[0] === "out") || path[0] === "folder";
  if (!isPath || !value.startsWith("/")) return value;
  const inside = `${worker.places}/${value.replaceAll("..", "…").slice(0, 100)}`;
  return resolve(inside).startsWith(`${worker.places}/`) ? inside : worker.places;
}

async function send(
  worker: SandboxedWorker,
  stack: string,
  slot: Slot,
  number: number,
  value: string,
): Promise<Answer> {
  const route: RouteContract = routes[slot.route];
  const benign = {
    stack,
    kind: "directus",
    revision: 1,
    base: 1,
    ...BENIGN[slot.route],
    ...settingOf(slot, number),
  };
  const input = callWith(slot, value, benign);
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => segment(input.params[name], number));
  const query = new URLSearchParams(
    Object.entries(input.query).map(([name, one]) => [name, String(one)] as [string, string]),
  ).toString();
  return worker.calls.send({
    method: route.method,
    path: query === "" ? path : `${path}?${query}`,
    headers: { "content-type": "application/json" },
    ...(route.body !== undefined && { body: JSON.stringify(input.body) }),
  });
}

/** As clients write it, and every third time as it is, where a line of a request can hold that. */
function segment(value: unknown, number: number): string {
  const text = String(value);
  const raw = /^[!-~]+$/.test(text) && !/[?#\s]/.test(text);
  if (number % 3 === 0 && raw) return text;
  return encodeURIComponent(text.toWellFormed());
}

/** Settings are attacked under their own names, which take turns as well. */
function settingOf({ path }: Slot, number: number): Record<string, unknown> {
  if (path[0] !== "settings") return {};
  if (path.length > 2) return { "settings.*": "variables" };
  const names = textFields(kinds.directus?.settings ?? {});
  return { "settings.*": names[number % names.length] };
}

export function textFields(fields: SettingFields): string[] {
  return Object.entries(fields).flatMap(([name, { type }]) =>
    type === "text" || type === "choice" ? [name] : [],
  );
}

function codeOf({ text }: Answer): string {
  return /"code":"([\w-]+)"/.exec(text)?.[1] ?? "";
}
