import { Banner } from "@/components/feedback/banner";

/** On every page that crosses a network in clear, before a password is typed as after. */
export function PlainHttpBanner({ className }: { readonly className?: string }) {
  return (
    <Banner state="degraded" title="This connection is not encrypted." className={className}>
      Everybody between you and this server can read your password and every secret that you see. Start the
      panel without <code className="mono-xs">SLIPWAY_TLS=off</code>, or come through an SSH tunnel.
    </Banner>
  );
}
