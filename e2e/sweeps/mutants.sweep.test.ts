import { describe, expect, it } from "vitest";
import { generatedSecrets, lookFor } from "@/e2e/sweeps/canary-secrets";
import { sweepCrossOrigin } from "@/e2e/sweeps/cross-origin";
import { sweepEndedSession } from "@/e2e/sweeps/ended-session";
import { sweepGuessing } from "@/e2e/sweeps/guessing";
import { buildMutant, type Mutation } from "@/e2e/sweeps/mutant";
import { SweptPanel } from "@/e2e/sweeps/swept-panel";
import { workerTargets } from "@/e2e/sweeps/targets";
import { type SweepResult, sweepUnauthenticated } from "@/e2e/sweeps/unauthenticated";

type Mutant = { lost: string; mutation: Mutation; sweep: (swept: SweptPanel) => Promise<SweepResult> };

const MUTANTS: Mutant[] = [
  {
    lost: "the check of who calls, on one route",
    mutation: {
      file: "lib/api/server.ts",
      from: "  requireAccess(route, ",
      to: '  if (route.path !== "/v1/stacks/:stack") requireAccess(route, ',
    },
    sweep: (swept) => sweepUnauthenticated(swept, [{ name: "nothing" }], ["worker"]),
  },
  {
    lost: "the check of who calls, on a route that then finds nothing to change",
    mutation: {
      file: "lib/api/server.ts",
      from: "  requireAccess(route, ",
      to: '  if (route.path !== "/v1/people/:person/remove") requireAccess(route, ',
    },
    sweep: (swept) => sweepUnauthenticated(swept, [{ name: "nothing" }], ["worker"]),
  },
  {
    lost: "the check of the Origin",
    mutation: {
      file: "lib/web/request-guard.ts",
      from: "if (!SAFE_METHODS.has(request.method) && request.headers.origin !== origin) return originRefused();",
      to: "",
    },
    sweep: async (swept) => sweepCrossOrigin(swept, (await swept.signIn()).cookie),
  },
  {
    lost: "the limit of guesses",
    mutation: {
      file: "lib/use-cases/identity/guess-limiter.ts",
      from: "if (waitMs > 0) return { admitted: false, waitMs, firstRefusal };",
      to: "",
    },
    sweep: (swept) => sweepGuessing(swept, [["127.0.2.1"]], 40),
  },
  {
    lost: "the mask of a secret, in the files that a page shows",
    mutation: {
      file: "lib/use-cases/revisions/show-files.ts",
      from: "rendered.maskedEnvFile",
      to: "rendered.envFile",
    },
    async sweep(swept) {
      const { places, hits } = await lookFor(swept, await generatedSecrets(swept, swept.stack));
      return { calls: places, successes: hits.map(({ name, place }) => `${name} in ${place}`) };
    },
  },
  {
    lost: "the look-up of the session at each call",
    mutation: {
      file: "lib/use-cases/identity/check-session.ts",
      from: "const found = await store.session(tokenHash);",
      to: `const kept = ((globalThis as { kept?: Map<string, never> }).kept ??= new Map());
           const found = kept.get(tokenHash) ?? (await store.session(tokenHash));
           if (found !== null) kept.set(tokenHash, found as never);`,
    },
    async sweep(swept) {
      const session = await swept.signIn();
      await sweepEndedSession(swept, session, 1);
      await swept.endSession(session.token);
      return sweepEndedSession(swept, session, workerTargets().length * 3);
    },
  },
];

describe.each(MUTANTS)("a panel that has lost $lost", ({ mutation, sweep }) => {
  it("is found out", async () => {
    const programs = await buildMutant(mutation);
    try {
      const swept = await SweptPanel.open(programs.folder);
      try {
        expect((await sweep(swept)).successes).not.toEqual([]);
      } finally {
        await swept.close();
      }
    } finally {
      await programs.remove();
    }
  });
});
