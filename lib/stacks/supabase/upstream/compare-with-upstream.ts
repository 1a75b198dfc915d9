import type { ComposeProject } from "@/lib/stacks/compose-project";
import { environmentDifferences } from "@/lib/stacks/supabase/upstream/compare-environment";
import { linkDifferences, nameHere, runDifferences } from "@/lib/stacks/supabase/upstream/compare-shape";
import { type Difference, NONE } from "@/lib/stacks/supabase/upstream/difference";
import type { UpstreamServices } from "@/lib/stacks/supabase/upstream/upstream-services";

/**
 * What a rendered project has otherwise than upstream's compose file: services, variables, mount targets, health
 * checks, dependencies, commands, ports and names on the network. Where files and data lie on the host is not compared:
 * upstream mounts folders beside its compose file, a project of ours has inline files and named volumes.
 */
export function compareWithUpstream(project: ComposeProject, upstream: UpstreamServices): Difference[] {
  const theirs = new Map(
    Object.entries(upstream).map(([name, service]) => [nameHere(name), { name, service }]),
  );
  const names = new Set([...theirs.keys(), ...Object.keys(project.services)]);
  return [...names].sort().flatMap((name) => {
    const there = theirs.get(name);
    const here = project.services[name];
    if (there === undefined) return [{ service: name, what: "service", upstream: NONE, here: "there" }];
    if (here === undefined) return [{ service: name, what: "service", upstream: "there", here: NONE }];
    const rows = [
      ...runDifferences(there.service, here, project.env),
      ...linkDifferences(there.name, there.service, here),
    ];
    return [
      ...rows.map((row) => ({ service: name, ...row })),
      ...environmentDifferences(name, there.service, here, project.env),
    ];
  });
}
