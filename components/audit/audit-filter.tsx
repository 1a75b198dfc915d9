import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";

/** As the address of the page has it. */
export type AuditWords = { readonly who: string; readonly what: string; readonly since: string };

/** Who, what, since when; sent as an address, so that a view can be kept and shared. */
export function AuditFilter({ words }: { readonly words: AuditWords }) {
  const filtered = Object.values(words).some((word) => word !== "");
  return (
    <search>
      <form
        key={JSON.stringify(words)}
        action="/settings/audit"
        className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_180px_auto] items-end gap-3 max-wide:grid-cols-1"
      >
        <Field label="Who">
          {(control) => (
            <TextInput {...control} name="who" size="control" maxLength={100} defaultValue={words.who} />
          )}
        </Field>
        <Field label="What or on what">
          {(control) => (
            <TextInput {...control} name="what" size="control" maxLength={100} defaultValue={words.what} />
          )}
        </Field>
        <Field label="Since">
          {(control) => (
            <TextInput {...control} name="since" type="date" size="control" defaultValue={words.since} />
          )}
        </Field>
        <span className="flex gap-2">
          <Button type="submit" variant="primary">
            Filter
          </Button>
          {filtered && (
            <ButtonLink href="/settings/audit" variant="quiet">
              Show all
            </ButtonLink>
          )}
        </span>
      </form>
    </search>
  );
}
