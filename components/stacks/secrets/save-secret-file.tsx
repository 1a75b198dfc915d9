"use client";

import { Download } from "lucide-react";
import { useMay } from "@/components/account/role-context";
import { useProvenAction } from "@/components/account/use-proven-action";
import { saveFile } from "@/components/feedback/fetch-file";
import { Refusal } from "@/components/feedback/refusal";
import type { StackSecretView } from "@/components/stacks/secrets/renew-secret";
import type { RevealAction } from "@/components/stacks/secrets/stack-secret";
import { Button } from "@/components/ui/button";

export interface SaveSecretFileProps {
  readonly stackId: string;
  readonly secret: StackSecretView;
  /** As the product's own installation calls it. */
  readonly fileName: string;
  readonly reveal: RevealAction;
}

/** Browsers add an ending of their own to the name of a text. */
const PLAIN_BYTES = "application/octet-stream";

/** A secret as the file that the product knows it by; handed out as revealing it is. */
export function SaveSecretFile({ stackId, secret, fileName, reveal }: SaveSecretFileProps) {
  const operates = useMay("operator");
  const { act, pending, refusal } = useProvenAction();
  if (!operates) return null;
  return (
    <>
      <Button
        size="tiny"
        variant="quiet"
        icon={<Download />}
        pending={pending}
        aria-label={`Save ${fileName}: ${secret.label}`}
        onClick={() =>
          act({
            run: () => reveal({ stack: stackId, secret: secret.name }),
            onDone: (value) => saveFile(new Blob([value], { type: PLAIN_BYTES }), fileName),
          })
        }
      >
        Save {fileName}
      </Button>
      <Refusal error={refusal} />
    </>
  );
}
