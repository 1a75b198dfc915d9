"use client";

import type { KeyAction } from "@/components/keys/key-actions";
import { KeyResults } from "@/components/keys/key-results";
import { jwtKeyFacts } from "@/components/keys/supabase-facts";
import { SupabaseForm } from "@/components/keys/supabase-form";
import { ToolIntro } from "@/components/keys/tool-intro";
import type { SupabaseClaims } from "@/lib/keys/supabase-claims";

type SupabaseJwtToolProps = {
  readonly defaults: SupabaseClaims;
  readonly makeSecrets: KeyAction<"keys.random">;
  readonly make: KeyAction<"keys.supabase-jwt">;
};

/** ANON_KEY and SERVICE_ROLE_KEY for one secret. */
export function SupabaseJwtTool({ defaults, makeSecrets, make }: SupabaseJwtToolProps) {
  return (
    <SupabaseForm
      intro={
        <ToolIntro title="Supabase JWT keys">
          The two keys that every Supabase has, signed with its secret (HS256).
        </ToolIntro>
      }
      verb="Make both keys"
      defaults={defaults}
      makeSecrets={makeSecrets}
      make={make}
    >
      {(keys) => <KeyResults title="Keys" facts={jwtKeyFacts(keys)} env={keys} />}
    </SupabaseForm>
  );
}
