/** Kept in a cookie so that the server renders the right one and nothing flashes. Absent: the system decides. */
export const themeCookie = "slipway-theme";

export type Theme = "light" | "dark";

/** The theme that a cookie names, if it names one. */
export function parseTheme(value: string | undefined): Theme | undefined {
  return value === "light" || value === "dark" ? value : undefined;
}
