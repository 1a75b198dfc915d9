import { describe, expect, it } from "vitest";
import { functionNameProblem } from "@/lib/functions/function-name";
import { backedUpVolumes } from "@/lib/stacks/backup-fit";
import { hostFolders } from "@/lib/stacks/host-folder";
import { exampleCases, renderedExample } from "@/lib/stacks/test-support/rendered-examples";

describe.each(exampleCases)("kind $kind.id, $title", ({ kind, example }) => {
  const { project, services, secrets, settings, input } = renderedExample({ kind, example });

  it("has its functions in a volume of the service that runs them, at an address of the stack", () => {
    const { functions } = kind;
    const runner = functions && project.services[functions.service];
    if (functions === undefined || runner === undefined) return;
    const mount = { type: "volume", source: functions.volume, target: functions.folder };
    expect(runner.volumes).toContainEqual(mount);
    expect(functions.folder).toMatch(/^(\/[a-z0-9-]+)+$/);
    expect(kind.endpoints(input).map(({ id }) => id)).toContain(functions.endpoint);
    expect(functions.path).toMatch(/^(\/[a-z0-9-]+)+$/);
    for (const name of functions.protected) expect(functionNameProblem(name)).toBeUndefined();
  });

  it("has endpoints that are published, one of them first", () => {
    const endpoints = kind.endpoints(input);
    expect(endpoints.filter(({ primary }) => primary === true)).toHaveLength(1);
    for (const { service, hostPort, url } of endpoints) {
      expect(project.services[service]?.ports?.map((port) => port.hostPort)).toContain(hostPort);
      expect(URL.canParse(url) && !url.endsWith("/")).toBe(true);
    }
  });

  it("routes endpoints that it has, under the names that were given", () => {
    const endpoints = kind.endpoints(input);
    for (const { endpoint } of kind.routable) expect(endpoints.map(({ id }) => id)).toContain(endpoint);
    expect(kind.routable.some(({ required }) => required)).toBe(true);
    if (example.access.mode !== "domain") return;
    for (const [id, name] of Object.entries(example.access.names)) {
      expect(endpoints.find((endpoint) => endpoint.id === id)?.url).toBe(`https://${name}`);
    }
  });

  it("changes no data between equals, and what it changes without a secret in a command, in services that it has", () => {
    expect(kind.dataChanges?.(input, input) ?? []).toEqual([]);
    for (const name of Object.keys(secrets)) {
      const after = { ...input, secrets: { ...secrets, [name]: `another-${secrets[name]}` } };
      for (const change of kind.dataChanges?.(input, after) ?? []) {
        expect(Object.keys(project.services)).toContain(change.service);
        expect(change.title.trim()).not.toBe("");
        for (const { command } of [change, change.undo]) {
          const shown = [change.title, ...command].join(" ");
          for (const value of Object.values(secrets)) expect(shown.includes(value), name).toBe(false);
        }
        // What sets it back is what would bring the revision before into place.
        const back = kind.dataChanges?.(after, input) ?? [];
        expect(back.map(({ command, environment }) => ({ command, environment }))).toContainEqual(
          change.undo,
        );
      }
    }
  });

  it("refuses no step between equals, and names a setting where it refuses one", () => {
    expect(kind.upgradeProblem?.(input, input)).toBeUndefined();
    for (const { id } of kind.versions) {
      const before = { ...input, settings: { ...settings, version: id } };
      const problem = kind.upgradeProblem?.(before, input);
      if (problem !== undefined) expect(Object.keys(kind.settings)).toContain(problem.field);
    }
  });

  it("has actions of services that it has, beside rows that it has, without a secret in a command", () => {
    const rows = kind.connections(input).rows.map(({ label }) => label);
    const actions = (kind.actions ?? []).filter((action) => action.applies(input.settings));
    expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length);
    for (const { id, title, explanation, service, pauses, beside, command, done } of actions) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(explanation).toMatch(/^[A-Z].+\.$/);
      expect(Object.keys(project.services)).toEqual(expect.arrayContaining([service, ...pauses]));
      expect(pauses).not.toContain(service);
      if (beside !== undefined) expect(rows, id).toContain(beside);
      const shown = [title, explanation, ...command.command, ...(done?.command ?? [])].join(" ");
      for (const value of Object.values(secrets)) expect(shown.includes(value), id).toBe(false);
    }
  });

  it("says of its e-mail which settings and which secret it goes by", () => {
    const { mail } = kind;
    if (mail === undefined) return;
    expect(Object.keys(kind.topics)).toContain(mail.topic);
    for (const field of Object.values(mail.fields))
      expect(kind.settings[field]?.topic, field).toBe(mail.topic);
    expect(kind.secrets[mail.passwordSecret]?.recipe.type).toBe("provided");
    const sent = mail.settings(input);
    if (sent === null) return;
    expect(sent.host).toBe(input.settings[mail.fields.host]);
    expect(sent.password).toBe(secrets[mail.passwordSecret] ?? "");
  });

  it("names only secrets that exist on the connection card", () => {
    for (const row of kind.connections(input).rows) {
      if ("secret" in row) expect(Object.keys(secrets)).toContain(row.secret);
    }
    const { rows, snippets } = kind.connections(input);
    const probes = kind.probes
      .filter((probe) => probe.applies?.(settings, example.access) ?? true)
      .map(({ id }) => id);
    for (const { probe } of [...rows, ...snippets]) if (probe !== undefined) expect(probes).toContain(probe);
  });

  it("probes every lasting service that runs, and no other", () => {
    const applicable = kind.probes.filter((probe) => probe.applies?.(settings, example.access) ?? true);
    expect([...new Set(applicable.map(({ service }) => service))].sort()).toEqual(
      services
        .filter(([, { restart }]) => restart !== "no")
        .map(([name]) => name)
        .sort(),
    );
  });

  it("has its data backed up whole, or says why it is not", () => {
    const { coldBackup } = kind;
    if (coldBackup === undefined) return;
    const refusal = coldBackup.unavailable?.(settings) ?? null;
    if (refusal === null) expect(backedUpVolumes(coldBackup, project)).not.toEqual([]);
    else expect(refusal).toEqual({ reason: expect.stringMatching(/\w$/), fix: expect.stringMatching(/\w$/) });
    // Volumes are all that is read: data in folders of the host would be missing without a word.
    expect(refusal !== null).toBe(Object.keys(hostFolders(kind.settings, settings)).length > 0);
  });

  it("states needs that a machine can have", () => {
    const { memoryBytes, diskBytes } = kind.needs(settings);
    expect(memoryBytes).toBeGreaterThan(64 * 1024 * 1024);
    expect(diskBytes).toBeGreaterThan(memoryBytes);
  });
});
