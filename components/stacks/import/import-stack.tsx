"use client";

import { RefusalBanner } from "@/components/feedback/refusal-banner";
import { AccessField } from "@/components/stacks/definition/access-field";
import { FileField } from "@/components/stacks/file-field";
import type { CreateAction, ReviewAction } from "@/components/stacks/import/import-actions";
import { ImportReview } from "@/components/stacks/import/import-review";
import { useImport } from "@/components/stacks/import/use-import";
import { NameField } from "@/components/stacks/new/name-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { WakingFields } from "@/components/ui/waking-fields";
import { IMPORT_FILE_MAX_LENGTH } from "@/lib/api/contract/imports";
import type { Access, RoutableEndpoint } from "@/lib/stacks/kind";
import { issueOf } from "@/lib/web/action-state";

export type ImportStackProps = {
  readonly access: Access;
  readonly reachedHost: string;
  readonly routable: readonly RoutableEndpoint[];
  readonly review: ReviewAction;
  readonly create: CreateAction;
};

/** From the files of a Supabase that runs by upstream's own compose file to a stack: read, reviewed, saved. */
export function ImportStack({ access: proposed, reachedHost, routable, ...actions }: ImportStackProps) {
  const { files, kept, name, access, answer, failure, pending, ...on } = useImport(actions, proposed);
  const issues = failure?.issues ?? answer?.issues ?? [];
  return (
    <form
      aria-label="Import of a Supabase"
      method="post"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (answer === null) on.ask();
        else on.make();
      }}
      noValidate
    >
      <WakingFields className="grid gap-5">
        <p className="prose text-ink-2">
          The settings and secrets of a Supabase that runs by its own compose file become a stack here. Data
          is not copied: the stack begins with an empty database.
        </p>
        <FileField
          maxLength={IMPORT_FILE_MAX_LENGTH}
          id="env"
          label=".env"
          hint="The file beside docker-compose.yml. It holds secrets: it is sent to this panel alone."
          rows={answer === null ? 12 : 4}
          value={files.env}
          error={issueOf(failure, "env")}
          onChange={(env) => on.edit({ env })}
        />
        <FileField
          maxLength={IMPORT_FILE_MAX_LENGTH}
          id="kong"
          label="kong.yml"
          hint="Only if you added users of Studio to it: volumes/api/kong.yml."
          rows={4}
          value={files.kong}
          error={issueOf(failure, "kong")}
          onChange={(kong) => on.edit({ kong })}
        />
        <RefusalBanner error={failure} fields={["env", "kong", "name", "access"]} />
        {answer !== null && (
          <>
            <ImportReview review={answer} kept={kept} onKeep={on.keep} />
            <div>
              <NameField
                value={name}
                error={issues.find(({ field }) => field === "name")?.message}
                free={!pending && name === answer.name}
                onChange={on.setName}
              />
              <AccessField
                value={access}
                reachedHost={reachedHost}
                routable={routable}
                checks={[]}
                error={issues.find(({ field }) => field.startsWith("access"))?.message}
                onChange={on.setAccess}
              />
            </div>
          </>
        )}
        <div className="flex flex-wrap items-center gap-3">
          <SubmitButton pending={pending} disabled={files.env.trim() === ""}>
            {answer === null ? "Review" : "Save the stack"}
          </SubmitButton>
          {answer !== null && (
            <span className="text-xs text-ink-3">Nothing is deployed yet: its page shows what would be.</span>
          )}
        </div>
      </WakingFields>
    </form>
  );
}
