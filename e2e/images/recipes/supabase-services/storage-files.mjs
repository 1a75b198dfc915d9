import { access, constants, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { refuse, requireVariables, variable } from "./environment.mjs";

/** Objects below the folder of the volume, as the real service lays them out: bucket of all, tenant, bucket, name, version. */
export async function createObjectStore() {
  const backend = variable("STORAGE_BACKEND");
  if (backend === "s3") requireVariables("GLOBAL_S3_ENDPOINT", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
  else if (backend !== "file") refuse(`STORAGE_BACKEND must be file or s3, and is "${backend}"`);
  // The stand-in reaches no S3: with that back end, objects stay in the container.
  const volume = backend === "file" ? variable("FILE_STORAGE_BACKEND_PATH") : "/tmp/objects";
  const root = join(volume, variable("GLOBAL_S3_BUCKET"), variable("TENANT_ID"));
  await mkdir(root, { recursive: true }).catch((error) =>
    refuse(`FILE_STORAGE_BACKEND_PATH: ${error.message}`),
  );
  await access(root, constants.W_OK).catch((error) => refuse(`FILE_STORAGE_BACKEND_PATH: ${error.message}`));
  /** @param {readonly string[]} parts */
  const place = (parts) => {
    const path = resolve(root, ...parts);
    if (!path.startsWith(`${root}/`)) throw new Error("the name leads out of the bucket");
    return path;
  };
  return {
    /**
     * @param {readonly string[]} parts
     * @param {Buffer} content
     */
    async write(parts, content) {
      const path = place(parts);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    },
    /** @param {readonly string[]} parts */
    read: (parts) => readFile(place(parts)),
    /** @param {readonly string[]} parts */
    remove: (parts) => rm(place(parts), { force: true, recursive: true }),
  };
}
