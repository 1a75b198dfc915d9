"use client";

import { useState } from "react";
import { type ServiceActions, ServiceSheet } from "@/components/stacks/overview/service-sheet";
import { StartService } from "@/components/stacks/overview/start-service";
import { stayedCreated } from "@/components/stacks/overview/startable-service";
import { usageSentence } from "@/components/stacks/overview/usage-text";
import { stateWord } from "@/components/state/display-state";
import { imageName } from "@/components/state/image-name";
import { ServiceStrip } from "@/components/state/service-strip";
import { Sparkline } from "@/components/state/sparkline";
import { StateIcon } from "@/components/state/state-icon";
import { Cell, DataTable, HeaderCell, TableHead, TableRow } from "@/components/ui/data-table";
import { formatBytes, formatPercent } from "@/components/ui/format";
import { Panel } from "@/components/ui/panel";
import type { ServiceView } from "@/lib/api/contract/service-views";
import type { StackView } from "@/lib/api/contract/stack-views";

type ServicesPanelProps = { readonly stack: StackView; readonly actions: ServiceActions };

/** Every service with its health, what it uses, and a panel with all that is known of it. */
export function ServicesPanel({ stack, actions }: ServicesPanelProps) {
  const [shown, setShown] = useState<string | null>(null);
  // As the stack's own reason counts: what runs once and ends is not among them.
  const lasting = stack.services.filter(({ oneShot }) => !oneShot);
  const healthy = lasting.filter(({ state }) => state === "running").length;
  const open = stack.services.find((service) => service.name === shown);
  return (
    <Panel
      title={
        <span className="flex items-center gap-2.5">
          Services <ServiceStrip services={stack.services} />
        </span>
      }
      meta={`${healthy} of ${lasting.length} healthy`}
      actions={<span className="text-xs text-ink-3 max-wide:hidden">{usageSentence(stack.usage)}</span>}
    >
      <DataTable caption={`Services of ${stack.name}`}>
        <TableHead>
          <HeaderCell>Service</HeaderCell>
          <HeaderCell wideOnly>Image</HeaderCell>
          <HeaderCell>State</HeaderCell>
          <HeaderCell wideOnly>CPU</HeaderCell>
          <HeaderCell align="right">
            <span className="sr-only">CPU now</span>
          </HeaderCell>
          <HeaderCell wideOnly>Memory</HeaderCell>
          <HeaderCell align="right">
            <span className="sr-only">Memory now</span>
          </HeaderCell>
        </TableHead>
        <tbody>
          {stack.services.map((service) => (
            <ServiceRow
              key={service.name}
              service={service}
              stack={stack}
              start={actions.start}
              onOpen={() => setShown(service.name)}
            />
          ))}
        </tbody>
      </DataTable>
      {open && <ServiceSheet stack={stack} service={open} actions={actions} onClose={() => setShown(null)} />}
    </Panel>
  );
}

type ServiceRowProps = {
  readonly service: ServiceView;
  readonly stack: StackView;
  readonly start: ServiceActions["start"];
  readonly onOpen: () => void;
};

function ServiceRow({ service, stack, start, onOpen }: ServiceRowProps) {
  const { usage } = service;
  return (
    <TableRow>
      <Cell>
        <span className="flex items-center gap-2">
          <StateIcon state={service.state} />
          <button type="button" className="font-medium hover:underline" onClick={onOpen}>
            {service.name}
          </button>
        </span>
      </Cell>
      <Cell wideOnly>
        <span className="mono-xs block max-w-[236px] truncate text-ink-3" title={service.image}>
          {imageName(service.image)}
        </span>
      </Cell>
      <Cell>
        <span className="sr-only">{stateWord(service.state)}: </span>
        <div className="flex flex-wrap items-center gap-x-2 text-xs text-ink-2">
          <span>{service.reason}</span>
          {stayedCreated(service) && <StartService stack={stack} service={service.name} start={start} />}
        </div>
      </Cell>
      <Cell wideOnly>
        <Sparkline
          label={`CPU of ${service.name}, last 30 minutes`}
          points={usage?.cpuHistory ?? []}
          max={100}
        />
      </Cell>
      <Cell align="right" className="mono-xs whitespace-nowrap">
        {usage ? formatPercent(usage.cpuPercent / 100) : ""}
      </Cell>
      <Cell wideOnly>
        <Sparkline
          label={`Memory of ${service.name}, last 30 minutes`}
          points={usage?.memoryHistory ?? []}
          max={usage?.memoryLimitBytes ?? Math.max(1, ...(usage?.memoryHistory ?? [])) * 1.25}
          warns={usage?.memoryLimitBytes != null}
        />
      </Cell>
      <Cell align="right" className="mono-xs whitespace-nowrap">
        {usage && formatBytes(usage.memoryBytes)}
        {usage?.memoryLimitBytes ? (
          <span className="text-ink-3"> / {formatBytes(usage.memoryLimitBytes)}</span>
        ) : null}
      </Cell>
    </TableRow>
  );
}
