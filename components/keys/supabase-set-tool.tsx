"use client";

import type { KeyAction } from "@/components/keys/key-actions";
import { KeyResults } from "@/components/keys/key-results";
import { jwtKeyFacts, keySetFacts, otherSecretFacts } from "@/components/keys/supabase-facts";
import { SupabaseForm } from "@/components/keys/supabase-form";
import { ToolIntro } from "@/components/keys/tool-intro";
import type { SupabaseClaims } from "@/lib/keys/supabase-claims";

type SupabaseSetToolProps = {
  readonly defaults: SupabaseClaims;
  readonly makeSecrets: KeyAction<"keys.random">;
  readonly make: KeyAction<"keys.supabase">;
};

/** Every key and secret of a self-hosted Supabase, both generations of keys included. */
export function SupabaseSetTool({ defaults, makeSecrets, make }: SupabaseSetToolProps) {
  return (
    <SupabaseForm
      intro={
        <ToolIntro title="Supabase key set">
          Everything secret that a Supabase starts with: the newer keys with their signing pair (ES256), the
          older ones that fit them, and what its services keep among themselves.
        </ToolIntro>
      }
      verb="Make the set"
      defaults={defaults}
      makeSecrets={makeSecrets}
      make={make}
    >
      {(set) => (
        <>
          <KeyResults title="Newer keys" facts={keySetFacts(set)} env={set} />
          <KeyResults title="Older keys" facts={jwtKeyFacts(set)} />
          <KeyResults title="Other secrets" facts={otherSecretFacts(set)} />
        </>
      )}
    </SupabaseForm>
  );
}
