import { routes } from "@/lib/api/contract/routes";
import { namedStack, type StackVerb } from "@/lib/command-line/commands/stacks/verbs";
import { EXIT_OK } from "@/lib/command-line/exit-codes";
import { table } from "@/lib/command-line/table";

export const list: StackVerb = {
  usage: "list",
  async run({ client, json, print }) {
    const { stacks } = await client.call(routes["stacks.list"], {});
    if (json) print(JSON.stringify({ stacks }, null, 2));
    else if (stacks.length === 0) print("No stacks yet. “slipway stacks create directus” makes one.");
    else {
      const rows = stacks.map((stack) => [stack.name, stack.kind, stack.version, stack.state, stack.reason]);
      print(table(["NAME", "KIND", "VERSION", "STATE", "REASON"], rows));
    }
    return EXIT_OK;
  },
};

export const status: StackVerb = {
  usage: "status NAME",
  async run(input) {
    const { client, json, print } = input;
    const stack = await client.call(routes["stacks.show"], {
      params: { stack: namedStack(input, status.usage) },
    });
    if (json) {
      print(JSON.stringify(stack, null, 2));
      return EXIT_OK;
    }
    print(`${stack.name}: ${stack.state}, ${stack.reason}`);
    const deployed = stack.deployedRevision === null ? "none deployed" : `${stack.deployedRevision} deployed`;
    print(`${stack.kind} ${stack.version}, revision ${stack.revision}, ${deployed}`);
    const { lastDeploy } = stack;
    if (lastDeploy?.error) {
      print(
        `Its last deploy, job ${lastDeploy.number}, ${lastDeploy.state === "cancelled" ? "was cancelled" : lastDeploy.state}: ${lastDeploy.error.message}`,
      );
      print(`“slipway jobs show ${lastDeploy.number}” says more.`);
    }
    for (const endpoint of stack.endpoints) print(`${endpoint.label}: ${endpoint.url}`);
    if (stack.services.length > 0) {
      const rows = stack.services.map((service) => [
        service.name,
        service.state,
        service.reason,
        service.ports.join(" "),
      ]);
      print(`\n${table(["SERVICE", "STATE", "REASON", "PORTS"], rows)}`);
    }
    if (stack.probeResults.length > 0) {
      const rows = stack.probeResults.map((probe) => [
        probe.state,
        probe.title,
        probe.state === "failed" ? probe.detail : "",
      ]);
      print(`\n${table(["PROBE", "WHAT", ""], rows)}`);
    }
    return EXIT_OK;
  },
};
