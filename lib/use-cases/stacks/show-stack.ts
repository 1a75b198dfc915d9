import type { JobSummaryView } from "@/lib/api/contract/job-views";
import type { StackDetailView } from "@/lib/api/contract/stack-views";
import { PanelError } from "@/lib/errors";
import { type Definition, loadDefinition } from "@/lib/jobs/definition";
import type { StackRecord } from "@/lib/ports/stores";
import type { ConnectionRow } from "@/lib/stacks/connection-card";
import { type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";
import { settingsViewOf } from "@/lib/use-cases/revisions/revision-view";
import { shownRevision } from "@/lib/use-cases/stacks/stack-profile";
import { tunnelLine } from "@/lib/use-cases/stacks/tunnel-line";

/** How far back the last deploy is looked for. */
const RECENT_JOBS = 50;

export async function showStack(parts: PanelParts, idOrName: string): Promise<StackDetailView> {
  const stack = await stackOf(parts, idOrName);
  const [view, profile, probeResults, revision, definition, lastDeploy] = await Promise.all([
    parts.views.of(stack),
    parts.profiles.of(stack),
    parts.views.probesOf(stack.id),
    parts.stacks.revision(stack.id, stack.revision),
    readableDefinition(parts, stack),
    lastDeployOf(parts, stack.id),
  ]);
  const connections = definition?.kind.connections(definition.input) ?? { rows: [], snippets: [] };
  return {
    ...view,
    endpoints: profile.endpoints.map(({ id, label, url, primary }) => ({
      id,
      label,
      url,
      primary: primary ?? false,
    })),
    connections: connections.rows.map((row) => connectionRow(row, view.access.mode === "address")),
    snippets: connections.snippets.map((snippet) => ({ ...snippet, probe: snippet.probe ?? null })),
    tunnel: tunnelLine({
      access: profile.access,
      endpoints: profile.endpoints,
      project: definition?.rendered.project ?? null,
      signInTarget: parts.host.signInTarget(),
    }),
    probeResults,
    // Before the first deploy there is nothing to measure.
    volumes: view.deployedRevision === null ? [] : await parts.volumeSizes.of(profile.volumes),
    settings: settingsViewOf(revision?.settings ?? {}),
    lastDeploy,
  };
}

/** null when the definition cannot be read any more: the stack is still shown, so that it can be removed. */
async function readableDefinition(parts: PanelParts, stack: StackRecord): Promise<Definition | null> {
  try {
    return await loadDefinition(parts.source, stack, shownRevision(stack));
  } catch (error) {
    if (error instanceof PanelError) return null;
    throw error;
  }
}

async function lastDeployOf(parts: PanelParts, stackId: string): Promise<JobSummaryView | null> {
  const jobs = await parts.jobs.list({ stackId, limit: RECENT_JOBS });
  const last = jobs.find(({ verb }) => verb === "deploy");
  return last === undefined ? null : parts.runner.summary(last);
}

function connectionRow(row: ConnectionRow, isPublic: boolean): StackDetailView["connections"][number] {
  const text = "text" in row ? row.text : "user" in row ? row.user : null;
  const url = "url" in row && row.url === true;
  return {
    label: row.label,
    group: row.group ?? null,
    text,
    url,
    secret: "secret" in row ? row.secret : null,
    exposure: url && isPublic ? "public, plain http" : null,
    note: row.note ?? null,
    probe: row.probe ?? null,
  };
}
