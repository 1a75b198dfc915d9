const { env } = process;

/** As in the official image: one process by default, and the PM2_* variables change it. */
module.exports = [
  {
    name: "directus",
    script: "cli.js",
    args: ["start"],
    instances: env.PM2_INSTANCES ?? 1,
    exec_mode: env.PM2_EXEC_MODE ?? "cluster",
    max_memory_restart: env.PM2_MAX_MEMORY_RESTART,
    min_uptime: env.PM2_MIN_UPTIME ?? 1000,
    listen_timeout: env.PM2_LISTEN_TIMEOUT ?? 8000,
    kill_timeout: env.PM2_KILL_TIMEOUT ?? 1600,
    wait_ready: true,
    autorestart: env.PM2_AUTO_RESTART === "true",
    restart_delay: env.PM2_RESTART_DELAY ?? 0,
    // pm2-runtime copies the output to its own; files beside that would only grow.
    out_file: "/dev/null",
    error_file: "/dev/null",
  },
];
