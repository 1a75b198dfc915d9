import type { StackSecrets } from "@/components/keys/stack-targets";

/** Which secret of the stack each made value takes the place of, by the value's name; "" for none. */
export type SecretChoice = Readonly<Record<string, string>>;

/** The values by their names, as the tool made them. */
export type MadeValues = readonly { readonly name: string; readonly value: string }[];

/** Those that may get another value: some stay as they are from the first deploy on. */
export function changeable(secrets: StackSecrets): StackSecrets {
  return secrets.filter(({ fixed }) => fixed === null);
}

/** A value whose name is the variable or the file of one of the stack's secrets is meant for it. */
export function fittingChoice(values: MadeValues, secrets: StackSecrets): SecretChoice {
  return Object.fromEntries(
    values.map(({ name }) => {
      const meant = changeable(secrets).find(({ variable, file }) => variable === name || file === name);
      return [name, meant?.name ?? ""];
    }),
  );
}

/** What to save, by the stack's own names; null when two values are meant for one secret, or none for any. */
export function chosenSecrets(values: MadeValues, choice: SecretChoice): Record<string, string> | null {
  const chosen = values.flatMap(({ name, value }) => {
    const secret = choice[name];
    return secret ? [[secret, value] as const] : [];
  });
  const secrets = Object.fromEntries(chosen);
  return chosen.length > 0 && Object.keys(secrets).length === chosen.length ? secrets : null;
}

/** Labels of what is made from the chosen ones and is not chosen itself: it would no longer fit. */
export function leftToFit(chosen: Readonly<Record<string, string>>, secrets: StackSecrets): string[] {
  const fitted = new Set(secrets.flatMap(({ name, fitted }) => (name in chosen ? fitted : [])));
  return secrets.filter(({ name }) => fitted.has(name) && !(name in chosen)).map(({ label }) => label);
}

/** Whether another value is meant for the same secret. */
export function isTakenTwice(choice: SecretChoice, name: string): boolean {
  const secret = choice[name];
  return Boolean(secret) && Object.values(choice).filter((one) => one === secret).length > 1;
}
