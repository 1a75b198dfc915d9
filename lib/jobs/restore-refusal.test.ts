import { expect, it } from "vitest";
import { loadDefinition } from "@/lib/jobs/definition";
import { restoreRefusal } from "@/lib/jobs/restore-refusal";
import { FakeWorld, STACK } from "@/lib/jobs/test-support/fake-world";

it("refuses a backup of a volume that no service has mounted, though it is declared", async () => {
  const world = new FakeWorld();
  await world.define();
  await world.run("deploy");
  await world.run("backup");
  const [backup] = await world.backups.list();
  const stack = await world.stacks.find(STACK.id);
  if (backup === undefined || stack === null) throw new Error("there is no backup");
  const definition = await loadDefinition(world.worker().services, stack, 1);
  expect(await restoreRefusal(world.stacks, definition, backup)).toBeNull();
  const { web: _, ...services } = definition.rendered.project.services;
  const project = { ...definition.rendered.project, services };
  const unmounted = { ...definition, rendered: { ...definition.rendered, project } };
  expect(await restoreRefusal(world.stacks, unmounted, backup)).toMatchObject({
    code: "backup-misfit",
    message: "Revision 1 of shop has no volume data",
  });
});
