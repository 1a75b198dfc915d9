import type { SettingField, SettingFields } from "@/lib/stacks/settings";
import {
  type AuthProvider,
  authProviders,
  type ProviderId,
  type UrlProviderId,
} from "@/lib/stacks/supabase/providers";

type TextField = Extract<SettingField, { type: "text" }>;
type BooleanField = Extract<SettingField, { type: "boolean" }>;

export type ProviderFields = Readonly<
  Record<`${ProviderId}Enabled`, BooleanField> &
    Record<`${ProviderId}ClientId`, TextField> &
    Record<`${UrlProviderId}Url`, TextField>
>;

/** For each provider a switch, its client id and, where it has one, its address; its secret stands with the secrets. */
export const providerFields = Object.assign(
  {},
  ...authProviders.map(fieldsOf),
) as ProviderFields satisfies SettingFields;

function fieldsOf({ id, title, variable, url }: AuthProvider): SettingFields {
  const when = { field: `${id}Enabled`, is: true };
  return {
    [`${id}Enabled`]: {
      type: "boolean",
      label: `Sign-in with ${title}`,
      topic: "providers",
      default: false,
      variable: `${variable}_ENABLED`,
    },
    [`${id}ClientId`]: {
      type: "text",
      label: `${title}: client id`,
      help: `As ${title} gives it to an application that may return to /auth/v1/callback of your API URL: the stack's page has the whole address.`,
      topic: "providers",
      default: "",
      maxLength: 2000,
      variable: `${variable}_CLIENT_ID`,
      when,
    },
    ...(url !== undefined && {
      [`${id}Url`]: {
        type: "text",
        format: "url",
        label: `${title}: address`,
        help: url.help,
        topic: "providers",
        default: "",
        optional: !url.required,
        placeholder: url.placeholder,
        maxLength: 2000,
        variable: `${variable}_URL`,
        when,
      },
    }),
  };
}
