import { FakeNetwork } from "@/lib/ports/fakes/fake-network";
import { MemoryRoutingStore } from "@/lib/ports/fakes/memory-routing-store";
import type { RoutingWorld } from "@/lib/use-cases/routing/domain-routing";

/** A panel at https://panel.example.com, on a host that is what the test makes of the network. */
export function fakeRouting(network = new FakeNetwork(), store = new MemoryRoutingStore()): RoutingWorld {
  return {
    store,
    network,
    installation: "test",
    panel: { url: "https://panel.example.com", port: 9400, scheme: "http" },
  };
}
