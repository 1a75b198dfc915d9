import { formatBytes } from "@/components/ui/format";

export interface VolumeListProps {
  /** For screen readers. */
  readonly label: string;
  readonly volumes: readonly { readonly name: string; readonly sizeBytes: number | null }[];
}

/** Volumes by name and size. */
export function VolumeList({ label, volumes }: VolumeListProps) {
  return (
    <ul aria-label={label} className="mb-3 rounded-md border border-line">
      {volumes.map(({ name, sizeBytes }) => (
        <li
          key={name}
          className="flex flex-wrap items-baseline justify-between gap-x-3 border-b border-line px-2.5 py-1.5 last:border-b-0"
        >
          <span className="mono [overflow-wrap:anywhere]">{name}</span>
          <span className="text-xs whitespace-nowrap text-ink-3">
            {sizeBytes === null ? "size not known" : formatBytes(sizeBytes)}
          </span>
        </li>
      ))}
    </ul>
  );
}
