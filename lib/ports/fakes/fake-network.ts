import type { Network, Visit } from "@/lib/ports/network";

/** A host at 203.0.113.7 whose names, listeners and pages are what a test puts into it. */
export class FakeNetwork implements Network {
  readonly names = new Map<string, readonly string[] | null>();
  /** `address:port` of what takes connections. */
  readonly listeners = new Set<string>();
  readonly visits = new Map<string, Visit>();

  addresses(): readonly string[] {
    return ["203.0.113.7"];
  }

  async resolve(name: string): Promise<readonly string[] | null> {
    return this.names.get(name) ?? (this.names.has(name) ? null : []);
  }

  async connects(address: string, port: number): Promise<boolean> {
    return this.listeners.has(`${address}:${port}`);
  }

  async visit(name: string): Promise<Visit> {
    return this.visits.get(name) ?? { certificate: null, status: null, problem: "nothing answers" };
  }
}
