import { JobRunner } from "@/lib/jobs/job-runner";
import { JOB_TIMINGS, type JobServices } from "@/lib/jobs/job-services";
import { GuessLimiter } from "@/lib/use-cases/identity/guess-limiter";
import { ContainerWatch } from "@/lib/use-cases/live/container-watch";
import type { EngineSight } from "@/lib/use-cases/live/engine-sight";
import { HostWatch } from "@/lib/use-cases/live/host-watch";
import { promptEngine } from "@/lib/use-cases/live/prompt-engine";
import { UsageWatch } from "@/lib/use-cases/live/usage-watch";
import type { Panel } from "@/lib/use-cases/panel";
import type { PanelDependencies } from "@/lib/use-cases/panel-dependencies";
import type { PanelParts } from "@/lib/use-cases/panel-parts";
import { panelVerbs } from "@/lib/use-cases/panel-verbs";
import { DomainRouting } from "@/lib/use-cases/routing/domain-routing";
import { Serial } from "@/lib/use-cases/serial";
import { tidyBackupFiles } from "@/lib/use-cases/stack-backups/tidy-backup-files";
import { StackProfiles } from "@/lib/use-cases/stacks/stack-profile";
import { StackViews } from "@/lib/use-cases/stacks/stack-views";
import { VolumeSizes } from "@/lib/use-cases/stacks/volume-sizes";

/** Puts the panel together; nothing runs before `start`. */
export function createPanel(dependencies: PanelDependencies): Panel {
  const parts = panelParts(dependencies);
  const { containers, usage, hostWatch, runner, engineOff } = parts;
  const stopListening = runner.listen((job) => {
    if (job.endedAt === null) return;
    parts.views.forget(job.stackId);
    if (job.verb === "remove") parts.profiles.forget(job.stackId);
    // A deploy that names nothing by domain, a removal, a cancelled one: what is routed follows what is deployed.
    if (job.verb === "deploy" || job.verb === "remove") void parts.routing.settle();
  });
  return {
    verbs: panelVerbs(parts),
    async start() {
      // Before the jobs that are carried on begin to write.
      await tidyBackupFiles(dependencies).catch(dependencies.onFault);
      hostWatch.start();
      if (engineOff === null) {
        containers.start();
        usage.start();
        parts.routing.start();
      }
      await runner.recover();
    },
    async stop() {
      stopListening();
      parts.routing.stop();
      await runner.stop();
      await Promise.all([containers.stop(), usage.stop(), hostWatch.stop()]);
    },
  };
}

function panelParts(dependencies: PanelDependencies): PanelParts {
  const { engine, compose, host, stacks, kinds, registry, labels, clock, onFault } = dependencies;
  const containers = new ContainerWatch(
    engine,
    clock,
    onFault,
    dependencies.watchTimings,
    offSight(dependencies.engineOff),
  );
  const source = { kinds, stacks, registryHost: registry.host, labels };
  const profiles = new StackProfiles(source);
  const routing = new DomainRouting({
    ...dependencies,
    ...dependencies.routing,
    profiles,
  });
  const services: JobServices = {
    ...source,
    ...dependencies,
    routing,
    events: containers,
    now: clock,
    timings: dependencies.jobTimings ?? JOB_TIMINGS,
  };
  const runner = new JobRunner(services, dependencies.holder);
  const usage = new UsageWatch(engine, () => containers.all(), clock, onFault);
  const hostWatch = new HostWatch({
    engine,
    compose,
    host,
    sight: () => containers.sight(),
    now: clock,
    onFault,
  });
  const views = new StackViews({
    stacks,
    jobs: dependencies.jobs,
    profiles,
    runner,
    containers,
    usage,
    clock,
  });
  const listeners = new Set<(stackId: string) => void>();
  return {
    ...dependencies,
    source,
    services,
    routing,
    routingWorld: dependencies.routing,
    runner,
    containers,
    promptEngine: promptEngine(engine, () => containers.sight()),
    usage,
    hostWatch,
    profiles,
    views,
    volumeSizes: new VolumeSizes(engine),
    creation: new Serial(),
    mailLimiter: new GuessLimiter(clock),
    functionChanges: new Serial(),
    verifying: new Set(),
    changed(stackId) {
      views.forget(stackId);
      for (const listener of listeners) listener(stackId);
    },
    onStackChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function offSight(off: PanelDependencies["engineOff"]): EngineSight | undefined {
  return off === null ? undefined : { state: "off", ...off, observedAt: null };
}
