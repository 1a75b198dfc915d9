"use client";

import { Banner } from "@/components/feedback/banner";
import type { KeyAnswer } from "@/components/keys/key-actions";
import { StateIcon } from "@/components/state/state-icon";
import { momentWords } from "@/lib/keys/time-words";

type Report = KeyAnswer<"keys.verify">;

const SIGNATURE = { valid: "done", invalid: "failed", unchecked: "unknown" } as const;
const TIME = {
  valid: "done",
  endless: "done",
  expired: "failed",
  "not-yet": "failed",
  unreadable: "failed",
} as const;

/** Members that hold a time, in seconds. */
const TIMES = new Set(["iat", "exp", "nbf"]);

/** The verdict on a token, then what it says. */
export function TokenReport({ report }: { readonly report: Report }) {
  const { signature, time, remarks, header, payload } = report;
  return (
    <div className="grid gap-3">
      <Banner state={SIGNATURE[signature.state]} title={`${signature.reason}.`} />
      <ul className="grid gap-1.5">
        <li className="flex gap-2">
          <StateIcon state={TIME[time.state]} className="mt-[3px]" />
          <span>{time.words}</span>
        </li>
        {remarks.map((remark) => (
          <li key={remark} className="flex gap-2">
            <StateIcon state="degraded" className="mt-[3px]" />
            <span className="text-ink-2">{remark}</span>
          </li>
        ))}
      </ul>
      <Members title="Header" members={header} />
      <Members title="Payload" members={payload} />
    </div>
  );
}

function Members({ title, members }: { readonly title: string; readonly members: Report["header"] }) {
  return (
    <div>
      <h3 className="text-xs text-ink-3">{title}</h3>
      <dl>
        {Object.entries(members).map(([name, value]) => (
          <div
            key={name}
            className="grid grid-cols-[minmax(56px,auto)_minmax(0,1fr)_auto] gap-x-3 border-b border-line py-[5px] text-xs last:border-b-0"
          >
            <dt className="font-mono break-all text-code-key">{name}</dt>
            <dd className="font-mono [overflow-wrap:anywhere]">
              {typeof value === "string" ? value : JSON.stringify(value)}
            </dd>
            <dd className="text-right text-ink-3">
              {TIMES.has(name) && typeof value === "number" && momentWords(value)}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
