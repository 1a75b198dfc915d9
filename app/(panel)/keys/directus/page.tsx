import { makeDirectusKeys } from "@/app/(panel)/keys/actions";
import { DirectusTool } from "@/components/keys/directus-tool";
import { requireOperator } from "@/lib/web/operator";

export default async function DirectusKeysPage() {
  await requireOperator();
  return <DirectusTool make={makeDirectusKeys} />;
}
