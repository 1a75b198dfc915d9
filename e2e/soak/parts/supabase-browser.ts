import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "@/e2e/panel/surroundings";
import { runJourney, runJourneys } from "@/e2e/soak/panel/run-journey";
import type { SoakPart } from "@/e2e/soak/soak-part";

const JOURNEYS = [
  "two Supabases side by side, Standard",
  "an installation's .env and kong.yml become a stack that runs",
  "two Supabases side by side, Lite",
  "two Supabases side by side, Full",
];

/** Each a file of journeys that change one stack: the tries of other parts, by a person's hands. */
const FILES: Readonly<Record<string, string>> = {
  "every setting through the form": "supabase-settings.spec.ts",
  "every secret through the pages": "supabase-secrets.spec.ts",
};

/** What a person does with Supabase in a browser and waits minutes for. */
export const supabaseBrowserPart: SoakPart = {
  name: "supabase-browser",
  title: "Supabase from the browser",
  ids: [...JOURNEYS, ...Object.keys(FILES)],
  // Of these journeys the short forms are among those that `npm test` runs.
  tenth: [],
  async refusal() {
    // Whoever sets the soak up names one that starts.
    if (!process.env.PLAYWRIGHT_CHROMIUM) return "there is no Chromium to be had";
    return existsSync(join(ROOT, "dist", "web.mjs")) ? null : "build first: npm run build";
  },
  open: async () => ({
    run: (id) => {
      const file = FILES[id];
      return file === undefined ? runJourney(id) : runJourneys(file);
    },
    close: async () => {},
  }),
};
