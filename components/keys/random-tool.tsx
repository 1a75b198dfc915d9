"use client";

import { useState } from "react";
import { RefusalBanner } from "@/components/feedback/refusal-banner";
import type { KeyAction } from "@/components/keys/key-actions";
import { KeyResults } from "@/components/keys/key-results";
import { ToolForm } from "@/components/keys/tool-form";
import { ToolIntro } from "@/components/keys/tool-intro";
import { useMaker } from "@/components/keys/use-maker";
import { Field } from "@/components/ui/field";
import { NumberInput } from "@/components/ui/number-input";
import { Select } from "@/components/ui/select";
import { ALPHABETS, type Alphabet } from "@/lib/keys/alphabets";
import { SECRET_MAX_COUNT, SECRET_MAX_LENGTH, secretBits } from "@/lib/keys/random-secrets";

const LABELS: Readonly<Record<Alphabet, string>> = {
  alphanumeric: "Letters and digits",
  "lower-hex": "Hexadecimal",
  "lower-alphanumeric": "Small letters and digits",
  "url-safe": "Letters, digits, - and _",
  unambiguous: "Letters and digits that do not look alike",
  digits: "Digits",
  symbols: "Letters, digits and symbols",
};

/** Below this a secret can be guessed by trying. */
const STRONG_BITS = 128;

/** Secrets for anything, each character drawn evenly. */
export function RandomTool({ make: makeSecrets }: { readonly make: KeyAction<"keys.random"> }) {
  const [input, setInput] = useState({ length: "32", alphabet: "alphanumeric" as Alphabet, count: "1" });
  const { made, failure, pending, make, clear } = useMaker(makeSecrets);
  const set = (change: Partial<typeof input>) => {
    setInput({ ...input, ...change });
    clear();
  };
  const length = wholeNumber(input.length, SECRET_MAX_LENGTH);
  const count = wholeNumber(input.count, SECRET_MAX_COUNT);
  return (
    <div className="@container grid gap-5">
      <ToolIntro title="Random secrets">Each character is drawn evenly from its alphabet.</ToolIntro>
      <ToolForm
        verb={count === null || count === 1 ? "Make a secret" : `Make ${count} secrets`}
        pending={pending}
        ready={length !== null && count !== null}
        onMake={() => {
          if (length !== null && count !== null) void make({ length, alphabet: input.alphabet, count });
        }}
      >
        <div className="grid grid-cols-[120px_minmax(0,1fr)_120px] gap-x-4 gap-y-3.5 @max-[480px]:grid-cols-1">
          <Field label="Length" error={length === null && `1 to ${SECRET_MAX_LENGTH}`}>
            {(control) => (
              <NumberInput
                {...control}
                min={1}
                max={SECRET_MAX_LENGTH}
                value={input.length}
                onValueChange={(text) => set({ length: text })}
              />
            )}
          </Field>
          <Field label="Alphabet" hint={entropyWords(length, input.alphabet)}>
            {(control) => (
              <Select
                {...control}
                options={(Object.keys(ALPHABETS) as Alphabet[]).map((value) => ({
                  value,
                  label: LABELS[value],
                }))}
                value={input.alphabet}
                onValueChange={(value) => set({ alphabet: value as Alphabet })}
              />
            )}
          </Field>
          <Field label="How many" error={count === null && `1 to ${SECRET_MAX_COUNT}`}>
            {(control) => (
              <NumberInput
                {...control}
                min={1}
                max={SECRET_MAX_COUNT}
                value={input.count}
                onValueChange={(text) => set({ count: text })}
              />
            )}
          </Field>
        </div>
      </ToolForm>
      <RefusalBanner error={failure} />
      {made && (
        <KeyResults
          title="Secrets"
          usedBy={{}}
          facts={made.secrets.map((value, index) => ({
            name: made.secrets.length === 1 ? "Secret" : `Secret ${index + 1}`,
            value,
            note: `${made.bits} bits`,
          }))}
        />
      )}
    </div>
  );
}

function wholeNumber(text: string, most: number): number | null {
  const value = Number(text);
  return /^\d+$/.test(text) && value >= 1 && value <= most ? value : null;
}

function entropyWords(length: number | null, alphabet: Alphabet): string | undefined {
  if (length === null) return undefined;
  const bits = secretBits(length, alphabet);
  const size = ALPHABETS[alphabet].length;
  const verdict = bits < STRONG_BITS ? `, less than the ${STRONG_BITS} that a key should have` : "";
  return `${size} characters to draw from: ${bits} bits${verdict}.`;
}
