"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { EngineFix } from "@/components/engine/engine-fix";
import { ForeignContainers } from "@/components/engine/foreign-containers";
import { ExposurePanel, type MakePrivate } from "@/components/exposure/exposure-panel";
import { useHost, usePageNowMs } from "@/components/live/live-hooks";
import { Page } from "@/components/shell/page";
import { TopBar } from "@/components/shell/top-bar";
import { HostStrip } from "@/components/stack-list/host-strip";
import { StateBadge } from "@/components/state/state-badge";
import { Button } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import { Panel, PanelBody } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import type { StackExposureView } from "@/lib/api/contract/domains";
import type { ForeignContainerView } from "@/lib/api/contract/views";

export interface EngineScreenProps {
  readonly socket: string | null;
  readonly details: readonly { readonly label: string; readonly value: string }[];
  readonly foreign: readonly ForeignContainerView[];
  /** Stacks that publish ports. */
  readonly exposed: readonly StackExposureView[];
  readonly makePrivate: MakePrivate;
}

const BADGES = {
  running: { state: "running", word: "Running" },
  unreachable: { state: "failed", word: "Does not answer" },
  off: { state: "stopped", word: "Off" },
} as const;

/** The engine: what it is, what to do when it is silent, and what on it is not ours. */
export function EngineScreen({ socket, details, foreign, exposed, makePrivate }: EngineScreenProps) {
  const host = useHost();
  const nowMs = usePageNowMs();
  const router = useRouter();
  const [refreshing, startRefresh] = useTransition();
  const { engine } = host;
  const facts = [...(socket === null ? [] : [{ label: "Socket", value: socket }]), ...details];
  return (
    <>
      <TopBar
        title="Engine"
        badge={<StateBadge {...BADGES[engine.state]} />}
        note={
          engine.observedAt !== null && (
            <>
              seen <RelativeTime atMs={Date.parse(engine.observedAt)} nowMs={nowMs} />
            </>
          )
        }
        actions={
          <Button
            icon={<RotateCw />}
            pending={refreshing}
            onClick={() => startRefresh(() => router.refresh())}
          >
            <span className="max-wide:sr-only">Look again</span>
          </Button>
        }
      />
      <Page className="grid gap-4">
        {engine.state !== "running" && <EngineFix engine={engine} />}
        <HostStrip host={host} />
        {facts.length > 0 && (
          <Panel title="Docker" meta={engine.version}>
            <PanelBody>
              <DefinitionList
                items={facts.map(({ label, value }) => ({
                  term: label,
                  detail: <span className="mono-xs leading-5">{value}</span>,
                }))}
              />
            </PanelBody>
          </Panel>
        )}
        {exposed.length > 0 && (
          <section aria-labelledby="exposure" className="grid gap-3">
            <h2 id="exposure" className="font-semibold">
              Who reaches what
            </h2>
            <div className="grid grid-cols-2 items-start gap-4 max-broad:grid-cols-1">
              {exposed.map((one) => (
                <ExposurePanel
                  key={one.stack.id}
                  title={one.stack.name}
                  exposure={one}
                  makePrivate={makePrivate}
                />
              ))}
            </div>
          </section>
        )}
        {engine.state === "running" && <ForeignContainers containers={foreign} />}
      </Page>
    </>
  );
}
