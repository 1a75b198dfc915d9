/** Every refusal ends the program with one line that names the variable, so that a test can ask for it. */

/**
 * @param {string} message
 * @returns {never}
 */
export function refuse(message) {
  process.stderr.write(`fatal: ${message}\n`);
  process.exit(1);
}

/** @param {...string} names */
export function requireVariables(...names) {
  const missing = names.filter((name) => !process.env[name]);
  if (missing.length > 0) refuse(`missing ${missing.join(", ")}`);
}

/**
 * @param {string} name
 * @returns {string}
 */
export function variable(name) {
  requireVariables(name);
  return process.env[name] ?? "";
}

/**
 * @param {string} name
 * @param {number} length
 */
export function requireAtLeast(name, length) {
  if (variable(name).length < length) refuse(`${name} must have at least ${length} characters`);
}

/**
 * @param {string} name
 * @param {number} bytes
 */
export function requireBytes(name, bytes) {
  const found = Buffer.byteLength(variable(name));
  if (found !== bytes) refuse(`${name} must have exactly ${bytes} bytes, and has ${found}`);
}

/**
 * @param {string} name
 * @returns {boolean} false where it is not set; an empty one is refused, as the services written in Go do
 */
export function flag(name) {
  const text = process.env[name];
  if (text === undefined) return false;
  if (/^(1|t|true)$/i.test(text)) return true;
  if (/^(0|f|false)$/i.test(text)) return false;
  return refuse(`${name} must be true or false, and is "${text}"`);
}

/**
 * @param {string} name
 * @param {number} fallback where it is not set
 */
export function wholeNumber(name, fallback) {
  const text = process.env[name];
  if (text === undefined) return fallback;
  if (!/^\d+$/.test(text)) refuse(`${name} must be a whole number, and is "${text}"`);
  return Number(text);
}

/**
 * @param {string} name
 * @returns {URL}
 */
export function httpAddress(name) {
  const text = variable(name);
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    refuse(`${name} must be an address that begins with http:// or https://, and is "${text}"`);
  }
  return new URL(text);
}

/**
 * @param {string} name
 */
export function jsonVariable(name) {
  try {
    return JSON.parse(variable(name));
  } catch {
    return refuse(`${name} is not JSON`);
  }
}
