import type { Expectation, FloorId, Material, Round } from "@/e2e/soak/supabase/expectation";
import { apiRounds } from "@/e2e/soak/supabase/rounds/api-rounds";
import { authRounds } from "@/e2e/soak/supabase/rounds/auth-rounds";
import { dataRounds } from "@/e2e/soak/supabase/rounds/data-rounds";
import { serviceRounds } from "@/e2e/soak/supabase/rounds/service-rounds";
import { urlRounds } from "@/e2e/soak/supabase/rounds/url-rounds";
import type { SecretValues } from "@/lib/stacks/kind";
import type { Settings } from "@/lib/stacks/settings";

/** What a round's settings are laid over; `plain` is the stack as it was deployed first. */
export const FLOORS: Readonly<Record<FloorId, Settings>> = {
  plain: {},
  smtp: { mailTransport: "smtp", smtpHost: "smtp.example.org" },
  logs: { logsSwitch: "on" },
};

/** Fields that no round changes, and why. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  version: "a test registry has the images of one release; the render's own test compares those of each",
  postgresVersion: "is refused by the data of the other version; a stack with 15 is deployed by itself",
};

/** Image tags: each names the image of one service and nothing else, which needs no container to be seen. */
export const TAG_FIELD = /Tag$/;

/** Every round, those of one floor together, so that each floor is deployed once. */
export function allRounds(material: Material): Round[] {
  const rounds = [
    ...urlRounds(material),
    ...authRounds(material),
    ...dataRounds(material),
    ...apiRounds,
    ...serviceRounds(material),
  ];
  return (Object.keys(FLOORS) as FloorId[]).flatMap((floor) => rounds.filter((one) => one.floor === floor));
}

/** They do not depend on what rounds are made of. */
export const ROUND_IDS: readonly string[] = allRounds({
  url: "",
  ports: { gateway: 0, session: 0, transaction: 0, database: 0 },
  secrets: {},
  samlKey: "",
}).map(({ id }) => id);

const SECRET = "secrets.";

/** The settings of a round by their keys. */
export function settingsOf({ expectations }: Pick<Round, "expectations">): Settings {
  return Object.fromEntries(
    expectations.flatMap(({ change, value }) => (change.startsWith(SECRET) ? [] : [[change, value]])),
  );
}

/** The secrets that a person gives in a round, by their names. */
export function secretsOf({ expectations }: Pick<Round, "expectations">): SecretValues {
  return Object.fromEntries(
    expectations.flatMap(({ change, value }) =>
      change.startsWith(SECRET) ? [[change.slice(SECRET.length), String(value)]] : [],
    ),
  );
}

/** What all expectations together show, by service. */
export function shownTogether(
  expectations: readonly Expectation[],
): Record<string, Record<string, string | null>> {
  const together: Record<string, Record<string, string | null>> = {};
  for (const { shows } of expectations) {
    for (const [service, values] of Object.entries(shows)) {
      together[service] = { ...together[service], ...values };
    }
  }
  return together;
}

/** Services whose container a round makes anew. */
export function recreatedBy({ expectations, also = [] }: Round): Set<string> {
  return new Set([...Object.keys(shownTogether(expectations)), ...also]);
}
