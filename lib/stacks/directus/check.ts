import type { FieldIssue } from "@/lib/errors";
import { conditionHolds } from "@/lib/stacks/active-fields";
import { type DirectusSettings, directusFields } from "@/lib/stacks/directus/fields";
import { variableWarning } from "@/lib/stacks/directus/known-variables";
import { directusOwnVariables } from "@/lib/stacks/directus/own-variables";
import { directusSecrets } from "@/lib/stacks/directus/secrets";
import { HEALTH_INTERVAL_SECONDS } from "@/lib/stacks/directus/services";
import { hasCastPrefix } from "@/lib/stacks/directus/value-text";
import { takenVariableIssues } from "@/lib/stacks/free-variables";
import type { SecretValues, SettingWarning } from "@/lib/stacks/kind";

/** What upstream demands of SECRET. */
const SECRET_MIN_LENGTH = 32;

/** Combinations of settings and secrets that would not run. */
export function checkDirectus(settings: DirectusSettings, secrets: SecretValues): FieldIssue[] {
  const taken = { settings: directusFields, secrets: directusSecrets, own: directusOwnVariables };
  return [
    ...secretIssues(settings, secrets),
    ...storageIssues(settings, secrets),
    ...takenVariableIssues(taken, "variables", settings.variables),
    ...runtimeIssues(settings),
  ];
}

function runtimeIssues(settings: DirectusSettings): FieldIssue[] {
  const issues: FieldIssue[] = [];
  if (settings.database === "sqlite" && settings.instances > 1) {
    issues.push({
      field: "instances",
      message: "Processes: SQLite serves one process only; choose PostgreSQL for more",
    });
  }
  if (settings.memoryLimitMib > 0 && settings.memoryLimitMib < 512) {
    issues.push({
      field: "memoryLimitMib",
      message: "Memory limit of Directus must be 0 (none) or at least 512 MiB",
    });
  }
  // The health check asks like everybody else: a limit below its pace would make a healthy Directus look broken.
  const allowedPerCheck =
    (settings.rateLimiterPoints / settings.rateLimiterSeconds) * HEALTH_INTERVAL_SECONDS;
  if (settings.rateLimiterEnabled && allowedPerCheck < 2) {
    const message = `Requests in the time span: allow at least ${2 / HEALTH_INTERVAL_SECONDS} a second on average, or the health check is refused too`;
    issues.push({ field: "rateLimiterPoints", message });
  }
  if (settings.emailTransport === "smtp" && settings.smtpSecure && settings.smtpIgnoreTls) {
    issues.push({ field: "smtpIgnoreTls", message: "Never use TLS contradicts “TLS from the first byte”" });
  }
  return issues;
}

function storageIssues(settings: DirectusSettings, secrets: SecretValues): FieldIssue[] {
  if (settings.storage !== "s3") return [];
  const hasSecret = (secrets.s3SecretKey ?? "") !== "";
  if (settings.s3AccessKey !== "" && !hasSecret) {
    return [{ field: "secrets.s3SecretKey", message: "Secret access key is needed with the access key id" }];
  }
  if (settings.s3AccessKey === "" && hasSecret) {
    return [{ field: "s3AccessKey", message: "Access key id is needed with the secret access key" }];
  }
  return [];
}

function secretIssues(settings: DirectusSettings, secrets: SecretValues): FieldIssue[] {
  const issues: FieldIssue[] = [];
  for (const [name, definition] of Object.entries(directusSecrets)) {
    if (!conditionHolds(directusFields, settings, "when" in definition ? definition.when : undefined))
      continue;
    const value = secrets[name] ?? "";
    if (definition.recipe.type === "password" && value === "") {
      issues.push({ field: `secrets.${name}`, message: `${definition.label} is missing` });
    }
  }
  const secret = secrets.secret ?? "";
  if (secret !== "" && new TextEncoder().encode(secret).length < SECRET_MIN_LENGTH) {
    issues.push({
      field: "secrets.secret",
      message: `Signing secret must have at least ${SECRET_MIN_LENGTH} bytes`,
    });
  }
  for (const name of ["databasePassword", "redisPassword"] as const) {
    const value = secrets[name] ?? "";
    // Redis reads it from a line of its configuration, Directus takes a word with a colon for a type.
    if (value !== "" && (!/^[A-Za-z0-9_.~-]+$/.test(value) || hasCastPrefix(value))) {
      const { label } = directusSecrets[name];
      issues.push({
        field: `secrets.${name}`,
        message: `${label} may hold letters, digits, and . _ ~ - only`,
      });
    }
  }
  return issues;
}

/** Settings that run, but are probably not meant. */
export function directusWarnings(settings: DirectusSettings): SettingWarning[] {
  const warnings: SettingWarning[] = settings.variables.flatMap(({ name }, index) => {
    const message = variableWarning(name);
    return message === undefined ? [] : [{ field: `variables.${index}.name`, message }];
  });
  if (settings.storage === "s3" && settings.s3AccessKey === "") {
    const message =
      "Without an access key, Directus can reach the bucket only where the machine itself has the right.";
    warnings.push({ field: "s3AccessKey", message });
  }
  if (settings.corsEnabled && /^(true|\*)$/.test(settings.corsOrigin)) {
    warnings.push({
      field: "corsOrigin",
      message: "Every web page may call this Directus with its visitors' sign-in.",
    });
  }
  if (settings.websocketsEnabled && settings.websocketsRestAuth === "public") {
    warnings.push({
      field: "websocketsRestAuth",
      message: "Everybody who reaches this Directus may connect.",
    });
  }
  return warnings;
}
