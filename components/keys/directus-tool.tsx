"use client";

import { useState } from "react";
import { RefusalBanner } from "@/components/feedback/refusal-banner";
import type { KeyAction, KeyAnswer } from "@/components/keys/key-actions";
import { KeyResults } from "@/components/keys/key-results";
import type { KeyFact } from "@/components/keys/key-row";
import { ToolForm } from "@/components/keys/tool-form";
import { ToolIntro } from "@/components/keys/tool-intro";
import { useMaker } from "@/components/keys/use-maker";
import { Field } from "@/components/ui/field";
import { SegmentedControl } from "@/components/ui/segmented-control";

const VERSIONS = [
  { value: "current", label: "10 and newer" },
  { value: "9", label: "9" },
] as const;

/** What a Directus needs to start. */
export function DirectusTool({ make: makeKeys }: { readonly make: KeyAction<"keys.directus"> }) {
  const [version, setVersion] = useState<(typeof VERSIONS)[number]["value"]>("current");
  const { made, failure, pending, make, clear } = useMaker(makeKeys);
  return (
    <div className="@container grid gap-5">
      <ToolIntro title="Directus">
        SECRET, the first admin’s password, and a static token for the API. KEY is read by version 9 alone.
      </ToolIntro>
      <ToolForm verb="Make the secrets" pending={pending} onMake={() => make({ version })}>
        <Field label="Version" group>
          {(control) => (
            <SegmentedControl
              aria-labelledby={control["aria-labelledby"]}
              name="directus-version"
              options={VERSIONS}
              value={version}
              onValueChange={(value) => {
                setVersion(value === "9" ? "9" : "current");
                clear();
              }}
            />
          )}
        </Field>
      </ToolForm>
      <RefusalBanner error={failure} />
      {made && <KeyResults title="Secrets" facts={facts(made)} env={made} usedBy={{ kind: "directus" }} />}
    </div>
  );
}

function facts({ SECRET, ADMIN_PASSWORD, ADMIN_TOKEN, KEY }: KeyAnswer<"keys.directus">): KeyFact[] {
  return [
    { name: "SECRET", value: SECRET, note: "Signs sessions. Changing it signs everybody out" },
    { name: "ADMIN_PASSWORD", value: ADMIN_PASSWORD, note: "Read at the first start only" },
    {
      name: "ADMIN_TOKEN",
      value: ADMIN_TOKEN,
      note: "For the API, without an end. Read at the first start only",
    },
    ...(KEY === undefined ? [] : [{ name: "KEY", value: KEY, note: "Version 9 only" }]),
  ];
}
