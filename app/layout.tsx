import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { reloadScript } from "@/components/shell/reload-script";
import { parseTheme, themeCookie } from "@/components/shell/theme";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Slipway", template: "%s · Slipway" },
  description: "Deploys your stacks with Docker on your own server, and proves that they work.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { colorScheme: "light dark" };

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  // Reading the headers makes every page dynamic, so that each answer carries its own nonce.
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html lang="en" data-theme={theme} className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <head>
        {/* Browsers hide a nonce once it is read: what React finds is never what it wrote. */}
        <script nonce={nonce} suppressHydrationWarning>
          {reloadScript}
        </script>
      </head>
      <body>{children}</body>
    </html>
  );
}
