import { makeSecrets, makeSupabaseJwtKeys } from "@/app/(panel)/keys/actions";
import { SupabaseJwtTool } from "@/components/keys/supabase-jwt-tool";
import { defaultClaims } from "@/lib/keys/supabase-claims";
import { requireOperator } from "@/lib/web/operator";

export default async function KeysPage() {
  await requireOperator();
  return (
    <SupabaseJwtTool
      defaults={defaultClaims(new Date())}
      makeSecrets={makeSecrets}
      make={makeSupabaseJwtKeys}
    />
  );
}
