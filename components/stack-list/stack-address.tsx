import Link from "next/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { StackView } from "@/lib/api/contract/stack-views";

/** Where the stack is reached, over who changed it last; while a job runs the way to it. */
export function StackAddress({ stack, nowMs }: { readonly stack: StackView; readonly nowMs: number }) {
  const { activeJob: job, primaryUrl, pageUrl, changedAt } = stack;
  return (
    <div className="min-w-0 @max-[1010px]:hidden max-wide:hidden">
      {job ? (
        <Link href={`/jobs/${job.number}`} prefetch={false} className="link">
          Open job {job.number}
        </Link>
      ) : (
        <Address url={primaryUrl} opens={pageUrl !== null} />
      )}
      <div className="truncate text-xs text-ink-3">
        {job ? "started " : "changed "}
        <RelativeTime atMs={Date.parse(job?.startedAt ?? job?.createdAt ?? changedAt)} nowMs={nowMs} />
        {job && ` by ${job.startedBy}`}
      </div>
    </div>
  );
}

function Address({ url, opens }: { readonly url: string | null; readonly opens: boolean }) {
  if (url === null || !/^https?:/.test(url)) return <span className="text-ink-3">No open port</span>;
  const text = url.replace(/^https?:\/\//, "").replace(/\/$/, "");
  if (!opens) return <span className="mono-xs block truncate leading-5">{text}</span>;
  return (
    <a href={url} target="_blank" rel="noreferrer" className="link mono-xs block truncate leading-5">
      {text}
    </a>
  );
}
