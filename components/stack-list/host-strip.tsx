import type { ReactNode } from "react";
import { Sparkline } from "@/components/state/sparkline";
import { StateIcon } from "@/components/state/state-icon";
import { formatBytes, formatPercent } from "@/components/ui/format";
import { ShareBar } from "@/components/ui/progress-bar";
import type { HostView } from "@/lib/api/contract/views";

const ENGINE_LOOK = {
  running: { state: "running", word: "Running" },
  unreachable: { state: "unknown", word: "Does not answer" },
  off: { state: "stopped", word: "Off" },
} as const;

/** The machine at a glance: engine, processor, memory, disk. */
export function HostStrip({ host }: { readonly host: HostView }) {
  const { engine, cpu, memory, disk } = host;
  const look = ENGINE_LOOK[engine.state];
  return (
    <section
      aria-label={`Host ${engine.name ?? ""}`.trim()}
      className="grid grid-cols-[1.15fr_0.9fr_1.35fr_1.35fr] rounded-lg border border-line bg-surface max-wide:grid-cols-2 [&>div]:min-w-0 [&>div]:border-line [&>div:not(:first-child)]:border-l max-wide:[&>div:nth-child(3)]:border-l-0 max-wide:[&>div:nth-child(n+3)]:border-t"
    >
      <Cell caption="Engine" aside={engine.state === "running" ? null : look.word}>
        <div className="flex items-center gap-1.5">
          <StateIcon state={look.state} word={look.word} />
          <span className="truncate text-lg font-medium tracking-[-0.012em]">{engine.name ?? "Docker"}</span>
        </div>
        <p className="mt-[3px] truncate text-xs text-ink-3" title={engineText(engine)}>
          {engineText(engine)}
        </p>
      </Cell>
      <Cell caption="CPU" aside={`load ${cpu.load.toFixed(2)} of ${cpu.cores}`}>
        <div className="flex items-center justify-between gap-2">
          <Figure>{formatPercent(cpu.percent / 100)}</Figure>
          <Sparkline label="CPU of the host, last 30 minutes" points={cpu.history} max={100} warns={false} />
        </div>
      </Cell>
      <Share name="Memory" quantity={memory} />
      {disk === null ? (
        <Cell caption="Disk" aside={null}>
          <p className="text-xs text-ink-3">Cannot be measured here</p>
        </Cell>
      ) : (
        <Share name="Disk" quantity={disk} />
      )}
    </section>
  );
}

function engineText({ state, version, composeVersion, reason }: HostView["engine"]): string {
  if (state !== "running" || version === null) return reason;
  return composeVersion === null
    ? `Docker ${version}, no Compose`
    : `Docker ${version}, Compose ${composeVersion}`;
}

type Quantity = { readonly totalBytes: number; readonly usedBytes: number };

function Share({ name, quantity }: { readonly name: string; readonly quantity: Quantity }) {
  const { totalBytes, usedBytes } = quantity;
  const free = `${formatBytes(Math.max(0, totalBytes - usedBytes))} free`;
  const used = formatBytes(usedBytes);
  const total = formatBytes(totalBytes);
  const [figure, unit] = used.split("\u00a0");
  const sameUnit = total.endsWith(`\u00a0${unit}`);
  return (
    <Cell caption={name} aside={free}>
      <Figure>
        {sameUnit ? figure : used}{" "}
        <small className="text-xs font-normal tracking-normal text-ink-3">of {total}</small>
      </Figure>
      <ShareBar
        label={`${name}: ${used} of ${total} used, ${free}`}
        parts={[{ value: usedBytes }]}
        max={totalBytes}
        className="mt-[7px]"
      />
    </Cell>
  );
}

function Cell(props: {
  readonly caption: string;
  readonly aside: string | null;
  readonly children: ReactNode;
}) {
  return (
    <div className="px-4 pt-3 pb-[13px] max-wide:px-3.5 max-wide:pt-2.5 max-wide:pb-[11px]">
      <div className="mb-1.5 flex justify-between gap-2 text-xs whitespace-nowrap text-ink-3">
        <span>{props.caption}</span>
        {props.aside && <span className="truncate">{props.aside}</span>}
      </div>
      {props.children}
    </div>
  );
}

function Figure({ children }: { readonly children: ReactNode }) {
  return <div className="text-lg font-medium tracking-[-0.012em] whitespace-nowrap">{children}</div>;
}
