import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canaryOf, generatedSecrets, lookForSecrets } from "@/e2e/sweeps/canary-secrets";
import { SweptPanel } from "@/e2e/sweeps/swept-panel";
import { routes } from "@/lib/api/contract/routes";

const PROVIDED = {
  smtpPassword: "sMtP canary/+1 æ",
  s3SecretKey: "s3canary0s3canary1",
  licenseKey: "LIC-canary-77",
};
const FREE = { MY_API_TOKEN: "free-canary-4411-zz" };
const LEAST_PLACES = 200;

describe("secrets of a stack", () => {
  let swept: SweptPanel;
  beforeAll(async () => {
    swept = await SweptPanel.open();
  });
  afterAll(async () => swept?.close());

  it("stand nowhere but where they are revealed", async () => {
    const { control } = swept.panel;
    // The sweeps ask for the stack of this name.
    const stack = await control.call(routes["stacks.show"], { params: { stack: swept.stack } });
    const settings = {
      emailTransport: "smtp",
      smtpHost: "mail.example.com",
      smtpUser: "panel",
      storage: "s3",
      s3Bucket: "files",
      s3Region: "eu-central-1",
      s3AccessKey: "AKIAEXAMPLE",
      variables: Object.entries(FREE).map(([name, value]) => ({ name, value })),
    };
    await control.call(routes["revisions.create"], {
      params: { stack: swept.stack },
      body: { base: stack.revision, settings, access: { mode: "private" }, secrets: PROVIDED, note: "" },
    });
    const canaries = [
      ...(await generatedSecrets(swept, swept.stack)),
      ...Object.entries({ ...PROVIDED, ...FREE }).map(([name, value]) => canaryOf(name, value)),
    ];
    await control.call(routes["backup.create"], { body: {} });
    const { places, hits } = await lookForSecrets(swept, canaries);
    console.log(`${canaries.length} secrets, ${places} places, ${hits.length} hits`);
    expect(hits).toEqual([]);
    expect(canaries.length).toBeGreaterThanOrEqual(8);
    expect(places).toBeGreaterThan(LEAST_PLACES);
  });
});
