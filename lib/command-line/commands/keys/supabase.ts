import { optionText } from "@/lib/command-line/command";
import {
  answer,
  type KeyVerb,
  type KeyVerbInput,
  momentSeconds,
  neededText,
} from "@/lib/command-line/commands/keys/verbs";
import { EXIT_OK } from "@/lib/command-line/exit-codes";
import { envLines } from "@/lib/keys/env-lines";
import { roleToken } from "@/lib/keys/role-token";
import { supabaseKeySet } from "@/lib/keys/supabase-key-set";

export const supabase: KeyVerb = {
  usage: "supabase [--secret S] [--iss I] [--iat T] [--exp T]",
  help: "every key and secret of a self-hosted Supabase, as lines for its .env",
  options: ["secret", "iss", "iat", "exp"],
  words: 0,
  async run(input) {
    const secret = optionText(input.options, "secret");
    const given = { ...claimsOf(input), ...(secret !== undefined && { secret }) };
    const set = supabaseKeySet(given, input.random, input.now);
    answer(input, set, envLines(set));
    return EXIT_OK;
  },
};

export const jwt: KeyVerb = {
  usage: "jwt --secret S --role R [--iss I] [--iat T] [--exp T]",
  help: "one token (HS256); a time T is seconds since 1970 or a date in UTC; five years from today without one",
  options: ["secret", "role", "iss", "iat", "exp"],
  words: 0,
  async run(input) {
    const secret = neededText(input.options, "secret", jwt);
    const role = neededText(input.options, "role", jwt);
    const token = roleToken({ secret, role, ...claimsOf(input) }, input.now);
    answer(input, { token }, token);
    return EXIT_OK;
  },
};

function claimsOf({ options }: KeyVerbInput): { iss?: string; iat?: number; exp?: number } {
  const [iss, iat, exp] = [
    optionText(options, "iss"),
    momentSeconds(options, "iat"),
    momentSeconds(options, "exp"),
  ];
  return {
    ...(iss !== undefined && { iss }),
    ...(iat !== undefined && { iat }),
    ...(exp !== undefined && { exp }),
  };
}
