import { makeSecrets } from "@/app/(panel)/keys/actions";
import { RandomTool } from "@/components/keys/random-tool";
import { requireOperator } from "@/lib/web/operator";

export default async function RandomSecretsPage() {
  await requireOperator();
  return <RandomTool make={makeSecrets} />;
}
