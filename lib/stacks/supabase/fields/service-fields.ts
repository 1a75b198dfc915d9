import type { SettingField, SettingFields } from "@/lib/stacks/settings";

/** Parts of the stack that can be switched by themselves, whatever the profile says. */
export const SWITCHES = {
  realtime: { label: "Realtime", help: "Live changes, presence and broadcasts over WebSockets." },
  storage: { label: "Storage", help: "Files, with the database deciding who may see them." },
  imgproxy: { label: "Image transformation", help: "Storage resizes images on the way. Needs Storage." },
  functions: { label: "Edge functions", help: "Your own code behind the gateway." },
  pooler: {
    label: "Pooler",
    help: "Connections to the database from outside, and many at once. Off: see “Direct access to PostgreSQL”.",
  },
  logs: { label: "Logs in Studio", help: "Collects the logs of all services; needs about 1 GB of memory." },
} as const;

export type Switch = keyof typeof SWITCHES;

const options = [
  { value: "profile", label: "As the profile has it" },
  { value: "on", label: "On" },
  { value: "off", label: "Off" },
] as const;

type SwitchField = Extract<SettingField, { type: "choice" }> & { options: typeof options };

function switchField(name: Switch): SwitchField {
  const { label, help } = SWITCHES[name];
  return { type: "choice", label, help, topic: "services", default: "profile", options };
}

export const serviceFields = {
  realtimeSwitch: switchField("realtime"),
  storageSwitch: switchField("storage"),
  imgproxySwitch: switchField("imgproxy"),
  functionsSwitch: switchField("functions"),
  poolerSwitch: switchField("pooler"),
  logsSwitch: switchField("logs"),
} as const satisfies SettingFields & Record<`${Switch}Switch`, SwitchField>;
