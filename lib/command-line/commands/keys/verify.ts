import { type OptionValues, optionText } from "@/lib/command-line/command";
import { answer, fileText, type KeyVerb } from "@/lib/command-line/commands/keys/verbs";
import { EXIT_FAILED, EXIT_OK } from "@/lib/command-line/exit-codes";
import { PanelError } from "@/lib/errors";
import { inspectToken, isGood, type TokenReport } from "@/lib/keys/inspect-token";
import type { VerificationInput } from "@/lib/keys/verification-keys";

export const verify: KeyVerb = {
  usage: "verify TOKEN [--secret S | --public-key FILE]",
  help: "what a token says, who signed it and until when it is good; FILE is PEM, JWK or JWKS; ends with 7 for a bad one",
  options: ["secret", "public-key"],
  words: 1,
  async run(input) {
    const [token] = input.words;
    if (token === undefined) {
      throw new PanelError("input-invalid", "Give the token", { fix: `Usage: slipway keys ${verify.usage}` });
    }
    const report = await inspectToken(token, await keyOf(input.options, input.folder), input.now);
    const valid = isGood(report);
    answer(input, { valid, ...report }, reportText(report));
    return valid ? EXIT_OK : EXIT_FAILED;
  },
};

async function keyOf(options: OptionValues, folder: string): Promise<VerificationInput | null> {
  const [secret, file] = [optionText(options, "secret"), optionText(options, "public-key")];
  if (secret !== undefined && file !== undefined) {
    throw new PanelError("input-invalid", "Give a secret or a public key, not both");
  }
  if (secret !== undefined) return { secret };
  return file === undefined ? null : { publicKey: await fileText(folder, file) };
}

function reportText({ header, payload, signature, time, remarks }: TokenReport): string {
  const lines = (part: Record<string, unknown>) =>
    Object.entries(part).map(([name, value]) => `  ${name}  ${JSON.stringify(value)}`);
  return [
    ...["Header", ...lines(header)],
    ...["Payload", ...lines(payload)],
    signature.reason,
    time.words,
    ...remarks,
  ].join("\n");
}
