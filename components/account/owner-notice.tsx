import { RoleNotice } from "@/components/account/role-notice";

/** In place of a page of the settings that is for owners. @param what cannot be done there, as "Letting people in" */
export function OwnerNotice({ what }: { readonly what: string }) {
  return (
    <RoleNotice needed="owner" what={what} instead={{ href: "/settings", label: "Your own settings" }} />
  );
}
