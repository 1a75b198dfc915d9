"use client";

import { SunMoon } from "lucide-react";
import { type Theme, themeCookie } from "@/components/shell/theme";
import { IconButton } from "@/components/ui/icon-button";

const yearSeconds = 365 * 24 * 60 * 60;

/** Sets the theme of this page and of all later ones in this browser; `undefined` follows the system again. */
export function applyTheme(theme: Theme | undefined): void {
  const root = document.documentElement;
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  const age = theme ? yearSeconds : 0;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing over plain http
  document.cookie = `${themeCookie}=${theme ?? ""}; path=/; max-age=${age}; samesite=lax`;
}

function shownTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export function ThemeSwitch() {
  return (
    <IconButton
      label="Switch theme"
      icon={<SunMoon />}
      onClick={() => applyTheme(shownTheme() === "dark" ? "light" : "dark")}
    />
  );
}
