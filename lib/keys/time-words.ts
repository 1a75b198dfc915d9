const UNITS = [
  ["year", 365.2425 * 86_400],
  ["month", 30.436875 * 86_400],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The end of what a date can hold, in seconds. */
const DATE_LIMIT_SECONDS = 8_640_000_000_000;

/** A moment as people write it: `21 Nov 2031, 00:00 UTC`; undefined beyond what a calendar holds. */
export function momentWords(seconds: number): string | undefined {
  if (!Number.isFinite(seconds) || Math.abs(seconds) > DATE_LIMIT_SECONDS) return undefined;
  const at = new Date(seconds * 1000);
  const clock = at.toISOString().slice(-13, -8);
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}, ${clock} UTC`;
}

/** How far away: `in 5 years`, `3 days ago`, `just now`. */
export function distanceWords(seconds: number, now: Date): string {
  const away = seconds - now.getTime() / 1000;
  const span = Math.abs(away);
  for (const [noun, length] of UNITS) {
    // A year that lacks a few hours, as five calendar years less today's, is a year to people.
    const count = Math.floor(span / length + 0.01);
    if (count >= 1) {
      const text = `${count} ${count === 1 ? noun : `${noun}s`}`;
      return away > 0 ? `in ${text}` : `${text} ago`;
    }
  }
  return span < 1 ? "just now" : away > 0 ? "in less than a minute" : "less than a minute ago";
}
