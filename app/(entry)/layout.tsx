import type { ReactNode } from "react";
import { PlainHttpBanner } from "@/components/shell/plain-http-banner";
import { isReadOnItsWay } from "@/lib/web/reached-host";

/** What people see before they are signed in, and type passwords into. */
export default async function EntryLayout({ children }: { readonly children: ReactNode }) {
  if (!(await isReadOnItsWay())) return children;
  return (
    <div className="flex min-h-screen flex-col [&>main]:min-h-0 [&>main]:flex-1">
      <PlainHttpBanner className="m-4 mb-0" />
      {children}
    </div>
  );
}
