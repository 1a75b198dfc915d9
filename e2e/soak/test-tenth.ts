import { afterAll, beforeAll, describe, it } from "vitest";
import type { OpenPart, SoakPart } from "@/e2e/soak/soak-part";

const TRY_TIMEOUT_MS = 240_000;

/** The share of a soak part that `npm test` runs, try by try. */
export function testTenth(part: SoakPart): void {
  describe(part.title, { timeout: TRY_TIMEOUT_MS }, () => {
    let open: OpenPart;
    let refusal: string | null = null;
    beforeAll(async () => {
      refusal = (await part.refusal?.()) ?? null;
      if (refusal === null) open = await part.open();
    }, TRY_TIMEOUT_MS);
    // Without a set-up there is nothing to end, and its own failure is told.
    afterAll(async () => open?.close());

    for (const id of part.tenth) {
      it(id, async ({ skip }) => {
        if (refusal !== null) skip(refusal);
        await open.run(id);
      });
    }
  });
}
