import type { BrowserContext } from "@playwright/test";

const NETWORK_CHANGED = /net::ERR_NETWORK_CHANGED/;
/** Next loads the page whole then, and says so. */
const LOADED_WHOLE = /Failed to fetch RSC payload for (\S+)\. Falling back to browser navigation/;

/** Collects what must not happen in a page: console errors, exceptions, violations of the content policy. */
export class PageWatch {
  readonly context: BrowserContext;
  readonly #problems: string[] = [];
  /** Chromium drops what it is loading when interfaces come and go, as with every container of any test beside. */
  readonly #allowed: RegExp[] = [NETWORK_CHANGED];
  /** Addresses that were dropped so, without their query. */
  readonly #dropped = new Set<string>();

  constructor(context: BrowserContext) {
    this.context = context;
    context.on("console", (message) => {
      if (message.type() !== "error") return;
      this.#problems.push(`console.error at ${message.location().url}: ${message.text()}`);
    });
    context.on("requestfailed", (request) => {
      if (NETWORK_CHANGED.test(request.failure()?.errorText ?? "")) {
        this.#dropped.add(withoutQuery(request.url()));
      }
    });
    context.on("weberror", (failure) => {
      this.#problems.push(`exception: ${failure.error().stack ?? failure.error().message}`);
    });
  }

  /** For a test in which something breaks on purpose: what the browser itself says of it. */
  allow(...patterns: readonly RegExp[]): void {
    this.#allowed.push(...patterns);
  }

  /** What has happened that no test asked for. Chromium reports violations of the content policy as console errors. */
  problems(): string[] {
    return this.#problems.filter(
      (problem) => !this.#allowed.some((pattern) => pattern.test(problem)) && !this.#isOfDropped(problem),
    );
  }

  #isOfDropped(problem: string): boolean {
    const address = LOADED_WHOLE.exec(problem)?.[1];
    return address !== undefined && this.#dropped.has(withoutQuery(address));
  }
}

function withoutQuery(address: string): string {
  const { origin, pathname } = new URL(address);
  return origin + pathname;
}
