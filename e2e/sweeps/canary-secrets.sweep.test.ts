import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "@/e2e/panel/surroundings";
import { canaryOf, generatedSecrets, lookFor } from "@/e2e/sweeps/canary-secrets";
import { sweptForAll } from "@/e2e/sweeps/swept-for-all";
import { routes } from "@/lib/api/contract/routes";

const PROVIDED = {
  smtpPassword: "sMtP canary/+1 æ",
  s3SecretKey: "s3canary0s3canary1",
  licenseKey: "LIC-canary-77",
};
const FREE = { MY_API_TOKEN: "free-canary-4411-zz" };
const LEAST_PLACES = 200;

/** Not secret: it is shown wherever the stack's settings are. */
const ACCESS_KEY = "AKIACONTROL7Q";
/** Put in clear sight, in a note: each in one of the forms that a secret is looked for in. */
const PLANTED = {
  inAddress: "planted in/an address",
  inBase64: "planted in base64",
  inHex: "planted in hex",
};
const NOTE = [
  encodeURIComponent(PLANTED.inAddress),
  Buffer.from(PLANTED.inBase64).toString("base64"),
  Buffer.from(PLANTED.inHex).toString("hex"),
].join(" ");
const DATABASE = /^\/slipway\.db(-wal)?$/;
const BACKUP = /^\/backups\//;

describe("secrets of a stack", () => {
  const panel = sweptForAll();

  it("stand nowhere but where they are revealed, and what is no secret is found where it stands", async () => {
    const swept = panel();
    const { control, url, data } = swept.panel;
    // The sweeps ask for the stack of this name.
    const stack = await control.call(routes["stacks.show"], { params: { stack: swept.stack } });
    const settings = {
      emailTransport: "smtp",
      // The sweep has a test message sent: nothing listens there.
      smtpHost: "127.0.0.1",
      smtpUser: "panel",
      storage: "s3",
      s3Bucket: "files",
      s3Region: "eu-central-1",
      s3AccessKey: ACCESS_KEY,
      variables: Object.entries(FREE).map(([name, value]) => ({ name, value })),
    };
    await control.call(routes["revisions.create"], {
      params: { stack: swept.stack },
      body: { base: stack.revision, settings, access: { mode: "private" }, secrets: PROVIDED, note: NOTE },
    });
    const canaries = [
      ...(await generatedSecrets(swept, swept.stack)),
      ...Object.entries({ ...PROVIDED, ...FREE }).map(([name, value]) => canaryOf(name, value)),
    ];
    await control.call(routes["backup.create"], { body: {} });

    /** Each sort of place that is looked at, by what must be seen there. */
    const controls: { value: string; places: (string | RegExp)[] }[] = [
      {
        value: ACCESS_KEY,
        places: [
          "GET /stacks/swept/settings",
          "GET /stacks/swept/settings as data",
          "action checkStackDraft",
          "stacks.show of the worker",
          DATABASE,
          BACKUP,
        ],
      },
      {
        value: data,
        places: ["GET /api/download/audit.csv", "audit.ndjson of the worker", "environ of a process"],
      },
      { value: `"name":"${swept.stack}"`, places: ["GET /api/stream/events"] },
      { value: url, places: ["/log/worker.log", "/log/web.log"] },
      { value: join(ROOT, "dist", "worker.mjs"), places: ["cmdline of a process"] },
      { value: "Sign out", places: [/\.next\/static\//] },
      ...Object.values(PLANTED).map((value) => ({
        value,
        places: ["revisions.list of the worker", "GET /stacks/swept/activity", DATABASE, BACKUP],
      })),
    ];
    const known = controls.map(({ value }) => canaryOf(`control ${value}`, value));
    const { places, hits } = await lookFor(swept, [...canaries, ...known]);
    const isControl = (name: string) => known.some((control) => control.name === name);
    const leaks = hits.filter(({ name }) => !isControl(name));
    console.log(`${canaries.length} secrets, ${places} places, ${leaks.length} hits`);
    expect(leaks).toEqual([]);
    expect(canaries.length).toBeGreaterThanOrEqual(8);
    expect(places).toBeGreaterThan(LEAST_PLACES);
    const overlooked = controls.flatMap(({ value, places }) =>
      places
        .filter(
          (wanted) => !hits.some(({ name, place }) => name === `control ${value}` && fits(place, wanted)),
        )
        .map((wanted) => `${value} in ${wanted}`),
    );
    expect(overlooked).toEqual([]);
  });
});

function fits(place: string, wanted: string | RegExp): boolean {
  return typeof wanted === "string" ? place === wanted : wanted.test(place);
}
