import { describe, expect, it } from "vitest";
import { type ErrorCode, PanelError } from "@/lib/errors";
import { FakeWorld } from "@/lib/jobs/test-support/fake-world";

async function deployed(change: (world: FakeWorld) => void) {
  const world = new FakeWorld();
  await world.define();
  change(world);
  const worker = world.worker();
  const { id } = await world.submit(worker, "deploy");
  const { error } = await world.ended(id);
  await worker.runner.stop();
  return error;
}

function refusingPulls(code: ErrorCode) {
  return ({ engine }: FakeWorld) => {
    engine.pullImage = async (image) => {
      throw new PanelError(code, `${image} is not to be had`, { fix: "As the registry says" });
    };
  };
}

describe("a deploy that fails for a value that somebody chose names the setting", () => {
  it("of an image that is not there", async () => {
    expect(await deployed(refusingPulls("image-missing"))).toMatchObject({
      code: "image-missing",
      fix: "Choose another one as “Version”, for web, side, task",
      details: { field: "version", service: "web", image: "registry.test/tiny:1" },
    });
  });

  it("but not where another image would be refused as well", async () => {
    const error = await deployed(refusingPulls("image-login-refused"));
    expect(error).toMatchObject({ code: "image-login-refused", fix: "As the registry says" });
    expect(error?.details).not.toHaveProperty("field");
  });

  it("of a port that was taken after the pre-flight", async () => {
    const error = await deployed(({ compose }) => {
      const up = compose.up.bind(compose);
      compose.up = async (files, run) => {
        await up(files, run);
        throw new PanelError("port-in-use", "Port 19400 is already in use", { port: 19_400 });
      };
    });
    expect(error).toMatchObject({
      code: "port-in-use",
      fix: "Choose another port as “Port”, or stop what holds it",
      details: { field: "port" },
    });
  });
});
