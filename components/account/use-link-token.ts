"use client";

import { useEffect, useState } from "react";
import { takeLinkToken } from "@/components/account/link-token";

/** The token of the link that led here; null without one, undefined until the page has come alive. */
export function useLinkToken(): string | null | undefined {
  const [token, setToken] = useState<string | null | undefined>(undefined);
  useEffect(() => setToken((known) => known ?? takeLinkToken()), []);
  return token;
}
