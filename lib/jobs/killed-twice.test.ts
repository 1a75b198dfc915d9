import { describe, expect, it } from "vitest";
import { failPointNames } from "@/lib/jobs/fail-points";
import { STEPS_OF_VERB } from "@/lib/jobs/steps-of-verb";
import { changed, kept, killedAt, UP } from "@/lib/jobs/test-support/backed-up-world";
import { type FakeWorld, STACK } from "@/lib/jobs/test-support/fake-world";

/** Every step of a restore: before it has done anything, in its middle, and once it has done its work. */
const SECOND = failPointNames(STEPS_OF_VERB).filter((point) =>
  /^restore\/.*\/(begin|during-effect|before-record)$/.test(point),
);

/** The server writes into its data each time that it starts: what it has written so far. */
function writesAtStart({ engine }: FakeWorld): Readonly<Record<string, string>> {
  const written: Record<string, string> = {};
  const start = engine.startContainer.bind(engine);
  engine.startContainer = async (id) => {
    await start(id);
    if (!engine.containers.get(id)?.name.includes("-web-")) return;
    const name = `start-${Object.keys(written).length}`;
    written[name] = "yes";
    engine.contents.of(`${STACK.name}_data`).set(name, "yes");
  };
  return written;
}

describe.each(["fill/during-effect", "revise/after-effect", "start/after-effect", "probe/before-record"])(
  "a worker that is killed at %s of a restore, and the next one",
  (first) => {
    it.each(SECOND)("at %s, takes back nothing that was written once it was up", async (second) => {
      const { world, restore } = await changed();
      const starts = writesAtStart(world);
      const ended = await killedAt(world, [`restore/${first}`, second], "restore", restore());
      expect(ended).toMatchObject({ state: "succeeded", error: null });
      expect(kept(world)).toEqual({ orders: "one, two", ...starts });
      expect(world.containers()).toEqual(UP);
      expect(await world.stacks.find(STACK.id)).toMatchObject({ restoring: null, restoredBy: ended.id });
    });
  },
);
