import type { Command } from "@/lib/command-line/command";

/**
 * The subcommands by name. Each is loaded only when it is asked for, so that one that works on files alone runs without
 * what the others need. The summary stands here for the list that `slipway help` prints.
 */
export const commands: Readonly<Record<string, { summary: string; load(): Promise<Command> }>> = {
  kinds: {
    summary: "What can be deployed, with settings and secrets",
    load: async () => (await import("@/lib/command-line/commands/kinds")).kindsCommand,
  },
  render: {
    summary: "Write a stack's compose.yaml and .env into a folder",
    load: async () => (await import("@/lib/command-line/commands/render")).renderCommand,
  },
  keys: {
    summary: "Make and check keys: Supabase, Directus, SpacetimeDB, random secrets, any token",
    load: async () => (await import("@/lib/command-line/commands/keys")).keysCommand,
  },
  stacks: {
    summary:
      "Create, plan, deploy, stop, start, restart, take down, remove stacks; back up and restore their data; their actions; how they are",
    load: async () => (await import("@/lib/command-line/commands/stacks")).stacksCommand,
  },
  import: {
    summary: "Make a stack of an existing installation: Supabase, from its .env",
    load: async () => (await import("@/lib/command-line/commands/import")).importCommand,
  },
  secrets: {
    summary: "List a stack's secrets by fingerprint; make them anew",
    load: async () => (await import("@/lib/command-line/commands/secrets")).secretsCommand,
  },
  jobs: {
    summary: "List what was done to the stacks; show a job's steps, failure and output",
    load: async () => (await import("@/lib/command-line/commands/jobs")).jobsCommand,
  },
  logs: {
    summary: "Print a stack's log",
    load: async () => (await import("@/lib/command-line/commands/logs")).logsCommand,
  },
  people: {
    summary: "List accounts; reset a second factor; print a link for a forgotten password",
    load: async () => (await import("@/lib/command-line/commands/people")).peopleCommand,
  },
  "setup-link": {
    summary: "Print a fresh one-time link that makes the owner",
    load: async () => (await import("@/lib/command-line/commands/setup-link")).setupLinkCommand,
  },
  certificate: {
    summary: "Print the fingerprint of the panel's certificate, and how long it is good",
    load: async () => (await import("@/lib/command-line/commands/certificate")).certificateCommand,
  },
  domains: {
    summary: "List names with their DNS and certificates; give the panel its own",
    load: async () => (await import("@/lib/command-line/commands/domains")).domainsCommand,
  },
  backup: {
    summary: "Write a backup of the panel into one file",
    load: async () => (await import("@/lib/command-line/commands/backup")).backupCommand,
  },
  restore: {
    summary: "Put a backup into a data folder",
    load: async () => (await import("@/lib/command-line/commands/restore")).restoreCommand,
  },
};
