import type { FieldIssue } from "@/lib/errors";
import type { SecretValues } from "@/lib/stacks/kind";
import { dashboardUserNames } from "@/lib/stacks/supabase/check/dashboard-users";
import { isOn } from "@/lib/stacks/supabase/enabled-services";
import { type SupabaseSettings, supabaseFields } from "@/lib/stacks/supabase/fields";
import { tagField } from "@/lib/stacks/supabase/fields/image-fields";
import { authProviders } from "@/lib/stacks/supabase/providers";
import { SERVICE_NAMES } from "@/lib/stacks/supabase/service-names";

/** Combinations of settings, and of settings with what a person has to give for them. */
export function settingIssues(settings: SupabaseSettings, secrets: SecretValues): FieldIssue[] {
  return [
    ...portIssues(settings),
    ...neededSecretIssues(settings, secrets),
    ...bucketIssues(settings, secrets),
    ...serviceIssues(settings),
    ...userIssues(settings, secrets),
  ];
}

function portIssues(settings: SupabaseSettings): FieldIssue[] {
  const used = [
    "port",
    ...(isOn(settings, "pooler") ? ["poolerSessionPort", "poolerTransactionPort"] : []),
    ...(settings.directDatabase ? ["databasePort"] : []),
  ] as ("port" | "poolerSessionPort" | "poolerTransactionPort" | "databasePort")[];
  return used.flatMap((key, index) => {
    const earlier = used.slice(0, index).find((other) => settings[other] === settings[key]);
    if (earlier === undefined) return [];
    const [label, other] = [supabaseFields[key].label, supabaseFields[earlier].label];
    return [{ field: key, message: `${label} ${settings[key]} is taken by “${other}”: choose another one` }];
  });
}

/** What only the person can give, by the switch that asks for it. */
function neededSecretIssues(settings: SupabaseSettings, secrets: SecretValues): FieldIssue[] {
  const needed: [boolean, string, string][] = [
    [settings.samlEnabled, "samlPrivateKey", "Private key of SAML is needed for single sign-on"],
    [
      settings.phoneSignup && settings.smsProvider === "twilio",
      "twilioAuthToken",
      "Twilio auth token is needed to send text messages",
    ],
    [
      isOn(settings, "logs") && settings.analyticsBackend === "bigquery",
      "googleServiceAccount",
      "Google service account is needed to keep logs in BigQuery",
    ],
    ...authProviders.map(({ id, title }): [boolean, string, string] => [
      settings[`${id}Enabled`],
      `${id}Secret`,
      `${title}: client secret is needed to sign in with ${title}`,
    ]),
  ];
  return needed.flatMap(([asked, name, message]) =>
    asked && (secrets[name] ?? "") === "" ? [{ field: `secrets.${name}`, message }] : [],
  );
}

function bucketIssues(settings: SupabaseSettings, secrets: SecretValues): FieldIssue[] {
  if (settings.storageBackend !== "s3") return [];
  const hasSecret = (secrets.s3BackendSecret ?? "") !== "";
  if (settings.s3AccessKey !== "" && !hasSecret) {
    const message = "Secret access key of the bucket is needed with the access key id";
    return [{ field: "secrets.s3BackendSecret", message }];
  }
  if (settings.s3AccessKey === "" && hasSecret) {
    return [
      { field: "s3AccessKey", message: "Access key id of the bucket is needed with the secret access key" },
    ];
  }
  return [];
}

function serviceIssues(settings: SupabaseSettings): FieldIssue[] {
  const issues: FieldIssue[] = [];
  if (settings.imgproxySwitch === "on" && !isOn(settings, "storage")) {
    const message = "Image transformation needs Storage: switch Storage on, or this off";
    issues.push({ field: "imgproxySwitch", message });
  }
  for (const service of SERVICE_NAMES) {
    const field = tagField(service);
    if (settings[field] !== "latest") continue;
    const message = `${supabaseFields[field].label} must name a version: “latest” is another one tomorrow`;
    issues.push({ field, message });
  }
  return issues;
}

function userIssues({ dashboardUsername }: SupabaseSettings, secrets: SecretValues): FieldIssue[] {
  if (!dashboardUserNames(secrets.dashboardUsers ?? "").includes(dashboardUsername)) return [];
  const message = `Further Studio users must not name “${dashboardUsername}” again`;
  return [{ field: "secrets.dashboardUsers", message }];
}
