import { makeSpacetimedbKeys } from "@/app/(panel)/keys/actions";
import { SpacetimedbTool } from "@/components/keys/spacetimedb-tool";
import { requireOperator } from "@/lib/web/operator";

export default async function SpacetimedbKeysPage() {
  await requireOperator();
  return <SpacetimedbTool make={makeSpacetimedbKeys} />;
}
