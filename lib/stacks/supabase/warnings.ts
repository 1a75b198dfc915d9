import type { SettingWarning } from "@/lib/stacks/kind";
import type { SupabaseSettings } from "@/lib/stacks/supabase/fields";
import { tagField } from "@/lib/stacks/supabase/fields/image-fields";
import { SERVICE_NAMES } from "@/lib/stacks/supabase/service-names";

/** Settings that run, but are probably not meant. */
export function supabaseWarnings(settings: SupabaseSettings): SettingWarning[] {
  const found: [boolean, string, string][] = [
    [
      settings.mailTransport === "smtp" && settings.emailAutoconfirm,
      "emailAutoconfirm",
      "Anybody can sign up with an address that is not theirs.",
    ],
    [
      settings.phoneSignup && settings.phoneAutoconfirm,
      "phoneAutoconfirm",
      "Anybody can sign up with a number that is not theirs.",
    ],
    [
      settings.phoneSignup && !settings.phoneAutoconfirm && settings.smsProvider === "none",
      "smsProvider",
      "Nobody can sign in by phone while no message can be sent.",
    ],
    [
      settings.anonymousUsers,
      "anonymousUsers",
      "Every visit may make a user: the table of users grows until you delete them.",
    ],
    [
      settings.directDatabase,
      "directDatabase",
      "Whoever reaches the port can try passwords of every role; each connection costs the database memory. The pooler is made for clients outside.",
    ],
    [
      settings.storageBackend === "s3" && settings.s3AccessKey === "",
      "s3AccessKey",
      "Without an access key, Storage can reach the bucket only where the machine itself has the right.",
    ],
    [
      settings.storageBackend === "s3" && settings.storageBucket === "stub",
      "storageBucket",
      "Name the bucket that you have: “stub” is only the folder's name on this server.",
    ],
  ];
  const tags = SERVICE_NAMES.filter((service) => service !== "studio" && settings[tagField(service)] !== "");
  return [
    ...found.flatMap(([holds, field, message]) => (holds ? [{ field, message }] : [])),
    ...tags.map((service) => ({
      field: tagField(service),
      message: "This mix of images was tested by nobody; services of one release fit each other.",
    })),
  ];
}
