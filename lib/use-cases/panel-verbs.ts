import { checkDraft } from "@/lib/use-cases/drafts/check-draft";
import { showEngine } from "@/lib/use-cases/engine/show-engine";
import { showExposure } from "@/lib/use-cases/exposure/show-exposure";
import { functionVerbs } from "@/lib/use-cases/functions/function-verbs";
import { createImported } from "@/lib/use-cases/imports/create-imported";
import { reviewImport } from "@/lib/use-cases/imports/review-import";
import { followJob } from "@/lib/use-cases/job-verbs/follow-job";
import { panelEvents } from "@/lib/use-cases/live/panel-events";
import { logFile } from "@/lib/use-cases/logs/log-file";
import { streamLogs } from "@/lib/use-cases/logs/stream-logs";
import { testMail } from "@/lib/use-cases/mail/test-mail";
import type { PanelVerbs } from "@/lib/use-cases/panel";
import { audit, type PanelParts } from "@/lib/use-cases/panel-parts";
import { downloadRevision } from "@/lib/use-cases/revisions/download-revision";
import { giveSecrets } from "@/lib/use-cases/revisions/give-secrets";
import { listRevisions } from "@/lib/use-cases/revisions/list-revisions";
import { renewSecrets } from "@/lib/use-cases/revisions/renew-secrets";
import { saveRevision } from "@/lib/use-cases/revisions/save-revision";
import { showFiles } from "@/lib/use-cases/revisions/show-files";
import { applyDomains, saveDomains } from "@/lib/use-cases/routing/save-domains";
import { showDomains } from "@/lib/use-cases/routing/show-domains";
import { stackBackupVerbs } from "@/lib/use-cases/stack-backups/stack-backup-verbs";
import { actOnStack } from "@/lib/use-cases/stacks/act-on-stack";
import { createStack } from "@/lib/use-cases/stacks/create-stack";
import { deployStack } from "@/lib/use-cases/stacks/deploy-stack";
import { listActions } from "@/lib/use-cases/stacks/list-actions";
import { listSecrets } from "@/lib/use-cases/stacks/list-secrets";
import { mintToken } from "@/lib/use-cases/stacks/mint-token";
import { planStack } from "@/lib/use-cases/stacks/plan-stack";
import { probeStack } from "@/lib/use-cases/stacks/probe-stack";
import { removeStack } from "@/lib/use-cases/stacks/remove-stack";
import { restartStack } from "@/lib/use-cases/stacks/restart-stack";
import { revealSecret } from "@/lib/use-cases/stacks/reveal-secret";
import { showService } from "@/lib/use-cases/stacks/show-service";
import { showStack } from "@/lib/use-cases/stacks/show-stack";
import { startStack } from "@/lib/use-cases/stacks/start-stack";
import { stopStack } from "@/lib/use-cases/stacks/stop-stack";
import { takeDownStack } from "@/lib/use-cases/stacks/take-down-stack";

/** Each route's verb. */
export function panelVerbs(parts: PanelParts): PanelVerbs {
  const { runner, views, jobs } = parts;
  return {
    "drafts.check": ({ body }) => checkDraft(parts, body),
    "stacks.list": async () => ({ stacks: await views.all() }),
    "stacks.create": ({ body }, caller) => createStack(parts, body, caller),
    "imports.review": ({ body }) => reviewImport(parts, body),
    "imports.create": ({ body }, caller) => createImported(parts, body, caller),
    "stacks.show": ({ params }) => showStack(parts, params.stack),
    "stacks.plan": ({ params, body }) => planStack(parts, params.stack, body.revision),
    "stacks.deploy": ({ params, body }, caller) => deployStack(parts, params.stack, body, caller),
    "stacks.start": ({ params, body }, caller) => startStack(parts, params.stack, body.service, caller),
    "stacks.stop": ({ params }, caller) => stopStack(parts, params.stack, caller),
    "stacks.restart": ({ params, body }, caller) => restartStack(parts, params.stack, body.service, caller),
    "stacks.down": ({ params }, caller) => takeDownStack(parts, params.stack, caller),
    "stacks.actions": ({ params }) => listActions(parts, params.stack),
    "stacks.act": ({ params, body }, caller) => actOnStack(parts, params, body.confirmName, caller),
    "stacks.test-mail": ({ params, body }, caller) => testMail(parts, params.stack, body.to, caller),
    "stacks.remove": ({ params, body }, caller) => removeStack(parts, params.stack, body, caller),
    "stacks.probe": ({ params }, caller) => probeStack(parts, params.stack, caller),
    "stacks.service": ({ params }) => showService(parts, params.stack, params.service),
    "stacks.log-file": ({ params, query }, _, signal) => logFile(parts, params.stack, query, signal),
    "stacks.logs": ({ params, query }, _, signal) =>
      streamLogs(parts, params.stack, { ...query, follow: query.follow === "true" }, signal),
    "stacks.reveal": ({ params }, caller) => revealSecret(parts, params.stack, params.secret, caller),
    "stacks.renew-secrets": ({ params, body }, caller) => renewSecrets(parts, params.stack, body, caller),
    "stacks.give-secrets": ({ params, body }, caller) => giveSecrets(parts, params.stack, body, caller),
    "stacks.mint-token": ({ params, body }, caller) => mintToken(parts, params.stack, body, caller),
    "stacks.secrets": ({ params }) => listSecrets(parts, params.stack),
    "revisions.list": ({ params }) => listRevisions(parts, params.stack),
    "revisions.create": ({ params, body }, caller) => saveRevision(parts, params.stack, body, caller),
    "revisions.files": ({ params }) => showFiles(parts, params.stack, params.revision),
    "revisions.download": ({ params }, caller) =>
      downloadRevision(parts, params.stack, params.revision, caller),
    ...functionVerbs(parts),
    ...stackBackupVerbs(parts),
    "jobs.list": async ({ query }) => {
      // A stack that was removed is no longer found; its jobs are, by its id.
      const stack = query.stack === undefined ? null : await parts.stacks.find(query.stack);
      const stackId = stack?.id ?? query.stack;
      const found = await jobs.list({ limit: query.limit, ...(stackId !== undefined && { stackId }) });
      return { jobs: found.map((job) => runner.summary(job)) };
    },
    "jobs.show": async ({ params }) => runner.view(await runner.find(params.job)),
    "jobs.output": async ({ params, query }) => {
      const { id } = await runner.find(params.job);
      return { lines: await jobs.output(id, query.after) };
    },
    "jobs.events": ({ params, query }, _, signal) => followJob(parts, params.job, query.after, signal),
    "jobs.cancel": ({ params }, caller) =>
      runner.cancel(params.job, audit(caller, "cancel asked", `job ${params.job}`)),
    "domains.show": () => showDomains(parts),
    "domains.save": ({ body }, caller) => saveDomains(parts, body, caller),
    "domains.apply": (_, caller) => applyDomains(parts, caller),
    "exposure.show": () => showExposure(parts),
    "engine.show": () => showEngine(parts),
    events: (_, __, signal) => panelEvents(parts, signal),
  };
}
