"use client";

import { AccountForm } from "@/components/account/account-form";
import { LinkNotice } from "@/components/account/link-notice";
import { useLinkToken } from "@/components/account/use-link-token";

/** Makes the owner with the token of the one-time link. */
export function SetupForm() {
  const token = useLinkToken();
  if (token === null) {
    return (
      <LinkNotice
        text="It was printed when the panel started. For a fresh one type this on the server:"
        command="npm run -s slipway -- setup-link"
      />
    );
  }
  return (
    <AccountForm
      token={token === undefined ? null : { setupToken: token }}
      submit="Create owner and sign in"
    />
  );
}
