import { entryText } from "@/components/stacks/definition/form-entries";
import type { FormEntry } from "@/components/stacks/definition/form-topics";
import type { KindForm } from "@/components/stacks/definition/kind-form";

type ChangedSettingsProps = {
  readonly form: KindForm;
  readonly changes: readonly FormEntry[];
  readonly onGoTo: (entry: FormEntry) => void;
};

/** What differs from the default, each leading to its field. */
export function ChangedSettings({ form, changes, onGoTo }: ChangedSettingsProps) {
  return (
    <p className="text-xs text-ink-3">
      {changes.length === 0 ? "Nothing here has to be filled in." : "Changed from the default: "}
      {changes.map((entry, index) => (
        <span key={`${entry.type}-${entry.name}`}>
          {index > 0 && ", "}
          <button type="button" className="link" onClick={() => onGoTo(entry)}>
            {entryText(form, entry).label}
          </button>
        </span>
      ))}
    </p>
  );
}
