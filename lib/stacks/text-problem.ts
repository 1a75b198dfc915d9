import { environmentProblem } from "@/lib/stacks/env-file";
import { hostFolderProblem } from "@/lib/stacks/host-folder";
import { isHostName, isIpv6 } from "@/lib/stacks/host-name";
import type { SettingField } from "@/lib/stacks/settings";

type TextField = Extract<SettingField, { type: "text" }>;

/** In characters, where a field does not say. */
const MAX_LENGTH = 100_000;

const EMAIL = /^[^\s@,;:<>"'()]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;
const DURATION = /^\d+(\.\d+)?\s?(ms|s|m|h|d|w|y)$/;
const SIZE = /^\d+(\.\d+)?\s?(b|kb|mb|gb)$/i;

const FORMATS: Readonly<Record<string, { fits(value: string): boolean; words: string }>> = {
  url: { fits: isWebAddress, words: "must be a full address such as https://cms.example.com" },
  email: { fits: (value) => EMAIL.test(value), words: "must be an e-mail address such as name@example.com" },
  hostname: {
    fits: (value) => isHostName(value) || isIpv6(value),
    words: "must be a host name or address, without http:// or a port",
  },
  duration: {
    fits: (value) => DURATION.test(value),
    words: "must be a duration such as 30s, 15m, 12h or 7d",
  },
  "host-folder": {
    fits: (value) => hostFolderProblem(value) === undefined,
    words: "must be the full path of a folder of its own, such as /srv/data, and none that the system needs",
  },
  size: { fits: (value) => SIZE.test(value), words: "must be a size such as 500kb, 50mb or 2gb" },
};

/**
 * What is wrong with a text, as a sentence that names the field, or undefined.
 * @param active a field that does not matter now may be empty or unfinished
 */
export function textProblem(field: TextField, value: string, active: boolean): string | undefined {
  const { label } = field;
  const unusable = environmentProblem(label, value);
  if (unusable !== undefined) return unusable;
  const maxLength = field.maxLength ?? MAX_LENGTH;
  if (value.length > maxLength) {
    return `${label} may have ${maxLength} characters at most`;
  }
  if (!active) return undefined;
  if (value === "") return field.optional === true ? undefined : `${label} is needed`;
  if (field.format !== "multiline" && /[\n\r]/.test(value)) return `${label} must be on one line`;
  const format = FORMATS[field.format ?? "plain"];
  if (format !== undefined && !format.fits(value)) return `${label} ${format.words}`;
  if (field.pattern !== undefined && !new RegExp(field.pattern.source, "u").test(value)) {
    return `${label} ${field.pattern.message}`;
  }
  return undefined;
}

function isWebAddress(value: string): boolean {
  if (!URL.canParse(value) || value !== value.trim()) return false;
  return ["http:", "https:"].includes(new URL(value).protocol);
}
