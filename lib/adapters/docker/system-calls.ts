import { z } from "zod";
import type { Connection } from "@/lib/adapters/docker/connection";
import { unless } from "@/lib/adapters/docker/containers";
import { PanelError } from "@/lib/errors";
import { isAtLeast, OLDEST_ENGINE } from "@/lib/launch/engine-ping.mjs";
import type { Engine } from "@/lib/ports/engine";

/** Some engines measure every file of every volume for this. */
const SIZES_TIMEOUT_MS = 30_000;
const REMOVE_TIMEOUT_MS = 60_000;

const versionAnswer = z.object({ Version: z.string(), ApiVersion: z.string(), Arch: z.string() });
const infoAnswer = z.object({
  ID: z.string().default(""),
  Name: z.string().default(""),
  OperatingSystem: z.string().default(""),
  NCPU: z.number(),
  MemTotal: z.number(),
  Driver: z.string().default(""),
  DockerRootDir: z.string().default(""),
  SecurityOptions: z.array(z.string()).nullish(),
});
const imageAnswer = z.object({
  Id: z.string(),
  Size: z.number(),
  Architecture: z.string(),
  Config: z.object({ Labels: z.record(z.string(), z.string()).nullish() }).nullish(),
});
const usageAnswer = z.object({
  Volumes: z
    .array(z.object({ Name: z.string(), UsageData: z.object({ Size: z.number() }).nullish() }))
    .nullish(),
});

const networkAnswer = z.object({
  Containers: z.record(z.string(), z.object({ Name: z.string() })).nullish(),
});

type SystemCalls = Pick<
  Engine,
  | "info"
  | "ping"
  | "listNetworks"
  | "removeNetwork"
  | "listEndpoints"
  | "removeEndpoint"
  | "listVolumes"
  | "volumeSizes"
  | "removeVolume"
  | "inspectImage"
>;

export function systemCalls({ docker, call, json, open, socketPath }: Connection): SystemCalls {
  return {
    async info() {
      const [version, info] = await call({ doing: "asking for its version" }, async (signal) => [
        versionAnswer.parse(await json("/version", signal)),
        infoAnswer.parse(await json("/info", signal)),
      ]);
      if (!isAtLeast(version.Version, OLDEST_ENGINE)) {
        throw new PanelError(
          "engine-too-old",
          `The engine at ${socketPath} is version ${version.Version}; Slipway needs ${OLDEST_ENGINE} or newer`,
          { fix: "Update Docker Engine." },
        );
      }
      return {
        name: info.Name,
        version: version.Version,
        apiVersion: version.ApiVersion,
        operatingSystem: info.OperatingSystem,
        architecture: version.Arch,
        cores: info.NCPU,
        memoryBytes: info.MemTotal,
        storageDriver: info.Driver,
        dataRoot: info.DockerRootDir,
        rootless: (info.SecurityOptions ?? []).some((option) => option.includes("name=rootless")),
        id: info.ID,
      };
    },
    async ping() {
      await call({ doing: "being asked whether it is there" }, async (signal) => {
        for await (const _ of await open("/_ping", signal));
      });
    },
    async listNetworks(filter) {
      const found = await call({ doing: "listing networks" }, (abortSignal) =>
        docker.listNetworks({ filters: { label: [...(filter?.labels ?? [])] }, abortSignal }),
      );
      return found.map((network) => ({
        id: network.Id,
        name: network.Name,
        labels: network.Labels ?? {},
      }));
    },
    async removeNetwork(id) {
      await call({ doing: "removing a network", timeoutMs: REMOVE_TIMEOUT_MS }, (abortSignal) =>
        docker.getNetwork(id).remove({ abortSignal }).catch(unless(404)),
      );
    },
    async listEndpoints(network) {
      const answer = await call({ doing: "looking at a network" }, (signal) =>
        json(`/networks/${encodeURIComponent(network)}`, signal).catch(unless(404)),
      );
      if (answer === undefined) return [];
      return Object.values(networkAnswer.parse(answer).Containers ?? {}).map(({ Name }) => Name);
    },
    async removeEndpoint(network, container) {
      await call({ doing: "taking back an address", timeoutMs: REMOVE_TIMEOUT_MS }, (abortSignal) =>
        docker
          .getNetwork(network)
          .disconnect({ Container: container, Force: true, abortSignal })
          .catch(unless(404)),
      );
    },
    async listVolumes(filter) {
      const found = await call({ doing: "listing volumes" }, (abortSignal) =>
        docker.listVolumes({ filters: { label: [...(filter?.labels ?? [])] }, abortSignal }),
      );
      return (found.Volumes ?? []).map((volume) => ({
        name: volume.Name,
        labels: volume.Labels ?? {},
        sizeBytes: null,
      }));
    },
    async volumeSizes(names) {
      const unknown = Object.fromEntries(names.map((name) => [name, null]));
      const sizes = await call({ doing: "measuring volumes", timeoutMs: SIZES_TIMEOUT_MS }, async (signal) =>
        usageAnswer.parse(await json("/system/df?type=volume", signal)),
      ).catch((error: unknown) => {
        // A slow measurement is no failure; an engine that answers nothing at all is one.
        if (error instanceof PanelError && error.code === "engine-timeout") return { Volumes: [] };
        throw error;
      });
      const known = (sizes.Volumes ?? []).flatMap((volume) => {
        const size = volume.UsageData?.Size ?? -1;
        return volume.Name in unknown && size >= 0 ? [[volume.Name, size] as const] : [];
      });
      return { ...unknown, ...Object.fromEntries(known) };
    },
    async removeVolume(name) {
      await call({ doing: `removing the volume ${name}`, timeoutMs: REMOVE_TIMEOUT_MS }, (abortSignal) =>
        docker.getVolume(name).remove({ abortSignal }).catch(unless(404)),
      );
    },
    async inspectImage(reference) {
      const path = reference.split("/").map(encodeURIComponent).join("/");
      const answer = await call({ doing: `looking for ${reference}`, image: reference }, (signal) =>
        json(`/images/${path}/json`, signal).catch(unless(404)),
      );
      if (answer === undefined) return null;
      const image = imageAnswer.parse(answer);
      return {
        id: image.Id,
        sizeBytes: image.Size,
        architecture: image.Architecture,
        labels: image.Config?.Labels ?? {},
      };
    },
  };
}
