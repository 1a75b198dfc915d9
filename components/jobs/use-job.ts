"use client";

import { useRef, useState } from "react";
import { useLineStream } from "@/components/live/use-line-stream";
import type { JobEventLine, JobView, OutputLine } from "@/lib/api/contract/job-views";

/** Lines of raw output kept in the page. */
const MAX_LINES = 5000;

/** A job as it runs: the first state comes from the server, each change over one stream that picks up where it broke. */
export function useJob(first: JobView) {
  const [job, setJob] = useState(first);
  const [output, setOutput] = useState<readonly OutputLine[]>([]);
  const seen = useRef(0);
  const connection = useLineStream<JobEventLine>({
    url: `/api/stream/jobs/${encodeURIComponent(first.id)}`,
    resume: () => `?after=${seen.current}`,
    onLines: (lines) => {
      const latest = lines.findLast((line) => line.type === "job");
      if (latest) setJob(latest.job);
      const added = lines.flatMap((line) => (line.type === "output" ? line.lines : []));
      const fresh = added.filter((line) => line.seq > seen.current);
      if (fresh.length > 0) {
        seen.current = Math.max(...fresh.map((line) => line.seq));
        setOutput((before) => [...before, ...fresh].slice(-MAX_LINES));
      }
      return lines.some((line) => line.type === "ended" && line.reason !== "stopping") ? "end" : undefined;
    },
  });
  return { job, output, connection };
}
