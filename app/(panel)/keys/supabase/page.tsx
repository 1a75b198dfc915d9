import { makeSecrets, makeSupabaseKeySet } from "@/app/(panel)/keys/actions";
import { SupabaseSetTool } from "@/components/keys/supabase-set-tool";
import { defaultClaims } from "@/lib/keys/supabase-claims";
import { requireOperator } from "@/lib/web/operator";

export default async function SupabaseKeySetPage() {
  await requireOperator();
  return (
    <SupabaseSetTool
      defaults={defaultClaims(new Date())}
      makeSecrets={makeSecrets}
      make={makeSupabaseKeySet}
    />
  );
}
