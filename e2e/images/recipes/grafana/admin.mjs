import { readFile, rename, writeFile } from "node:fs/promises";

const FILE = "/var/lib/grafana/admin.json";

/** @typedef {{ user: string, password: string }} Admin */

/**
 * @param {string} message
 * @returns {never}
 */
export function refuse(message) {
  process.stderr.write(`Error: ✗ ${message}\n`);
  process.exit(1);
}

/**
 * The admin that is kept with the data: what the environment says counts at the first start alone.
 * @returns {Promise<Admin>}
 */
export async function keptAdmin() {
  try {
    return JSON.parse(await readFile(FILE, "utf8"));
  } catch {
    const { GF_SECURITY_ADMIN_USER: user, GF_SECURITY_ADMIN_PASSWORD: password } = process.env;
    // The real one takes admin and admin then, which no stack is to be deployed with.
    if (!user || !password)
      refuse("GF_SECURITY_ADMIN_USER and GF_SECURITY_ADMIN_PASSWORD are needed (stand-in)");
    const admin = { user, password };
    await keep(admin);
    return admin;
  }
}

/** @param {Admin} admin */
async function keep(admin) {
  try {
    await writeFile(`${FILE}.new`, JSON.stringify(admin), { mode: 0o600 });
    await rename(`${FILE}.new`, FILE);
  } catch (error) {
    refuse(
      `GF_PATHS_DATA='/var/lib/grafana' is not writable: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** @param {readonly string[]} words behind `grafana cli` */
export async function resetPassword(words) {
  const wanted = [
    "--homepath",
    "/usr/share/grafana",
    "admin",
    "reset-admin-password",
    "--password-from-stdin",
  ];
  if (words.join(" ") !== wanted.join(" "))
    refuse(`the stand-in knows only: grafana cli ${wanted.join(" ")}`);
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const password = Buffer.concat(chunks).toString().replace(/\n$/, "");
  if (password.length < 4) refuse("new password is too short");
  const { user } = await keptAdmin();
  await keep({ user, password });
  process.stdout.write("Admin password changed successfully ✔\n");
}
