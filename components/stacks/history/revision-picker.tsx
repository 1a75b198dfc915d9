"use client";

import { useRouter } from "next/navigation";
import { Select } from "@/components/ui/select";

type RevisionPickerProps = {
  readonly stackName: string;
  readonly latest: number;
  readonly deployed: number | null;
  readonly value: number;
};

/** Chooses the revision whose files are shown; the address carries it. */
export function RevisionPicker({ stackName, latest, deployed, value }: RevisionPickerProps) {
  const router = useRouter();
  const revisions = Array.from({ length: latest }, (_, index) => latest - index);
  return (
    <Select
      label="Revision"
      value={String(value)}
      onValueChange={(revision) => router.push(`/stacks/${stackName}/files?revision=${revision}`)}
      options={revisions.map((revision) => ({
        value: String(revision),
        label: `Revision ${revision}`,
        ...(revision === deployed && { hint: "runs now" }),
      }))}
    />
  );
}
