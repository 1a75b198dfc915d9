import { jobDuration } from "@/components/jobs/job-text";
import { ProbeList } from "@/components/jobs/probe-list";
import { stateWord } from "@/components/state/display-state";
import { ServiceStrip } from "@/components/state/service-strip";
import { StateIcon } from "@/components/state/state-icon";
import { DefinitionList } from "@/components/ui/definition-list";
import { Panel, PanelBody } from "@/components/ui/panel";
import type { JobView } from "@/lib/api/contract/job-views";

/** Beside the rail: the job's data, its services and its probes. */
export function JobSide({ job, nowMs }: { readonly job: JobView; readonly nowMs: number }) {
  const services = job.steps.findLast((step) => step.services)?.services;
  const probes = job.steps.findLast((step) => step.probes)?.probes;
  const active = job.state === "running" || job.state === "queued";
  return (
    <aside aria-label="Job, services and probes" className="sticky top-[66px] grid gap-4 max-broad:static">
      <Panel label="Job">
        <PanelBody>
          <DefinitionList
            items={[
              {
                term: "Job",
                detail: job.revision === null ? `${job.number}` : `${job.number}, revision ${job.revision}`,
              },
              {
                term: "Started",
                detail: `${(job.startedAt ?? job.createdAt).slice(11, 19)} UTC by ${job.startedBy}`,
              },
              { term: active ? "Running" : "Took", detail: jobDuration(job, nowMs) },
            ]}
          />
          {active && (
            <p className="mt-2.5 text-xs text-ink-3">
              You can leave: the job runs on the server and this page picks it up again.
            </p>
          )}
        </PanelBody>
      </Panel>
      {services && services.length > 0 && (
        <Panel title="Services" actions={<ServiceStrip services={services} />}>
          <ul className="py-[5px]">
            {services.map((service) => (
              <li key={service.name} className="flex items-center gap-2.5 px-3.5 py-[5px]">
                <StateIcon state={service.state} />
                <span className="flex-none">{service.name}</span>
                <span className="sr-only">{stateWord(service.state)}</span>
                <span className="ml-auto truncate text-xs text-ink-3">{service.reason}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {probes && probes.length > 0 && (
        <Panel
          title="Probes"
          meta={`${probes.filter((probe) => probe.state === "passed").length} of ${probes.length}`}
        >
          <ProbeList probes={probes} />
        </Panel>
      )}
    </aside>
  );
}
