"use client";

import { ArrowUpRight, PackageMinus, Play, RotateCw, Square, Trash2, Zap } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { useMay } from "@/components/account/role-context";
import { answerOf } from "@/components/feedback/answer-of";
import { Banner } from "@/components/feedback/banner";
import { showResult } from "@/components/feedback/toaster";
import { useHost, useStack } from "@/components/live/live-hooks";
import { GlyphTile } from "@/components/shell/kind-glyph";
import { TopBar } from "@/components/shell/top-bar";
import { type RemoveAction, RemoveDialog } from "@/components/stacks/remove-dialog";
import { type TakeDown, TakeDownDialog } from "@/components/stacks/take-down-dialog";
import { StateBadge } from "@/components/state/state-badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Menu } from "@/components/ui/menu";
import { Tag } from "@/components/ui/tag";
import type { StackView } from "@/lib/api/contract/stack-views";
import type { ErrorView } from "@/lib/api/contract/views";
import type { ActionState } from "@/lib/web/action-state";

type JobStarted = ActionState<{ jobNumber: number }>;

export type StackHeaderProps = {
  /** As of the first paint; live afterwards. */
  readonly first: StackView;
  readonly kindTitle: string;
  /** Of the kind; null where it has none. */
  readonly functionsService: string | null;
  /** Whether the kind's data can be backed up. */
  readonly backsUp: boolean;
  readonly run: (input: {
    stack: string;
    verb: "start" | "stop" | "restart" | "deploy";
  }) => Promise<JobStarted>;
  readonly takeDown: TakeDown;
  readonly remove: RemoveAction;
};

const idle = new Set(["stopped", "failed", "waiting"]);

/** Name, state with its reason, and the actions that fit the state; below it the stack's pages. */
export function StackHeader(props: StackHeaderProps) {
  const { first, kindTitle, functionsService, backsUp, run, takeDown, remove } = props;
  const stack = useStack(first.id) ?? first;
  const router = useRouter();
  const path = usePathname();
  const operates = useMay("operator");
  const engineOff = useHost().engine.state === "off";
  const [removing, setRemoving] = useState(false);
  const [takingDown, setTakingDown] = useState(false);
  const [refusal, setRefusal] = useState<ErrorView | null>(null);
  const [pending, start] = useTransition();
  const base = `/stacks/${stack.name}`;
  const busy = stack.activeJob !== null;
  const neverDeployed = stack.deployedRevision === null;
  const changed = !neverDeployed && stack.revision !== stack.deployedRevision;

  const act = (verb: "start" | "stop" | "restart" | "deploy") =>
    start(async () => {
      setRefusal(null);
      const result = await answerOf(run({ stack: stack.id, verb }));
      if (result.status === "failed") return setRefusal(result.error);
      if (result.status !== "done") return;
      if (verb === "deploy") router.push(`/jobs/${result.value.jobNumber}`);
      else showResult(`${stack.name} ${verb === "stop" ? "is stopping" : `is ${verb}ing`}`);
    });

  return (
    <>
      <TopBar
        crumbs={[{ href: "/", label: "Stacks" }]}
        glyph={<GlyphTile kind={stack.kind} small />}
        title={stack.name}
        badge={<StateBadge state={stack.state} />}
        note={<span className="text-ink-3">{stack.reason}</span>}
        actions={
          <>
            {operates && !busy && !neverDeployed && !idle.has(stack.state) && (
              <>
                <Button
                  className="max-wide:hidden"
                  icon={<RotateCw />}
                  pending={pending}
                  onClick={() => act("restart")}
                >
                  Restart
                </Button>
                <Button
                  className="max-wide:hidden"
                  icon={<Square />}
                  pending={pending}
                  onClick={() => act("stop")}
                >
                  Stop
                </Button>
              </>
            )}
            {operates && !busy && !neverDeployed && idle.has(stack.state) && (
              <Button icon={<Play />} variant="primary" pending={pending} onClick={() => act("start")}>
                Start
              </Button>
            )}
            {busy && stack.activeJob && (
              <ButtonLink href={`/jobs/${stack.activeJob.number}`} variant="primary">
                Watch job {stack.activeJob.number}
              </ButtonLink>
            )}
            {operates && !busy && neverDeployed && !engineOff && (
              <Button variant="primary" pending={pending} onClick={() => act("deploy")}>
                Deploy
              </Button>
            )}
            {!busy && !neverDeployed && !idle.has(stack.state) && stack.pageUrl && (
              <ButtonLink
                className="max-wide:hidden"
                variant="primary"
                href={stack.pageUrl}
                target="_blank"
                rel="noreferrer"
                iconAfter={<ArrowUpRight />}
              >
                Open {kindTitle}
              </ButtonLink>
            )}
            {!operates && <Tag>view only</Tag>}
            {operates && (
              <Menu
                label={`More actions for ${stack.name}`}
                size="control"
                entries={[
                  ...(stack.pageUrl
                    ? [
                        {
                          type: "link" as const,
                          href: stack.pageUrl,
                          label: `Open ${kindTitle}`,
                          icon: <ArrowUpRight />,
                        },
                      ]
                    : []),
                  {
                    type: "link",
                    href: `${base}/plan`,
                    label: "Plan and deploy",
                    icon: <Zap />,
                    disabled: busy,
                  },
                  {
                    type: "action",
                    onSelect: () => act("restart"),
                    label: "Restart",
                    icon: <RotateCw />,
                    disabled: busy || neverDeployed,
                  },
                  {
                    type: "action",
                    onSelect: () => act("stop"),
                    label: "Stop",
                    icon: <Square />,
                    disabled: busy || neverDeployed,
                  },
                  { type: "separator" },
                  {
                    type: "action",
                    onSelect: () => setTakingDown(true),
                    label: "Take down",
                    hint: "keeps the data",
                    icon: <PackageMinus />,
                    disabled: busy || neverDeployed,
                  },
                  {
                    type: "action",
                    onSelect: () => setRemoving(true),
                    label: "Remove",
                    hint: "asks for the name",
                    icon: <Trash2 />,
                    danger: true,
                    disabled: busy,
                  },
                ]}
              />
            )}
          </>
        }
      />
      <LinkTabs
        label={stack.name}
        tabs={[
          { href: base, label: "Overview" },
          { href: `${base}/logs`, label: "Logs" },
          ...(operates ? [{ href: `${base}/settings`, label: "Settings" }] : []),
          { href: `${base}/keys`, label: "Keys" },
          ...(stack.services.some(({ name }) => name === functionsService)
            ? [{ href: `${base}/functions`, label: "Functions" }]
            : []),
          { href: `${base}/files`, label: "Files" },
          ...(operates && backsUp ? [{ href: `${base}/backups`, label: "Backups" }] : []),
          { href: `${base}/activity`, label: "Activity" },
        ]}
      />
      {refusal && (
        <Banner
          state="failed"
          title={refusal.message}
          className="mx-6 mt-4 max-wide:mx-4"
          onDismiss={() => setRefusal(null)}
        >
          {refusal.fix}
        </Banner>
      )}
      {operates && changed && !busy && path !== `${base}/plan` && (
        <Banner
          state="degraded"
          title={`Revision ${stack.revision} is saved, revision ${stack.deployedRevision} runs`}
          className="mx-6 mt-4 max-wide:mx-4"
          actions={
            <ButtonLink size="small" href={`${base}/plan`}>
              Look at the plan
            </ButtonLink>
          }
        />
      )}
      {takingDown && (
        <TakeDownDialog stack={stack} takeDown={takeDown} onClose={() => setTakingDown(false)} />
      )}
      {removing && <RemoveDialog stack={stack} remove={remove} onClose={() => setRemoving(false)} />}
    </>
  );
}
