import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { refuse } from "./admin.mjs";

const FOLDER = "/etc/grafana/provisioning";

/** @typedef {{ name: string, uid: string, type: string, access: string, url: string }} DataSource */
/** @typedef {{ uid: string, title: string, panels: { title: string, targets: { expr: string }[] }[] }} Dashboard */

/**
 * The data sources of the files; one that Grafana would not take ends the start.
 * @returns {Promise<DataSource[]>}
 */
export async function dataSources() {
  const files = await yamlFiles(join(FOLDER, "datasources"));
  const found = files.flatMap(({ path, content }) => {
    if (content?.apiVersion !== 1) refuse(`Datasource provisioning error: ${path} has no apiVersion 1`);
    return content.datasources ?? [];
  });
  for (const { name, uid, type, access, url } of found) {
    if (!name || !uid || type !== "prometheus" || access !== "proxy" || !URL.canParse(url)) {
      refuse(
        `Datasource provisioning error: ${name ?? "a data source"} lacks a name, uid, url, type or access`,
      );
    }
  }
  return found;
}

/**
 * @param {readonly DataSource[]} sources
 * @returns {Promise<Dashboard[]>}
 */
export async function dashboards(sources) {
  const providers = (await yamlFiles(join(FOLDER, "dashboards"))).flatMap(
    ({ content }) => content.providers ?? [],
  );
  /** @type {Dashboard[]} */
  const found = [];
  for (const provider of providers) {
    if (provider.type !== "file" || !provider.options?.path) refuse("Dashboard provisioning error: no path");
    for (const file of await readdir(provider.options.path)) {
      if (!file.endsWith(".json")) continue;
      const text = await readFile(join(provider.options.path, file), "utf8");
      const dashboard = JSON.parse(text);
      for (const { title, datasource } of dashboard.panels ?? []) {
        if (sources.some(({ uid }) => uid === datasource?.uid)) continue;
        refuse(
          `dashboard ${dashboard.title}: the panel ${title} names a data source that is not there (stand-in)`,
        );
      }
      found.push(dashboard);
    }
  }
  return found;
}

/** @param {string} folder */
async function yamlFiles(folder) {
  const names = await readdir(folder).catch(() => []);
  const wanted = names.filter((name) => /\.ya?ml$/.test(name));
  return Promise.all(
    wanted.map(async (name) => {
      const path = join(folder, name);
      return { path, content: parse(await readFile(path, "utf8")) };
    }),
  );
}
