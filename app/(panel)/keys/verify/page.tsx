import { requireOperator } from "@/lib/web/operator";

/** The frame draws the check of tokens itself, which stays from tool to tool. */
export default async function VerifyPage() {
  await requireOperator();
  return null;
}
