"use client";

import { PageFailure, type PageFailureProps } from "@/components/feedback/page-failure";
import { TopBar } from "@/components/shell/top-bar";

/** Keeps the shell around a page that could not be made. */
export default function PanelError(props: PageFailureProps) {
  return (
    <>
      <TopBar title="This page could not be shown" />
      <PageFailure {...props} />
    </>
  );
}
