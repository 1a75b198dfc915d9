import { sentence } from "@/components/feedback/sentence";
import { FieldError } from "@/components/ui/field-error";
import { PanelBody } from "@/components/ui/panel";
import type { ErrorView } from "@/lib/api/contract/views";
import { isToldByField } from "@/lib/web/action-state";

export interface RefusalProps {
  /** null: there is none. */
  readonly error: ErrorView | null;
  /** The form's fields that say themselves what is wrong with them: nothing is said twice. */
  readonly fields?: readonly string[];
  /** With what another program answered, as a bucket's own words. */
  readonly evidence?: boolean;
}

/** Why what was asked for did not happen: below a form or a button, for the whole of it. */
export function Refusal({ error, fields = [], evidence = false }: RefusalProps) {
  if (error === null || isToldByField(error, fields)) return null;
  return (
    <FieldError>
      {sentence(error.message)} {evidence && error.evidence?.join(" ")} {error.fix}
    </FieldError>
  );
}

/** The same at the top of a panel whose lines run edge to edge. */
export function PanelRefusal(props: RefusalProps) {
  if (props.error === null) return null;
  return (
    <PanelBody>
      <Refusal {...props} />
    </PanelBody>
  );
}
