"use client";

import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import { PageError, type PageErrorProps } from "@/components/feedback/page-error";
import "./globals.css";

export default function GlobalError(props: PageErrorProps) {
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <title>Error · Slipway</title>
        <PageError {...props} />
      </body>
    </html>
  );
}
