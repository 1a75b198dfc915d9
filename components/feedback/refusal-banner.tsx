import { Banner } from "@/components/feedback/banner";
import type { RefusalProps } from "@/components/feedback/refusal";
import { sentence } from "@/components/feedback/sentence";
import { isToldByField } from "@/lib/web/action-state";

/** Why what was asked for did not happen, for a form that is a page's whole point. */
export function RefusalBanner({ error, fields = [] }: Pick<RefusalProps, "error" | "fields">) {
  if (error === null || isToldByField(error, fields)) return null;
  return (
    <Banner state="failed" title={sentence(error.message)}>
      {error.fix}
    </Banner>
  );
}
