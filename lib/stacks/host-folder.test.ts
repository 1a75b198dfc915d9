import { expect, it } from "vitest";
import { hostFolderProblem, hostFolders } from "@/lib/stacks/host-folder";
import type { SettingFields } from "@/lib/stacks/settings";

it.each(["/srv/data", "/home/me/.data", "/data", "/var/lib/game", "/mnt/disk-1/a_b", "/opt/game"])(
  "%s may be mounted",
  (path) => {
    expect(hostFolderProblem(path)).toBeUndefined();
  },
);

it.each([
  ...["/", "", "srv/data", "./data", "~/data", "/srv/../etc", "/srv/./a", "/srv//a", "/srv/a/", "/srv/a b"],
  ...["/srv/$HOME", "/srv/a:b", "/srv/ä", "/etc", "/etc/ssl", "/var/run", "/var/run/docker.sock", "/run/x"],
  ...[
    "/proc/1",
    "/usr/local/x",
    "/home",
    "/srv",
    "/var/lib",
    "/var/lib/docker/volumes",
    "/tmp/x",
    "/dev/shm",
  ],
])("“%s” may not", (path) => {
  expect(hostFolderProblem(path)).toMatch(/^is /);
});

it("are those of the fields that matter", () => {
  const base = { label: "F", topic: "t", default: "", type: "text", format: "host-folder" } as const;
  const fields: SettingFields = {
    where: {
      ...{ type: "choice", label: "Where", topic: "t", default: "in" },
      options: [
        { value: "in", label: "in" },
        { value: "out", label: "out" },
      ],
    },
    data: { ...base, when: { field: "where", is: "out" } },
    other: { ...base, optional: true },
    name: { type: "text", label: "Name", topic: "t", default: "" },
  };
  const settings = { where: "out", data: "/srv/a", other: "", name: "/srv/b" };
  expect(hostFolders(fields, settings)).toEqual({ data: "/srv/a" });
  expect(hostFolders(fields, { ...settings, where: "in" })).toEqual({});
});
