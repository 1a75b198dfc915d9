import { OneTimeLink } from "@/components/people/one-time-link";

/** A new token, shown now and never again, and a call that tries it. */
export function MadeToken({ token, url }: { readonly token: string; readonly url: string }) {
  const line = `curl -H "Authorization: Bearer ${token}" ${url}/api/v1/stacks`;
  return (
    <>
      <OneTimeLink
        label="API token"
        url={token}
        text="Keep it like a password: it is not shown again. It ends with your account and when your password changes."
      />
      <OneTimeLink
        label="curl line"
        url={line}
        text="Lists the stacks. With the panel's own certificate, add --cacert and a copy of tls/certificate.pem from the panel's data folder."
      />
    </>
  );
}
