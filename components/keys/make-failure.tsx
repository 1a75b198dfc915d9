import { Banner } from "@/components/feedback/banner";
import { sentence } from "@/components/feedback/sentence";
import type { ErrorView } from "@/lib/api/contract/views";

/** What went wrong, unless a field of the form says it already. */
export function MakeFailure({
  failure,
  fields = [],
}: {
  readonly failure: ErrorView | null;
  readonly fields?: readonly string[];
}) {
  if (failure === null || failure.issues?.some(({ field }) => fields.includes(field))) return null;
  return (
    <Banner state="failed" title={sentence(failure.message)}>
      {failure.fix}
    </Banner>
  );
}

/** What the answer says about one field. */
export function issueOf(failure: ErrorView | null, field: string): string | undefined {
  return failure?.issues?.find((issue) => issue.field === field)?.message;
}
