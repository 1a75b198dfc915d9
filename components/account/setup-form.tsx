"use client";

import { AccountForm } from "@/components/account/account-form";
import { useLinkToken } from "@/components/account/use-link-token";
import { Banner } from "@/components/feedback/banner";

/** Makes the owner with the token of the one-time link. */
export function SetupForm() {
  const token = useLinkToken();
  if (token === null) return <NoToken />;
  return (
    <AccountForm
      token={token === undefined ? null : { setupToken: token }}
      submit="Create owner and sign in"
    />
  );
}

function NoToken() {
  return (
    <div className="mt-[22px]">
      <Banner state="unknown" title="Open the one-time link.">
        It was printed when the panel started. For a fresh one type this on the server:
      </Banner>
      <pre className="code-block mt-3 rounded-md border border-line bg-inset px-3 py-2 text-ink-2">
        npm run -s slipway -- setup-link
      </pre>
    </div>
  );
}
