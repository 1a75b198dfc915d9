import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hono } from "hono";
import { listen } from "@/lib/api/listen";
import { runSlipway } from "@/lib/command-line/run-slipway";

/** The command line in a folder of its own, beside a worker that answers by this. */
export async function openCommandLine(control: Hono) {
  const folder = mkdtempSync(join(tmpdir(), "slipway-command-line-"));
  mkdirSync(join(folder, "data", "run"), { recursive: true });
  const close = await listen(control, join(folder, "data", "run", "control.sock"), 0o600);
  return {
    folder,
    async slipway(...words: string[]) {
      const [out, err]: [string[], string[]] = [[], []];
      const code = await runSlipway(words, {
        folder,
        environment: {},
        print: (text) => out.push(text),
        note: (text) => err.push(text),
      });
      return { code, out: out.join("\n"), err: err.join("\n") };
    },
    async close(): Promise<void> {
      await close();
      rmSync(folder, { recursive: true });
    },
  };
}
