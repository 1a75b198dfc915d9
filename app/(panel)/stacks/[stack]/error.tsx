"use client";

import { PageFailure, type PageFailureProps } from "@/components/feedback/page-failure";

/** Below the stack's header, which still shows what is known and what can be done. */
export default function StackPageError(props: PageFailureProps) {
  return <PageFailure {...props} />;
}
