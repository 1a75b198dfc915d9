"use client";

import { Layers } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useProof } from "@/components/account/proof-provider";
import { answerOf } from "@/components/feedback/answer-of";
import { RefusalBanner } from "@/components/feedback/refusal-banner";
import {
  changeable,
  chosenSecrets,
  fittingChoice,
  isTakenTwice,
  leftToFit,
  type MadeValues,
  type SecretChoice,
} from "@/components/keys/secret-choice";
import { type StackTargets, type TargetStack, useStackTargets } from "@/components/keys/stack-targets";
import { useHost } from "@/components/live/live-hooks";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { ErrorView } from "@/lib/api/contract/views";

export interface UseInStackProps {
  readonly values: MadeValues;
  /** Only stacks of this kind; any when left out. */
  readonly kind?: string | undefined;
}

/** Puts made values into a stack, as a revision of it; its plan then shows what that would do. */
export function UseInStack({ values, kind }: UseInStackProps) {
  const { stacks, ...actions } = useStackTargets();
  const fitting = stacks.filter((stack) => kind === undefined || stack.kind === kind);
  const [open, setOpen] = useState(false);
  if (fitting.length === 0) return null;
  return (
    <>
      <Button size="small" icon={<Layers />} onClick={() => setOpen(true)}>
        Use in a stack
      </Button>
      {open && (
        <UseDialog values={values} targets={{ stacks: fitting, ...actions }} onClose={() => setOpen(false)} />
      )}
    </>
  );
}

type UseDialogProps = {
  readonly values: MadeValues;
  readonly targets: StackTargets;
  readonly onClose: () => void;
};

function UseDialog({ values, targets, onClose }: UseDialogProps) {
  const router = useRouter();
  const proven = useProof();
  const engineOff = useHost().engine.state === "off";
  const [stackId, setStackId] = useState("");
  const [target, setTarget] = useState<TargetStack | null>(null);
  const [choice, setChoice] = useState<SecretChoice>({});
  const [failure, setFailure] = useState<ErrorView | null>(null);
  const [pending, setPending] = useState(false);
  const stack = targets.stacks.find(({ id }) => id === stackId);
  const secrets = chosenSecrets(values, choice);
  const remade = leftToFit(secrets ?? {}, target?.secrets ?? []);

  async function pick(id: string): Promise<void> {
    setStackId(id);
    setTarget(null);
    setChoice({});
    setFailure(null);
    if (id === "") return;
    setPending(true);
    const shown = await answerOf(targets.show({ stack: id }));
    setPending(false);
    if (shown.status === "failed") setFailure(shown.error);
    if (shown.status !== "done") return;
    setTarget(shown.value);
    setChoice(fittingChoice(values, shown.value.secrets));
  }

  async function refresh(id: string): Promise<void> {
    const shown = await answerOf(targets.show({ stack: id }));
    if (shown.status === "done") setTarget(shown.value);
  }

  async function save(): Promise<void> {
    if (stack === undefined || target === null || secrets === null) return;
    setPending(true);
    setFailure(null);
    const { revision: base, access } = target;
    const note = "Secrets from the keys page";
    const saved =
      remade.length > 0
        ? await proven(() => targets.give({ stack: stack.id, base, secrets }))
        : await answerOf(targets.save({ stack: stack.id, base, settings: {}, access, secrets, note }));
    if (saved.status === "failed") {
      setFailure(saved.error);
      // Somebody saved meanwhile: the next try is made on top of that.
      if (saved.error.code === "revision-outdated") await refresh(stack.id);
    }
    setPending(false);
    // Without an engine there is nothing to plan against: the files are what was saved.
    if (saved.status === "done") router.push(`/stacks/${stack.name}/${engineOff ? "files" : "plan"}`);
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Use in a stack"
      description="Saved as a new revision of the stack. Nothing that runs changes until you apply its plan."
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="primary" pending={pending} disabled={secrets === null} onClick={save}>
            {target === null ? "Save" : `Save revision ${target.revision + 1}`}
          </Button>
        </>
      }
    >
      <div className="grid gap-3.5">
        <Field label="Stack">
          {(control) => (
            <Select
              {...control}
              value={stackId}
              disabled={pending}
              options={[
                { value: "", label: "Choose a stack" },
                ...targets.stacks.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onValueChange={pick}
            />
          )}
        </Field>
        {target !== null && (
          <ChoiceFields values={values} target={target} choice={choice} onChoose={setChoice} />
        )}
        {remade.length > 0 && (
          <p className="text-xs text-ink-2">Made anew, to fit what is chosen: {remade.join(", ")}.</p>
        )}
        <RefusalBanner error={failure} />
      </div>
    </Dialog>
  );
}

type ChoiceFieldsProps = {
  readonly values: MadeValues;
  readonly target: TargetStack;
  readonly choice: SecretChoice;
  readonly onChoose: (choice: SecretChoice) => void;
};

function ChoiceFields({ values, target, choice, onChoose }: ChoiceFieldsProps) {
  const options = [
    { value: "", label: "Not used" },
    ...changeable(target.secrets).map(({ name, label, variable }) => ({
      value: name,
      label,
      ...(variable !== null && { hint: variable }),
    })),
  ];
  return values.map(({ name }) => {
    const chosen = target.secrets.find((secret) => secret.name === choice[name]);
    return (
      <Field
        key={name}
        label={`${name} becomes`}
        hint={chosen?.consequence}
        error={isTakenTwice(choice, name) && "Another value is meant for this secret too: choose one"}
      >
        {(control) => (
          <Select
            {...control}
            options={options}
            value={choice[name] ?? ""}
            onValueChange={(secret) => onChoose({ ...choice, [name]: secret })}
          />
        )}
      </Field>
    );
  });
}
