"use client";

import { useRouter } from "next/navigation";
import { OperatorOnly } from "@/components/account/role-context";
import { useProvenAction } from "@/components/account/use-proven-action";
import { Refusal } from "@/components/feedback/refusal";
import { Button, ButtonLink } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { Tag } from "@/components/ui/tag";
import type { ExposedPortView, StackExposureView } from "@/lib/api/contract/domains";
import type { ActionState } from "@/lib/web/action-state";

export type MakePrivate = (input: { stack: string }) => Promise<ActionState<{ name: string }>>;

export type ExposurePanelProps = {
  readonly exposure: StackExposureView;
  /** Stands above the ports; the stack's name where there are several. */
  readonly title: string;
  readonly makePrivate: MakePrivate;
};

const TAGS = {
  open: { tone: "warn", word: "reachable" },
  closed: { tone: "ok", word: "this host only" },
  untested: { tone: "neutral", word: "published" },
} as const;

/** What of a stack others than this host reach, as tried by connecting, and how to close it. */
export function ExposurePanel({ exposure, title, makePrivate }: ExposurePanelProps) {
  const router = useRouter();
  const { act, pending, refusal } = useProvenAction();
  const { stack, ports } = exposure;
  const exposed = ports.filter(({ state }) => state !== "closed");
  const close = () =>
    act({
      run: () => makePrivate({ stack: stack.id }),
      onDone: ({ name }) => router.push(`/stacks/${name}/plan`),
    });
  return (
    <Panel
      title={title}
      meta={exposed.length === 0 ? "nothing from outside" : `${exposed.length} open to others`}
    >
      <ul aria-label={`Published ports of ${stack.name}`}>
        {ports.map((port) => (
          <PortRow key={`${port.service} ${port.hostIp} ${port.hostPort} ${port.protocol}`} port={port} />
        ))}
      </ul>
      {exposed.length > 0 && (
        <div className="border-t border-line p-3.5">
          <p className="text-xs text-ink-2">
            Docker lets these through before ufw and most other firewalls of the host are asked. A firewall in
            front of the server, as providers have, still counts.
          </p>
          <Refusal error={refusal} />
          <OperatorOnly>
            <div className="mt-2.5 flex flex-wrap gap-2">
              <Button pending={pending} onClick={close}>
                Close to this server only
              </Button>
              <ButtonLink href={`/stacks/${stack.name}/settings`} variant="quiet">
                Use a domain
              </ButtonLink>
            </div>
          </OperatorOnly>
        </div>
      )}
    </Panel>
  );
}

function PortRow({ port }: { readonly port: ExposedPortView }) {
  const { tone, word } = TAGS[port.state];
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-0.5 border-b border-line px-3.5 py-1.5 last:border-b-0">
      <span className="font-medium">{port.service}</span>
      <span className="mono-xs">
        {port.hostPort}
        {port.protocol === "udp" ? "/udp" : ""}
      </span>
      <Tag tone={tone}>{word}</Tag>
      <span className="w-full text-xs text-ink-3">{port.detail}</span>
    </li>
  );
}
