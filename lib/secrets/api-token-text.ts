/** What every API token begins with, so that people, secret scanners and our own redaction know one when they see it. */
export const API_TOKEN_PREFIX = "slipway_";

/** A whole token: the prefix and 256 bits in base64url. Source of a regular expression. */
export const API_TOKEN_PATTERN = `${API_TOKEN_PREFIX}[A-Za-z0-9_-]{43}`;
