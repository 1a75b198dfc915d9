import type { ProbeHttpResponse } from "@/lib/stacks/kind";
import { answerInWords, errorCodeOf } from "@/lib/stacks/supabase/probes/response-body";

type KeyRefusal = { detail: string; fix: string };

/**
 * Who refused a key that the stack has, and by which key of its own; undefined for an answer that refuses none.
 * PostgREST says PGRST301 of a signature that is not its secret's, and PGRST303 of a token that has ended; the gateway
 * compares texts and has no codes.
 */
export function keyRefusal(
  response: ProbeHttpResponse,
  { label, variable }: { label: string; variable: string },
): KeyRefusal | undefined {
  if (response.status !== 401) return undefined;
  const said = answerInWords(response);
  const redeploy = (what: string) =>
    `${what} of the containers that run is not the stack's: somebody has changed it behind Slipway's back. Redeploy the stack`;
  switch (errorCodeOf(response)) {
    case undefined:
      return {
        detail: `The gateway does not know the stack's ${label}: ${said}`,
        fix: redeploy(variable),
      };
    case "PGRST301":
      return {
        detail: `REST checks with another JWT secret than the one that signed the stack's ${label}: ${said}`,
        fix: redeploy("JWT_SECRET"),
      };
    case "PGRST303":
      return {
        detail: `The stack's ${label} has ended: ${said}`,
        fix: "Renew the keys under Keys, then deploy: they are good for years again",
      };
    default:
      return undefined;
  }
}
