import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type ComposeProject, env } from "@/lib/stacks/compose-project";
import { composeYaml, configName } from "@/lib/stacks/compose-yaml";

function project(service: Partial<ComposeProject["services"][string]>, content = "text\n"): ComposeProject {
  return {
    name: "shop",
    services: {
      web: {
        image: "web:1.0",
        restart: "unless-stopped",
        logging: { maxSizeMib: 10, maxFiles: 3 },
        ...service,
      },
    },
    volumes: [],
    configs: { file: { content } },
    env: {},
    secretEnv: [],
  };
}

describe("composeYaml", () => {
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: Compose's own notation
  it("doubles the dollars of literals and leaves references alone", () => {
    const text = composeYaml(
      project({ command: ["sh", "-c", "echo $HOME"], environment: { A: "a$b", B: env("B") } }, "x=${Y}\n"),
    );
    const { services, configs } = parse(text);
    expect(services.web.command[2]).toBe("echo $$HOME");
    expect(services.web.environment).toEqual({ A: "a$$b", B: "${B}" });
    expect(configs[configName("file", "x=${Y}\n")].content).toBe("x=$${Y}\n");
  });
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: Compose's own notation

  it("keeps texts texts that YAML could read as something else", () => {
    const values = {
      A: "yes",
      B: "0123",
      C: "1_000",
      D: "12:30:00",
      E: "null",
      F: "~",
      G: "",
      H: "0x1f",
      I: " x ",
      J: "a: b",
    };
    const text = composeYaml(project({ environment: values }));
    expect(parse(text).services.web.environment).toEqual(values);
    // Compose's reader knows the words of YAML 1.1 too.
    expect(parse(text, { version: "1.1" }).services.web.environment).toEqual(values);
  });

  it("sorts variables, and puts services in the order of the model", () => {
    const text = composeYaml(project({ environment: { B: "2", A: "1" } }));
    expect(text.indexOf("A: ")).toBeLessThan(text.indexOf("B: "));
  });

  it("gives an inline file another name when its content changes, and the service refers to it", () => {
    const before = parse(composeYaml(project({ configs: [{ source: "file", target: "/x" }] }, "one")));
    const after = parse(composeYaml(project({ configs: [{ source: "file", target: "/x" }] }, "two")));
    expect(Object.keys(before.configs)).toEqual([before.services.web.configs[0].source]);
    expect(before.services.web.configs[0].source).toMatch(/^file-[0-9a-f]{12}$/);
    expect(before.services.web.configs[0].source).not.toBe(after.services.web.configs[0].source);
  });

  it("writes what else a service may have", () => {
    const { web } = parse(
      composeYaml(
        project({
          user: "1000:1000",
          platform: "linux/amd64",
          networkAliases: ["db.internal"],
          memoryLimitBytes: 512,
          shmSizeBytes: 256,
          ulimits: { nofile: 1024, core: -1 },
          stopSignal: "SIGINT",
          stopGracePeriodSeconds: 9,
          volumes: [{ type: "bind", source: "/var/run/docker.sock", target: "/sock", readOnly: true }],
        }),
      ),
    ).services;
    expect(web).toMatchObject({
      user: "1000:1000",
      platform: "linux/amd64",
      networks: { default: { aliases: ["db.internal"] } },
      mem_limit: 512,
      shm_size: 256,
      ulimits: { core: -1, nofile: 1024 },
      stop_signal: "SIGINT",
      stop_grace_period: "9s",
      volumes: [{ type: "bind", source: "/var/run/docker.sock", target: "/sock", read_only: true }],
    });
  });

  it("has the engine make a folder of the host only where that is asked for", () => {
    const mounts = [
      { type: "bind", source: "/srv/data", target: "/data", createSource: true },
      { type: "bind", source: "/srv/other", target: "/other" },
    ] as const;
    const { web } = parse(composeYaml(project({ volumes: mounts }))).services;
    expect(web.volumes).toEqual([
      { type: "bind", source: "/srv/data", target: "/data", bind: { create_host_path: true } },
      { type: "bind", source: "/srv/other", target: "/other", bind: { create_host_path: false } },
    ]);
  });
});
