import { runJourney } from "@/e2e/soak/panel/run-journey";
import type { SoakPart } from "@/e2e/soak/soak-part";

const JOURNEYS = [
  "two Supabases side by side, Standard",
  "an installation's .env and kong.yml become a stack that runs",
  "two Supabases side by side, Lite",
  "two Supabases side by side, Full",
];

/** What a person does with Supabase in a browser and waits minutes for. */
export const supabaseBrowserPart: SoakPart = {
  name: "supabase-browser",
  title: "Supabase from the browser",
  ids: JOURNEYS,
  tenth: [],
  // Whoever sets the soak up names one that starts.
  refusal: async () => (process.env.PLAYWRIGHT_CHROMIUM ? null : "there is no Chromium to be had"),
  open: async () => ({ run: runJourney, close: async () => {} }),
};
