import { PanelError } from "@/lib/errors";

export type JsonObject = Record<string, unknown>;
export type DecodedToken = { header: JsonObject; payload: JsonObject };

/**
 * What a token says, unchecked. White space around it and a leading `Bearer` are left out.
 * @throws PanelError `input-invalid` saying which part cannot be read
 */
export function decodeJwt(text: string): DecodedToken & { token: string } {
  const token = text.trim().replace(/^Bearer\s+/i, "");
  const parts = token.split(".");
  if (parts.length === 5)
    throw unreadable("This token is encrypted (JWE); only signed ones can be read here");
  const [header, payload] = parts;
  if (parts.length !== 3 || header === undefined || payload === undefined) {
    throw unreadable(`A token has three parts, with dots between them; this has ${parts.length}`);
  }
  return { token, header: readPart("header", header), payload: readPart("payload", payload) };
}

function readPart(name: string, part: string): JsonObject {
  if (!/^[\w-]+$/.test(part)) throw unreadable(`The ${name} of the token is not base64url`);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(part, "base64url"));
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Whether the bytes are no text or the text is no JSON makes no difference to the person.
  }
  throw unreadable(`The ${name} of the token is not a JSON object`);
}

function unreadable(message: string): PanelError {
  return new PanelError("input-invalid", message, {
    fix: "Paste the whole token: it begins with eyJ",
    issues: [{ field: "token", message }],
  });
}
