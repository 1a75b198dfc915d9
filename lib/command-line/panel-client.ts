import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { RemotePanel } from "@/lib/client/panel-request";
import { WorkerClient } from "@/lib/client/worker-client";
import type { CommandInput } from "@/lib/command-line/command";
import { controlClient } from "@/lib/command-line/control-client";
import { PanelError } from "@/lib/errors";
import { isLoopbackAddress } from "@/lib/launch/panel-access.mjs";
import { API_TOKEN_PATTERN } from "@/lib/secrets/api-token-text";

/**
 * The panel of the data folder; or one elsewhere, where SLIPWAY_TOKEN and SLIPWAY_URL say so.
 * @throws PanelError `environment-invalid`
 */
export function panelClient(input: Pick<CommandInput, "environment" | "folder" | "note">): WorkerClient {
  const token = input.environment.SLIPWAY_TOKEN;
  if (!token) return controlClient(input);
  if (!new RegExp(`^${API_TOKEN_PATTERN}$`).test(token)) {
    throw invalid("SLIPWAY_TOKEN", "It must be an API token: slipway_ and 43 characters");
  }
  const panel = { url: readUrl(input.environment.SLIPWAY_URL), ca: readCa(input) };
  if (isReadOnItsWay(panel)) input.note(`The token travels in clear to ${panel.url.origin}.`);
  return new WorkerClient({ panel, token });
}

function readUrl(text: string | undefined): URL {
  if (text && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text);
  throw invalid(
    "SLIPWAY_URL",
    "With SLIPWAY_TOKEN it must be the panel's address, as https://panel.example.com",
  );
}

function readCa({ environment, folder }: Pick<CommandInput, "environment" | "folder">): string | null {
  const file = environment.SLIPWAY_CA;
  if (!file) return null;
  try {
    return readFileSync(resolve(folder, file), "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw invalid("SLIPWAY_CA", `The certificate cannot be read: ${reason}`);
  }
}

function isReadOnItsWay({ url }: RemotePanel): boolean {
  return url.protocol === "http:" && url.hostname !== "localhost" && !isLoopbackAddress(url.hostname);
}

function invalid(field: string, message: string): PanelError {
  return new PanelError("environment-invalid", `${field}: ${message}`, { issues: [{ field, message }] });
}
