import Link from "next/link";
import type { ServiceDetail } from "@/components/stacks/overview/service-sheet";
import { usageSentence } from "@/components/stacks/overview/usage-text";
import { StateIcon } from "@/components/state/state-icon";
import { DefinitionList } from "@/components/ui/definition-list";
import { Panel, PanelBody } from "@/components/ui/panel";

type ServiceDetailsProps = { readonly detail: ServiceDetail; readonly stackName: string };

/** Health log, image, ports, mounts and environment of one service; secrets masked. */
export function ServiceDetails({ detail, stackName }: ServiceDetailsProps) {
  const { service } = detail;
  return (
    <div className="grid gap-4">
      <Panel title="Container" headingLevel={3}>
        <PanelBody>
          <DefinitionList
            items={[
              { term: "Image", detail: <span className="mono-xs">{service.image}</span> },
              {
                term: "Command",
                detail: <span className="mono-xs">{detail.command || "as in the image"}</span>,
              },
              {
                term: "Ports",
                detail: <span className="mono-xs">{service.ports.join(", ") || "none published"}</span>,
              },
              { term: "Restarts", detail: String(service.restarts) },
              { term: "Exit code", detail: service.exitCode === null ? "runs" : String(service.exitCode) },
              { term: "Uses", detail: usageSentence(service.usage) || "not measured yet" },
              {
                term: "Logs",
                detail: (
                  <Link
                    className="link"
                    href={`/stacks/${stackName}/logs?service=${encodeURIComponent(service.name)}`}
                  >
                    Show the logs of {service.name}
                  </Link>
                ),
              },
            ]}
          />
        </PanelBody>
      </Panel>
      <Panel
        title="Health checks"
        meta={detail.checks.length === 0 ? "none defined" : undefined}
        headingLevel={3}
      >
        {detail.checks.length > 0 && (
          <ul className="py-1">
            {detail.checks.toReversed().map((check) => (
              <li key={check.at} className="flex items-baseline gap-2.5 px-3.5 py-1 text-xs">
                <StateIcon state={check.exitCode === 0 ? "done" : "failed"} />
                <span className="mono-xs text-ink-3">{check.at.slice(11, 19)}</span>
                <span className="sr-only">
                  {check.exitCode === 0 ? "Passed" : `Exit code ${check.exitCode}`}
                </span>
                <span className="mono-xs min-w-0 break-words">{check.output || "no output"}</span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title="Mounts" meta={detail.mounts.length === 0 ? "none" : undefined} headingLevel={3}>
        {detail.mounts.length > 0 && (
          <PanelBody>
            <DefinitionList
              items={detail.mounts.map((mount) => ({
                term: mount.type,
                detail: (
                  <span className="mono-xs">
                    {mount.source} → {mount.target}
                  </span>
                ),
              }))}
            />
          </PanelBody>
        )}
      </Panel>
      <Panel title="Environment" meta={`${detail.environment.length}`} headingLevel={3}>
        <ul className="py-1">
          {detail.environment.map((variable) => (
            <li key={variable.name} className="mono-xs flex gap-2 px-3.5 py-0.5">
              <span className="text-code-key">{variable.name}</span>
              <span className="min-w-0 break-all text-ink-2">
                {variable.secret ? (
                  <span className="text-ink-3">secret {variable.value}</span>
                ) : (
                  variable.value
                )}
              </span>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
