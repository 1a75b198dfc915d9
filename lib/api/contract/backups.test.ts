import { expect, it } from "vitest";
import { backupRoutes } from "@/lib/api/contract/backups";

const { body } = backupRoutes["backups.settings"];

function settings(endpoint: string, pathStyle: boolean) {
  const s3 = { endpoint, region: "us-east-1", bucket: "panel", prefix: "", accessKey: "a", pathStyle };
  return { schedule: { every: "off", hour: 0, weekday: 0 }, keep: 1, folder: null, s3 };
}

it.each(["http://10.0.0.5:9000", "https://[fd00::5]", "http://2130706433"])(
  "refuses a bucket in the host name of %s, which has none",
  (endpoint) => {
    const refused = body.safeParse(settings(endpoint, false));
    expect(refused.error?.issues).toMatchObject([{ path: ["s3", "endpoint"] }]);
    expect(body.safeParse(settings(endpoint, true)).success).toBe(true);
  },
);

it("takes one before a name, and names of backups with a series and without", () => {
  expect(body.safeParse(settings("https://s3.eu-central-1.amazonaws.com", false)).success).toBe(true);
  const { params } = backupRoutes["backups.test"];
  for (const name of ["", "-0a1b2c3d", "-2", "-0a1b2c3d-1000"]) {
    const one = { place: "folder", name: `slipway-2026-11-21T05-00-00Z${name}.backup` };
    expect(params.safeParse(one).success).toBe(true);
  }
});
