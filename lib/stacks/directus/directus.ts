import { checkDirectus, directusWarnings } from "@/lib/stacks/directus/check";
import { directusColdBackup } from "@/lib/stacks/directus/cold-backup";
import { directusConnections } from "@/lib/stacks/directus/connections";
import { directusDataChanges } from "@/lib/stacks/directus/data-changes";
import { directusEndpoints } from "@/lib/stacks/directus/endpoints";
import { type DirectusFields, directusFields, directusTopics } from "@/lib/stacks/directus/fields";
import { directusMail } from "@/lib/stacks/directus/mail";
import { directusNeeds } from "@/lib/stacks/directus/needs";
import { directusProbes } from "@/lib/stacks/directus/probes/directus-probes";
import { renderDirectus } from "@/lib/stacks/directus/render";
import { directusSecrets } from "@/lib/stacks/directus/secrets";
import { directusVersions } from "@/lib/stacks/directus/versions";
import type { Kind } from "@/lib/stacks/kind";

export const directus: Kind<DirectusFields> = {
  id: "directus",
  title: "Directus",
  summary: "Content and data",
  topics: directusTopics,
  settings: directusFields,
  secrets: directusSecrets,
  versions: directusVersions,
  render: renderDirectus,
  check: checkDirectus,
  warnings: directusWarnings,
  needs: directusNeeds,
  endpoints: directusEndpoints,
  routable: [{ endpoint: "directus", label: "Directus", required: true }],
  connections: directusConnections,
  probes: directusProbes,
  dataChanges: directusDataChanges,
  mail: directusMail,
  coldBackup: directusColdBackup,
};
