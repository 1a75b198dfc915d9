import type { Kind } from "@/lib/stacks/kind";
import { checkSpacetimedb } from "@/lib/stacks/spacetimedb/check";
import { spacetimedbColdBackup } from "@/lib/stacks/spacetimedb/cold-backup";
import { spacetimedbConnections } from "@/lib/stacks/spacetimedb/connections";
import { spacetimedbDataChanges } from "@/lib/stacks/spacetimedb/data-changes";
import { spacetimedbEndpoints, spacetimedbRoutable } from "@/lib/stacks/spacetimedb/endpoints";
import { spacetimedbFailures } from "@/lib/stacks/spacetimedb/failures";
import {
  type SpacetimedbFields,
  spacetimedbFields,
  spacetimedbTopics,
} from "@/lib/stacks/spacetimedb/fields";
import { makeSpacetimedbSecrets } from "@/lib/stacks/spacetimedb/make-secrets";
import { spacetimedbNeeds } from "@/lib/stacks/spacetimedb/needs";
import { spacetimedbProbes } from "@/lib/stacks/spacetimedb/probes/spacetimedb-probes";
import { renderSpacetimedb } from "@/lib/stacks/spacetimedb/render";
import { spacetimedbSecrets } from "@/lib/stacks/spacetimedb/secrets";
import { spacetimedbTokens } from "@/lib/stacks/spacetimedb/tokens";
import { spacetimedbUpgradeProblem } from "@/lib/stacks/spacetimedb/upgrade";
import { spacetimedbVersions } from "@/lib/stacks/spacetimedb/versions";
import { spacetimedbWarnings } from "@/lib/stacks/spacetimedb/warnings";

export const spacetimedb: Kind<SpacetimedbFields> = {
  id: "spacetimedb",
  title: "SpacetimeDB",
  summary: "Database that runs your code",
  topics: spacetimedbTopics,
  settings: spacetimedbFields,
  secrets: spacetimedbSecrets,
  makeSecrets: makeSpacetimedbSecrets,
  versions: spacetimedbVersions,
  render: renderSpacetimedb,
  check: checkSpacetimedb,
  warnings: spacetimedbWarnings,
  needs: spacetimedbNeeds,
  endpoints: spacetimedbEndpoints,
  routable: spacetimedbRoutable,
  connections: spacetimedbConnections,
  probes: spacetimedbProbes,
  dataChanges: spacetimedbDataChanges,
  upgradeProblem: spacetimedbUpgradeProblem,
  failures: spacetimedbFailures,
  coldBackup: spacetimedbColdBackup,
  tokens: spacetimedbTokens,
};
